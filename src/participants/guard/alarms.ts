import { Injectable } from '@nestjs/common';
import { Audit } from '../../audit/index.js';
import { NotFound, type Actor } from '../../kernel/index.js';
import { currentWork, isUuid, UnitOfWork } from '../../platform/db/index.js';
import type { AlarmKind } from './alarm.rules.js';
import type { AlarmDetail } from './raise-alarm.js';

export type AlarmState = 'open' | 'settled';

export interface Alarm {
  id: string;
  kind: AlarmKind;
  state: AlarmState;
  workspace: { id: string; slug: string; name: string };
  detail: AlarmDetail;
  times: number;
  firstAt: Date;
  lastAt: Date;
  note: string | null;
  settledBy: string | null;
  settledAt: Date | null;
  /** Of a canary: where it was placed. */
  decoy: string | null;
}

export interface AlarmFilter {
  state?: AlarmState;
  kind?: AlarmKind;
  /** Slug. */
  workspace?: string;
  /** Only alarms older than this one. */
  before?: string;
}

interface Row extends Omit<Alarm, 'workspace'> {
  workspaceId: string;
  slug: string;
  name: string;
}

/** Signs of guessing as the agency sees them. Reading wants a unit of work as role `agency`. */
@Injectable()
export class Alarms {
  constructor(
    private readonly units: UnitOfWork,
    private readonly audit: Audit,
  ) {}

  /** Newest first. */
  async list(filter: AlarmFilter, limit: number): Promise<Alarm[]> {
    const rows = await currentWork().query<Row>(
      `select a.id, a.kind, a.state, a.detail, a.times, a.first_at as "firstAt", a.last_at as "lastAt", a.note,
         a.settled_label as "settledBy", a.settled_at as "settledAt", c.note as decoy, w.id as "workspaceId", w.slug, w.name
       from registry.alarms a join app.workspaces w on w.id = a.workspace_id
         left join registry.canaries c on a.kind = 'canary' and c.id::text = a.subject
       where ($1::text is null or a.state = $1) and ($2::text is null or a.kind = $2) and ($3::text is null or w.slug = $3)
         and ($4::uuid is null or a.id < $4)
       order by a.id desc limit $5`,
      [
        ...[filter.state ?? null, filter.kind ?? null, filter.workspace ?? null],
        ...[filter.before && isUuid(filter.before) ? filter.before : null, limit],
      ],
    );
    return rows.map(({ workspaceId, slug, name, ...alarm }) => ({
      ...alarm,
      workspace: { id: workspaceId, slug, name },
    }));
  }

  async countOpen(): Promise<number> {
    const [row] = await currentWork().query<{ n: number }>(
      `select count(*)::int as n from registry.alarms where state = 'open'`,
    );
    return row?.n ?? 0;
  }

  /** Somebody of the agency looked into it. A later note replaces the earlier one. Opens its own unit of work. @throws NotFound */
  settle(actor: Actor, id: string, note: string): Promise<void> {
    const scope = { role: 'agency', workspaceId: actor.workspaceId, userId: actor.userId, actor } as const;
    return this.units.run(scope, async () => {
      const settled = await currentWork().query<{ kind: string; workspace_id: string }>(
        `update registry.alarms set state = 'settled', note = $2, settled_label = $3, settled_at = now()
         where id = $1 returning kind, workspace_id`,
        [id, note, actor.label],
      );
      const [alarm] = settled;
      if (!alarm) throw new NotFound();
      await this.audit.record({
        action: 'participants.alarm.settled',
        subject: { type: 'alarm', id },
        detail: { kind: alarm.kind, workspace: alarm.workspace_id, note },
      });
    });
  }
}
