import { Body, Controller, Delete, Get, HttpCode, Param, Post } from '@nestjs/common';
import { ApiBearerAuth, ApiOperation, ApiResponse, ApiTags } from '@nestjs/swagger';
import { ImportsRepository, type Import } from '../../imports/index.js';
import type { Actor } from '../../kernel/index.js';
import { anId, CurrentActor, Requires } from '../../platform/web/index.js';
import { ImportRepairs } from './import-repairs.js';
import { repairAnswer, wrongCellsAnswer } from './repair-answer.js';
import { RepairImport } from './repair-import.js';
import { RepairsForm } from './repairs.forms.js';

@ApiTags('roster imports')
@ApiBearerAuth('bearer')
@Controller('api/v1/roster-imports/:id/repairs')
@Requires('rosters.upload')
export class RepairsApi {
  constructor(
    private readonly imports: ImportsRepository,
    private readonly repairing: RepairImport,
    private readonly repairs: ImportRepairs,
  ) {}

  @Get()
  @ApiOperation({ summary: 'What is wrong in a file and can be repaired by its cause, and the repairs that it has' })
  @ApiResponse({ status: 200, description: '`wrong` by cause, empty unless the file is ready, and `given`' })
  async index(@Param('id', anId) id: string) {
    const file = await this.imports.get(id, 'roster');
    const wrong = await this.repairing.wrongCells(file);
    return { ...(await this.given(file)), wrong: wrong.map(wrongCellsAnswer) };
  }

  @Post('preview')
  @HttpCode(200)
  @ApiOperation({ summary: 'How many rows repairs would reach and free; nothing changes' })
  @ApiResponse({
    status: 200,
    description: '`rows`, those that nothing else keeps back (`frees`), and the repairs with the codes they mean',
  })
  async preview(@Param('id', anId) id: string, @Body() { repairs }: RepairsForm) {
    const plan = await this.repairing.preview(await this.imports.get(id, 'roster'), repairs);
    return {
      rows: plan.rows,
      frees: plan.frees,
      repairs: plan.repairs.map(({ rows, frees, ...said }) => ({ ...repairAnswer(said), rows, frees })),
    };
  }

  @Post()
  @HttpCode(202)
  @ApiOperation({ summary: 'Give repairs to a file and check it again with them' })
  @ApiResponse({ status: 202, description: 'The file is checked again' })
  async give(@CurrentActor() actor: Actor, @Param('id', anId) id: string, @Body() { repairs, remember }: RepairsForm) {
    return this.given(await this.repairing.give(actor, id, repairs, remember ?? false));
  }

  @Delete(':repair')
  @HttpCode(202)
  @ApiOperation({ summary: 'Take a repair back from a file that is not confirmed, and check it again without' })
  @ApiResponse({ status: 202, description: 'The file is checked again' })
  async takeBack(@CurrentActor() actor: Actor, @Param('id', anId) id: string, @Param('repair', anId) repair: string) {
    return this.given(await this.repairing.takeBack(actor, id, repair));
  }

  private async given(file: Import) {
    const given = await this.repairs.of(file);
    return {
      state: file.state,
      given: given.map((repair) => ({
        ...{ id: repair.id, ...repairAnswer(repair) },
        ...{ source: repair.source, memoryId: repair.memoryId, madeBy: repair.madeBy, madeAt: repair.madeAt },
        ...{ cells: repair.cells, takenBackBy: repair.takenBackBy },
      })),
    };
  }
}
