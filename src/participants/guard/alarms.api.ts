import { Body, Controller, Get, HttpCode, Param, Post, Query } from '@nestjs/common';
import { ApiBearerAuth, ApiOperation, ApiResponse, ApiTags } from '@nestjs/swagger';
import type { Actor } from '../../kernel/index.js';
import { AgencyReads, anId, CurrentActor, OwnWork, Requires } from '../../platform/web/index.js';
import { ALARM_KINDS } from './alarm.rules.js';
import { Alarms, type Alarm } from './alarms.js';
import { AlarmsQuery, SettleForm } from './guard.forms.js';

const LIMIT = 100;
const text = { type: 'string' } as const;
const moment = { type: 'string', format: 'date-time' } as const;
const ALARM = {
  type: 'object',
  properties: {
    id: { type: 'string', format: 'uuid' },
    kind: { type: 'string', enum: ALARM_KINDS },
    state: { type: 'string', enum: ['open', 'settled'] },
    workspace: text,
    detail: { type: 'object', description: 'Counts and ids, by kind' },
    decoy: { ...text, nullable: true, description: 'Of a canary: where it was placed' },
    times: { type: 'integer' },
    first_at: moment,
    last_at: moment,
    note: { ...text, nullable: true },
    settled_by: { ...text, nullable: true },
    settled_at: { ...moment, nullable: true },
  },
};

/** Signs of guessing, for keys of the agency. */
@ApiTags('alarms')
@ApiBearerAuth('bearer')
@Controller('api/v1/alarms')
export class AlarmsApi {
  constructor(private readonly alarms: Alarms) {}

  @Get()
  @Requires('alarms.read')
  @AgencyReads()
  @ApiOperation({ summary: 'For the agency: signs of guessing, newest first' })
  @ApiResponse({
    status: 200,
    description: 'At most 100; `next_before` asks for older ones',
    schema: {
      type: 'object',
      properties: { alarms: { type: 'array', items: ALARM }, next_before: { ...text, nullable: true } },
    } as never,
  })
  async list(@Query() query: AlarmsQuery) {
    const found = await this.alarms.list(query, LIMIT + 1);
    const shown = found.slice(0, LIMIT);
    return { alarms: shown.map(alarmJson), next_before: found.length > LIMIT ? (shown.at(-1)?.id ?? null) : null };
  }

  @Post(':id/settlement')
  @HttpCode(204)
  @Requires('alarms.settle')
  @OwnWork()
  @ApiOperation({ summary: 'For the agency: somebody looked into it, and what they found' })
  @ApiResponse({ status: 204, description: 'Settled' })
  async settle(@CurrentActor() actor: Actor, @Param('id', anId) id: string, @Body() { note }: SettleForm) {
    await this.alarms.settle(actor, id, note);
  }
}

function alarmJson(alarm: Alarm) {
  return {
    id: alarm.id,
    kind: alarm.kind,
    state: alarm.state,
    workspace: alarm.workspace.slug,
    detail: alarm.detail,
    decoy: alarm.decoy,
    times: alarm.times,
    first_at: alarm.firstAt,
    last_at: alarm.lastAt,
    note: alarm.note,
    settled_by: alarm.settledBy,
    settled_at: alarm.settledAt,
  };
}
