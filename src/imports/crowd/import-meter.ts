import { Injectable } from '@nestjs/common';
import { currentWork, UnitOfWork } from '../../platform/db/index.js';

/** What waits and what runs now, in all workspaces and worker processes together. */
export interface CrowdNow {
  running: number;
  waiting: number;
  /** Seconds since the file that waits longest came to where it is. */
  oldestSeconds: number;
}

/** Counts what this process does with files, for whoever watches it. */
@Injectable()
export class ImportMeter {
  /** Rows read since the process began. */
  rows = 0;
  /** Ends of runs by the state they left the file in. */
  readonly ended = new Map<string, number>();

  constructor(private readonly units: UnitOfWork) {}

  end(state: string): void {
    this.ended.set(state, (this.ended.get(state) ?? 0) + 1);
  }

  now(): Promise<CrowdNow> {
    return this.units.run({ role: 'identity', readOnly: true }, async () => {
      const [row] = await currentWork().query<CrowdNow>(
        `select count(*) filter (where held)::int as running, count(*) filter (where not held)::int as waiting,
           coalesce(extract(epoch from clock_timestamp() - min(updated_at) filter (where not held)), 0)::float as "oldestSeconds"
         from (select updated_at, coalesce(lease_until > clock_timestamp(), false) as held from app.imports
           where state in ('received', 'reading', 'checking', 'applying', 'reversing')) files`,
      );
      return row ?? { running: 0, waiting: 0, oldestSeconds: 0 };
    });
  }
}
