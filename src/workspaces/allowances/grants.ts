import { Injectable } from '@nestjs/common';
import { Audit } from '../../audit/index.js';
import { Clock, isCalendarDate, NotFound, Refused, type Actor } from '../../kernel/index.js';
import { currentWork, isUuid, UnitOfWork } from '../../platform/db/index.js';

export interface NewGrant {
  size: number;
  perDay: number | null;
  /** YYYY-MM-DD, the last day it holds; null: until the next. */
  validUntil: string | null;
  reason: string;
}

export interface Grant extends NewGrant {
  id: string;
  validFrom: string;
  grantedBy: string;
  createdAt: Date;
}

export interface UsageDay {
  day: string;
  byFile: number;
  byForm: number;
  leftSoon: number;
  reversed: number;
}

export interface Partner {
  id: string;
  slug: string;
  name: string;
}

const DAYS_SHOWN = 14;

/** What the agency allows workspaces, with reason. Reading wants a unit of work as role `agency`. */
@Injectable()
export class Grants {
  constructor(
    private readonly units: UnitOfWork,
    private readonly clock: Clock,
    private readonly audit: Audit,
  ) {}

  /** @throws NotFound @param name its slug or id */
  async partner(name: string): Promise<Partner> {
    const [found] = await currentWork().query<Partner>(
      `select id, slug, name from app.workspaces where ${isUuid(name) ? 'id' : 'slug'} = $1`,
      [name],
    );
    if (!found) throw new NotFound();
    return found;
  }

  /** Newest first. */
  async of(workspaceId: string): Promise<Grant[]> {
    const rows = await currentWork().query<Grant>(
      `select id, size::float8 as size, per_day::float8 as "perDay", valid_from::text as "validFrom",
         valid_until::text as "validUntil", reason, granted_label as "grantedBy", created_at as "createdAt"
       from app.nik_allowances where workspace_id = $1 order by id desc limit 50`,
      [workspaceId],
    );
    return rows;
  }

  /** The last days on which anything was counted, newest first. */
  async usage(workspaceId: string): Promise<UsageDay[]> {
    return currentWork().query<UsageDay>(
      `select day::text as day, by_file::float8 as "byFile", by_form::float8 as "byForm",
         left_soon::float8 as "leftSoon", reversed::float8 as reversed
       from app.nik_usage where workspace_id = $1 order by day desc limit $2`,
      [workspaceId, DAYS_SHOWN],
    );
  }

  /** Opens its own unit of work. Holds from today. @throws NotFound, Refused `workspaces.valid-until` */
  give(actor: Actor, name: string, grant: NewGrant): Promise<Partner> {
    const today = this.clock.today();
    if (grant.validUntil && !isFrom(today, grant.validUntil)) throw Refused.invalid('workspaces.valid-until');
    const scope = { role: 'agency', workspaceId: actor.workspaceId, userId: actor.userId, actor } as const;
    return this.units.run(scope, async () => {
      const partner = await this.partner(name);
      const { size, perDay, validUntil, reason } = grant;
      await currentWork().execute(
        `insert into app.nik_allowances (workspace_id, size, per_day, valid_from, valid_until, reason, granted_label)
         values ($1, $2, $3, $4, $5, $6, $7)`,
        [partner.id, size, perDay, today, validUntil, reason, actor.label],
      );
      await this.audit.record({
        action: 'workspaces.allowance.granted',
        subject: { type: 'workspace', id: partner.id },
        detail: { slug: partner.slug, size, perDay, validUntil, reason },
      });
      return partner;
    });
  }
}

function isFrom(today: string, day: string): boolean {
  const [year, month, date] = day.split('-').map(Number) as [number, number, number];
  return day >= today && isCalendarDate(year, month, date);
}

/** The first allowance of a workspace that is being made, in the unit of work that makes it. */
export async function firstGrant(workspaceId: string, size: number, day: string, label: string): Promise<void> {
  await currentWork().execute(
    `insert into app.nik_allowances (workspace_id, size, valid_from, reason, granted_label) values ($1, $2, $3, $4, $5)`,
    [workspaceId, size, day, 'size stated when the workspace was made', label],
  );
}
