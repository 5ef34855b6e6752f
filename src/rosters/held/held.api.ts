import { Body, Controller, Delete, Get, HttpCode, Param, Post, Query } from '@nestjs/common';
import { ApiBearerAuth, ApiOperation, ApiResponse, ApiTags } from '@nestjs/swagger';
import { ImportsRepository, type Import } from '../../imports/index.js';
import { Refused, type Actor } from '../../kernel/index.js';
import { anId, CurrentActor, Requires } from '../../platform/web/index.js';
import { choicesFor } from './choices.rules.js';
import { CompareRows, type ShownSide } from './compare-rows.js';
import { DecideRows } from './decide-rows.js';
import { DecisionsForm, HeldApiQuery, WithdrawalQuery } from './held.forms.js';
import { HeldRows, type HeldRow } from './held-rows.query.js';

const HELD_SCHEMA = {
  type: 'object',
  properties: {
    rows: {
      type: 'array',
      items: {
        type: 'object',
        properties: {
          row: { type: 'integer' },
          causes: { type: 'array', items: { type: 'string' } },
          workerId: { type: 'string', format: 'uuid', nullable: true },
          choices: { type: 'array', items: { type: 'string', enum: ['file', 'stored', 'skip'] } },
          fields: {
            type: 'array',
            description: 'Fields that differ or that a cause is about; personal ones masked',
            items: {
              type: 'object',
              properties: {
                field: { type: 'string' },
                file: { nullable: true },
                stored: { nullable: true },
                differs: { type: 'boolean' },
              },
            },
          },
          decision: {
            type: 'object',
            nullable: true,
            properties: {
              choice: { type: 'string' },
              by: { type: 'string' },
              at: { type: 'string', format: 'date-time' },
            },
          },
        },
      },
    },
    questions: { type: 'array', items: { type: 'object' } },
    next: { type: 'integer', nullable: true },
  },
};
const PLANNED = ApiResponse({
  status: 202,
  description: '`state` and how many `rows` it was about; the plan is made again, so ask the file for its counts',
});

/** Held rows and decisions about them for machines. */
@ApiTags('roster imports')
@ApiBearerAuth('bearer')
@Controller('api/v1/roster-imports/:id')
export class HeldApi {
  constructor(
    private readonly imports: ImportsRepository,
    private readonly held: HeldRows,
    private readonly comparing: CompareRows,
    private readonly deciding: DecideRows,
  ) {}

  @Get('held')
  @Requires('rosters.read')
  @ApiOperation({ summary: 'Held rows beside the stored workers they are about' })
  @ApiResponse({
    status: 200,
    description: 'Rows that wait, or with `decided=true` those decided about',
    schema: HELD_SCHEMA as never,
  })
  async index(@Param('id', anId) id: string, @Query() query: HeldApiQuery) {
    const file = await this.imports.get(id, 'roster');
    const limit = query.limit ?? 50;
    const list = query.decided === 'true' ? 'decided' : 'waiting';
    if (file.isWorking()) return { rows: [], questions: [], next: null };
    const found = await this.held[list](file, query.cause, query.cursor ?? 0, limit + 1);
    const shown = found.slice(0, limit);
    const sides = await this.comparing.sides(file, shown);
    return {
      rows: shown.map((row) => heldAnswer(row, sides.get(row.row.row) ?? [])),
      questions: await this.held.questions(file),
      next: found.length > limit ? (shown.at(-1)?.row.row ?? null) : null,
    };
  }

  @Post('decisions')
  @HttpCode(202)
  @Requires('rosters.upload')
  @ApiOperation({ summary: 'Decide about held rows, one by one or by cause: take the file, keep what is stored, skip' })
  @PLANNED
  async decide(@CurrentActor() actor: Actor, @Param('id', anId) id: string, @Body() form: DecisionsForm) {
    const { rows, cause, choice } = form;
    if (rows && cause === undefined && choice === undefined)
      return planned({ file: await this.deciding.rows(actor, id, rows), rows: rows.length });
    if (!rows && cause && choice) return planned(await this.deciding.cause(actor, id, cause, choice));
    throw Refused.invalid('imports.decision-unreadable');
  }

  @Delete('decisions')
  @HttpCode(202)
  @Requires('rosters.upload')
  @ApiOperation({ summary: 'Take decisions back before the confirmation' })
  @PLANNED
  async withdraw(@Param('id', anId) id: string, @Query() { rows, cause }: WithdrawalQuery) {
    const of = { ...(rows && { rows: rows.split(',').map(Number) }), ...(cause && { cause }) };
    return planned(await this.deciding.withdraw(id, of));
  }
}

function planned({ file, rows }: { file: Import; rows: number }) {
  return { id: file.id, state: file.state, rows };
}

function heldAnswer({ row, worker, decision }: HeldRow, sides: readonly ShownSide[]) {
  return {
    row: row.row,
    causes: row.causes,
    workerId: worker?.id ?? null,
    choices: row.outcome === 'held' ? choicesFor(row.causes, worker !== null) : [],
    fields: sides
      .filter(({ differs, wrong }) => differs || wrong)
      .map(({ field, said, stored, differs }) => ({ field, file: said, stored, differs })),
    decision,
  };
}
