import { Injectable } from '@nestjs/common';
import { Clock, Refused } from '../../kernel/index.js';
import { currentWork } from '../../platform/db/index.js';
import { allowanceOf, UNSTATED, waitingFor, type Allowance, type Expected, type Waiting } from './allowance.rules.js';

/** Days after being added within which leaving again counts as churn. */
export const SOON_DAYS = 7;

interface Counted {
  size: string | null;
  per_day: string | null;
  before: string;
  today: string;
}

/** How many new people a workspace may add. All in the caller's unit of work; one row a day, however large the file. */
@Injectable()
export class Allowances {
  constructor(private readonly clock: Clock) {}

  async of(workspaceId: string): Promise<Allowance> {
    const [row] = await currentWork().query<Counted>(
      `select a.size, a.per_day, u.before, u.today
       from (select coalesce(sum(by_file + by_form) filter (where day < $2), 0) as before,
               coalesce(sum(by_file + by_form) filter (where day = $2), 0) as today
             from app.nik_usage where workspace_id = $1) u
       left join lateral (select size, per_day from app.nik_allowances
         where workspace_id = $1 and valid_from <= $2 and (valid_until is null or valid_until >= $2)
         order by valid_from desc, id desc limit 1) a on true`,
      [workspaceId, this.clock.today()],
    );
    const added = { before: Number(row?.before ?? 0), today: Number(row?.today ?? 0) };
    return allowanceOf(row ? expectedOf(row) : UNSTATED, added);
  }

  /** Why so many new people would have to wait now, or null. */
  async waiting(workspaceId: string, added: number): Promise<Waiting | null> {
    return added === 0 ? null : waitingFor(added, await this.of(workspaceId));
  }

  /**
   * Takes new people off the allowance, in the transaction that adds them. The row of the day is locked before it is
   * looked at, so that two files at once do not both fit.
   * @throws Refused `imports.new-people-today` or `imports.new-people`: then nothing may be added
   */
  async spend(workspaceId: string, added: number, by: 'by_file' | 'by_form'): Promise<void> {
    if (added === 0) return;
    await this.note(workspaceId, { [by]: 0 });
    const waiting = await this.waiting(workspaceId, added);
    if (waiting) throw new Refused(waiting.code, waiting.params);
    await this.note(workspaceId, { [by]: added });
  }

  /** Adds to what is counted for today. */
  async note(workspaceId: string, counts: Partial<Record<UsageColumn, number>>): Promise<void> {
    const names = Object.keys(counts) as UsageColumn[];
    await currentWork().execute(
      `insert into app.nik_usage as u (workspace_id, day, ${names.join(', ')})
       values ($1, $2, ${names.map((_, i) => `$${i + 3}`).join(', ')})
       on conflict (workspace_id, day) do update set ${names.map((name) => `${name} = u.${name} + excluded.${name}`).join(', ')}`,
      [workspaceId, this.clock.today(), ...names.map((name) => counts[name])],
    );
  }

  /** What was counted in the last days, today included. */
  async lately(workspaceId: string): Promise<Record<UsageColumn, number>> {
    const sums = USAGE.map((name) => `coalesce(sum(${name}), 0) as ${name}`).join(', ');
    const [row] = await currentWork().query<Record<UsageColumn, string>>(
      `select ${sums} from app.nik_usage where workspace_id = $1 and day > $2::date - $3::int`,
      [workspaceId, this.clock.today(), SOON_DAYS],
    );
    return Object.fromEntries(USAGE.map((name) => [name, Number(row?.[name] ?? 0)])) as Record<UsageColumn, number>;
  }
}

const USAGE = ['by_file', 'by_form', 'left_soon', 'left_soon_known', 'reversed', 'reversals'] as const;
export type UsageColumn = (typeof USAGE)[number];

function expectedOf({ size, per_day: perDay }: Counted): Expected {
  return size === null ? UNSTATED : { size: Number(size), perDay: perDay === null ? null : Number(perDay) };
}
