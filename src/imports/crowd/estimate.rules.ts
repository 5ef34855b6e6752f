import type { ImportState } from '../import-states.rules.js';

/** Seconds a unit of work took lately on this machine, by the kind of work: `read:csv` a megabyte, `plan` and `apply` a thousand rows; `rows:csv` is thousands of rows a megabyte. */
export type Paces = Readonly<Record<string, number>>;

export interface WorkFacts {
  state: ImportState;
  bytes: number;
  format: string | null;
  /** null before every row has its outcome. */
  rows: number | null;
  /** Rows that applying writes. */
  touched: number | null;
  /** The file is applied right after the check when nothing has to be asked. */
  appliesItself: boolean;
}

export interface ExpectedWork {
  read: number | null;
  plan: number | null;
  apply: number | null;
}

/** Before this machine has measured them: what the steps took in relation to each other on others. */
const PLAN_PER_READ = 0.35;
const APPLY_PER_CHECK = 1;

export const megabytes = (bytes: number) => bytes / 1e6;
export const thousands = (rows: number) => rows / 1e3;

/** What each step of a whole file will take, by what was measured lately; null: nothing was. */
export function expectedWork(
  facts: Pick<WorkFacts, 'bytes' | 'format' | 'rows' | 'touched'>,
  paces: Paces,
): ExpectedWork {
  const read = times(paces[`read:${facts.format}`], megabytes(facts.bytes));
  const rows =
    facts.rows === null ? times(paces[`rows:${facts.format}`], megabytes(facts.bytes)) : thousands(facts.rows);
  const plan = times(paces.plan, rows) ?? times(PLAN_PER_READ, read);
  const touched = facts.touched === null ? rows : thousands(facts.touched);
  const apply =
    times(paces.apply, touched) ?? (read === null || plan === null ? null : (read + plan) * APPLY_PER_CHECK);
  return { read, plan, apply };
}

/** Seconds from the present step until a person has to look again; null: there is no ground to say. */
export function untilNextStop(facts: WorkFacts, paces: Paces): number | null {
  const { read, plan, apply } = expectedWork(facts, paces);
  switch (facts.state) {
    case 'checking':
      return sum(read, plan, facts.appliesItself ? apply : 0);
    case 'applying':
    case 'reversing':
      return apply;
    default:
      return null;
  }
}

/** Somebody who stands in the queue, or is being served. */
export interface QueuedWork {
  waits: boolean;
  priority: number;
  /** Milliseconds: when it came into the queue. */
  since: number;
  /** At `notedAt`. */
  leftSeconds: number | null;
  notedAt: number;
}

/** Whoever is worked on says so every second; who has been silent this long has died. */
const SILENT_MS = 30_000;

/** How many files come before one that waits, and when its turn will be; null seconds: nobody can say. */
export function turnOf(
  mine: QueuedWork,
  others: readonly QueuedWork[],
  now: number,
): { ahead: number; seconds: number | null } {
  const running = others.filter((one) => isServed(one, now));
  const before = others.filter((one) => goesBefore(one, mine));
  const ahead = running.length + before.length;
  // Nobody is being served: a place is free, or no worker runs. Neither is something to count seconds by.
  if (running.length === 0) return { ahead, seconds: null };
  const left = [
    ...running.map((one) =>
      one.leftSeconds === null ? null : Math.max(0, one.leftSeconds - (now - one.notedAt) / 1000),
    ),
    ...before.map(({ leftSeconds }) => leftSeconds),
  ];
  const whole = sum(...left);
  return { ahead, seconds: whole === null ? null : whole / running.length };
}

/** Seconds that somebody who is served now waits when they hand on their place and stand in the queue again. null: nobody can say. */
export function waitAfterwards(mine: QueuedWork, others: readonly QueuedWork[], now: number): number | null {
  const back = { ...mine, waits: true, since: now };
  const whole = sum(...others.filter((one) => goesBefore(one, back)).map(({ leftSeconds }) => leftSeconds));
  const places = 1 + others.filter((one) => isServed(one, now)).length;
  return whole === null ? null : whole / places;
}

function goesBefore(one: QueuedWork, mine: QueuedWork): boolean {
  return one.waits && (one.priority > mine.priority || (one.priority === mine.priority && one.since < mine.since));
}

function isServed({ waits, notedAt }: QueuedWork, now: number): boolean {
  return !waits && now - notedAt < SILENT_MS;
}

function times(pace: number | undefined, units: number | null): number | null {
  return pace === undefined || units === null ? null : pace * units;
}

function sum(...parts: (number | null)[]): number | null {
  return parts.some((part) => part === null) ? null : parts.reduce<number>((whole, part) => whole + (part ?? 0), 0);
}
