import { Controller, Get, Param, Query, Res } from '@nestjs/common';
import { ApiBearerAuth, ApiOperation, ApiProduces, ApiResponse, ApiTags } from '@nestjs/swagger';
import type { Response } from 'express';
import { ImportsRepository } from '../../imports/index.js';
import type { Actor } from '../../kernel/index.js';
import { anId, CurrentActor, OwnWork, Requires } from '../../platform/web/index.js';
import { PaperDownloads } from '../papers/paper-downloads.js';
import { answerLater } from '../papers/preparing.js';
import { readChangeFilter } from './change-filter.rules.js';
import { CHANGES_SCHEMA, changesAnswer, PEOPLE_SCHEMA, personAnswer } from './changes-answer.js';
import { ChangedPeople } from './changed-people.js';
import { ChangedPeopleQuery } from './changes.forms.js';
import { Comparisons } from './comparisons.js';

/** What a roster file changed since the one before it, for machines. */
@ApiTags('roster imports')
@ApiBearerAuth('bearer')
@Controller('api/v1/roster-imports/:id')
export class ChangesApi {
  constructor(
    private readonly imports: ImportsRepository,
    private readonly comparisons: Comparisons,
    private readonly people: ChangedPeople,
    private readonly papers: PaperDownloads,
  ) {}

  @Get('changes')
  @Requires('rosters.read')
  @ApiOperation({ summary: 'What the file changed since the one before it, in numbers' })
  @ApiResponse({
    status: 200,
    description: 'Numbers are null unless `state` is `compared`',
    schema: CHANGES_SCHEMA as never,
  })
  async show(@Param('id', anId) id: string) {
    const file = await this.imports.get(id, 'roster');
    return changesAnswer(file, await this.comparisons.of(file));
  }

  @Get('changes/people')
  @Requires('workers.read')
  @ApiOperation({ summary: 'The people behind one of the numbers, page by page; the NIK is masked' })
  @ApiResponse({ status: 200, description: 'One page', schema: PEOPLE_SCHEMA as never })
  @ApiResponse({ status: 409, description: 'Nothing is compared, or not yet' })
  async index(@Param('id', anId) id: string, @Query() query: ChangedPeopleQuery) {
    const compared = await this.comparisons.compared(await this.imports.get(id, 'roster'));
    const filter = readChangeFilter(query);
    const { people, size, next } = await this.people.page(compared, filter, query.after ?? 0, query.limit ?? 100);
    return { kind: filter.kind, count: size, people: people.map(personAnswer), next };
  }

  @Get('changes.xlsx')
  @Requires('rosters.export')
  @OwnWork()
  @ApiOperation({ summary: 'Numbers and people as a workbook' })
  @ApiProduces('application/vnd.openxmlformats-officedocument.spreadsheetml.sheet')
  @ApiResponse({ status: 200, description: 'The workbook' })
  @ApiResponse({ status: 202, description: 'A large one is being made: ask again after `Retry-After` seconds' })
  async workbook(@CurrentActor() actor: Actor, @Param('id', anId) id: string, @Res() res: Response): Promise<void> {
    if (await this.papers.send(actor, id, 'roster', 'changes', res)) return;
    answerLater(res, `/api/v1/roster-imports/${id}/changes.xlsx`);
  }
}
