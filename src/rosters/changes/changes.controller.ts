import { Controller, Get, Param, Post, Query, Res } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import type { Response } from 'express';
import { ImportsRepository } from '../../imports/index.js';
import type { Actor } from '../../kernel/index.js';
import { Queue } from '../../platform/jobs/index.js';
import { anId, CurrentActor, OwnWork, page, redirect, Requires } from '../../platform/web/index.js';
import { PaperDownloads } from '../papers/paper-downloads.js';
import { leadToPaper } from '../papers/preparing.js';
import { importsPath } from '../uploads/import-rights.js';
import { Wording } from '../workers/worker-words.js';
import { changesIn, CHANGE_KINDS } from './change-kinds.rules.js';
import { readChangeFilter } from './change-filter.rules.js';
import { ChangedPeople } from './changed-people.js';
import { ChangedPeopleQuery } from './changes.forms.js';
import { changesView } from './changes.page.js';
import { Comparisons } from './comparisons.js';
import { changedPeopleView, listView } from './people.page.js';

const PER_PAGE = 50;
/** People of each kind on paper; more belong into the workbook. */
const PRINTED = 100;

/** What a file changed since the one before it: numbers, people, print and workbook. */
@ApiExcludeController()
@Controller('w/:workspace/imports/:id')
export class ChangesController {
  constructor(
    private readonly imports: ImportsRepository,
    private readonly comparisons: Comparisons,
    private readonly people: ChangedPeople,
    private readonly wording: Wording,
    private readonly papers: PaperDownloads,
    private readonly queue: Queue,
  ) {}

  @Get('changes')
  @Requires('rosters.read')
  async show(@CurrentActor() actor: Actor, @Param('id', anId) id: string) {
    const view = await this.view(actor, id);
    return page(view, { full: 'rosters/changes', part: 'rosters/changes.hx' });
  }

  /** Asks for the comparison again, should its job have been lost. */
  @Post('changes')
  @Requires('rosters.upload')
  async compare(@CurrentActor() actor: Actor, @Param('id', anId) id: string) {
    const file = await this.imports.get(id, 'roster');
    const { state } = await this.comparisons.of(file);
    if (state === 'waiting') await this.queue.enqueue('rosters.compare', { workspaceId: file.workspaceId, id });
    return redirect(pathOf(actor, id));
  }

  @Get('changes/people')
  @Requires('workers.read')
  async index(@CurrentActor() actor: Actor, @Param('id', anId) id: string, @Query() query: ChangedPeopleQuery) {
    const compared = await this.comparisons.of(await this.imports.get(id, 'roster'));
    if (compared.state !== 'compared') return redirect(pathOf(actor, id));
    const filter = readChangeFilter(query);
    const shown = await this.people.page(compared, filter, query.after ?? 0, PER_PAGE);
    const words = await this.people.words(actor, compared, [shown]);
    return page(changedPeopleView(actor, compared, filter, shown, words), { full: 'rosters/changed-people' });
  }

  @Get('changes/print')
  @Requires('workers.read')
  async print(@CurrentActor() actor: Actor, @Param('id', anId) id: string) {
    const compared = await this.comparisons.of(await this.imports.get(id, 'roster'));
    if (compared.state !== 'compared') return redirect(pathOf(actor, id));
    const kinds = CHANGE_KINDS.filter((kind) => compared.summary.kinds[kind].people > 0);
    const lists = [];
    for (const kind of kinds) {
      lists.push({ kind, ...(await this.people.page(compared, { kind, was: null, became: null }, 0, PRINTED)) });
    }
    const words = await this.people.words(actor, compared, lists);
    const view = {
      ...changesView(actor, compared.file, compared, words),
      isEmpty: changesIn(compared.summary) === 0,
      lists: lists.map(({ kind, people, size, next }) => ({
        ...{ kind, size, isCut: next !== null, shown: people.length },
        ...listView(actor, kind, people, words),
      })),
    };
    return page(view, { full: 'rosters/changes-print' });
  }

  @Get('changes.xlsx')
  @Requires('rosters.export')
  @OwnWork()
  async workbook(@CurrentActor() actor: Actor, @Param('id', anId) id: string, @Res() res: Response) {
    if (await this.papers.send(actor, id, 'roster', 'changes', res)) return;
    leadToPaper(res, `${importsPath(actor.workspaceSlug, 'roster')}/${id}`, 'changes');
  }

  private async view(actor: Actor, id: string) {
    const file = await this.imports.get(id, 'roster');
    const comparison = await this.comparisons.of(file);
    const words =
      comparison.state === 'compared'
        ? await this.people.words(actor, comparison)
        : await this.wording.words(actor.locale, []);
    return changesView(actor, file, comparison, words);
  }
}

function pathOf(actor: Actor, id: string): string {
  return `${importsPath(actor.workspaceSlug, 'roster')}/${id}/changes`;
}
