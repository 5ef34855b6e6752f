import { Injectable } from '@nestjs/common';
import { currentWork } from '../../platform/db/index.js';
import { turnOf, waitAfterwards, type Paces, type QueuedWork } from './estimate.rules.js';
import type { Lane } from './lanes.rules.js';
import type { Measured, WorkStep } from './run-estimate.js';

/** What is said about a file that waits for its turn or is being worked on. */
export interface WorkNote {
  step: WorkStep | 'wait';
  /** Seconds until a person has to look, waiting included; null: there is no ground to say. */
  secondsLeft: number | null;
  /** Only while it waits: files before it, and seconds until its turn. */
  ahead: number | null;
  startsIn: number | null;
}

interface Row {
  import_id: string;
  step: WorkNote['step'];
  priority: number;
  since: Date;
  left_seconds: number | null;
  noted_at: Date;
  now: Date;
}

const QUEUE =
  'select import_id, step, priority, since, left_seconds, noted_at, clock_timestamp() as now from jobs.import_work';

/** What is under way in all workspaces, and how fast it goes: numbers only, in the caller's unit of work. */
@Injectable()
export class ImportWork {
  async paces(): Promise<Paces> {
    const rows = await currentWork().query<{ work: string; per_unit: number }>(
      'select work, per_unit from jobs.import_pace',
    );
    return Object.fromEntries(rows.map(({ work, per_unit }) => [work, per_unit]));
  }

  async learn(measured: readonly Measured[]): Promise<void> {
    for (const { work, perUnit } of measured)
      await currentWork().execute(
        `insert into jobs.import_pace (work, per_unit) values ($1, $2)
         on conflict (work) do update set per_unit = 0.4 * import_pace.per_unit + 0.6 * excluded.per_unit,
           measured = import_pace.measured + 1, updated_at = clock_timestamp()`,
        [work, perUnit],
      );
  }

  /** A file stands in the lane of long ones from now on; said again, it keeps its place. */
  async wait(importId: string, priority: number, seconds: number | null): Promise<void> {
    await currentWork().execute(
      `insert into jobs.import_work (import_id, lane, step, priority, left_seconds) values ($1, 'long', 'wait', $2, $3)
       on conflict (import_id) do update set lane = 'long', step = 'wait', priority = excluded.priority, left_seconds = excluded.left_seconds,
         since = case when import_work.step = 'wait' then import_work.since else clock_timestamp() end, noted_at = clock_timestamp()`,
      [importId, priority, seconds],
    );
  }

  async note(importId: string, lane: Lane, step: WorkStep, left: number | null): Promise<void> {
    await currentWork().execute(
      `insert into jobs.import_work (import_id, lane, step, left_seconds) values ($1, $2, $3, $4)
       on conflict (import_id) do update set lane = excluded.lane, step = excluded.step, left_seconds = excluded.left_seconds, noted_at = clock_timestamp(),
         since = case when import_work.step = 'wait' then clock_timestamp() else import_work.since end`,
      [importId, lane, step, left],
    );
  }

  /** Not of one that waits: it was handed on by whoever is done with it now. */
  async over(importId: string, even: 'waiting' | 'working' = 'working'): Promise<void> {
    await currentWork().execute(`delete from jobs.import_work where import_id = $1 and (step <> 'wait' or $2)`, [
      importId,
      even === 'waiting',
    ]);
  }

  /** How many files of any workspace wait for a long place. */
  async waiting(): Promise<number> {
    const [row] = await currentWork().query<{ n: number }>(
      `select count(*)::int as n from jobs.import_work where lane = 'long' and step = 'wait'`,
    );
    return row?.n ?? 0;
  }

  /** Seconds that a file waits when it hands on its long place now; null: nobody can say. */
  async waitAfterwards(importId: string): Promise<number | null> {
    const rows = await currentWork().query<Row>(`${QUEUE} where lane = 'long'`);
    const mine = rows.find(({ import_id }) => import_id === importId);
    if (!mine) return null;
    const others = rows.filter((one) => one !== mine).map(queued);
    return waitAfterwards(queued(mine), others, mine.now.getTime());
  }

  /** null: nothing is known of the file, e.g. because it is only about to be picked up. */
  async of(importId: string): Promise<WorkNote | null> {
    const rows = await currentWork().query<Row>(`${QUEUE} where import_id = $1 or lane = 'long'`, [importId]);
    const mine = rows.find(({ import_id }) => import_id === importId);
    if (!mine) return null;
    const now = mine.now.getTime();
    const work = queued(mine);
    if (mine.step !== 'wait') return { step: mine.step, secondsLeft: leftNow(work, now), ahead: null, startsIn: null };
    const { ahead, seconds } = turnOf(work, rows.filter((one) => one !== mine).map(queued), now);
    const whole = seconds === null || work.leftSeconds === null ? null : seconds + work.leftSeconds;
    return {
      step: 'wait',
      secondsLeft: whole === null ? null : Math.ceil(whole),
      ahead,
      startsIn: seconds === null ? null : Math.ceil(seconds),
    };
  }
}

function queued({ step, priority, since, left_seconds, noted_at }: Row): QueuedWork {
  return {
    waits: step === 'wait',
    priority,
    since: since.getTime(),
    leftSeconds: left_seconds,
    notedAt: noted_at.getTime(),
  };
}

/** Whoever has not been heard of for a while may be dead: then nothing is promised. */
function leftNow({ leftSeconds, notedAt }: QueuedWork, now: number): number | null {
  const silent = (now - notedAt) / 1000;
  if (leftSeconds === null || silent > 10) return null;
  return Math.max(1, Math.ceil(leftSeconds - silent));
}
