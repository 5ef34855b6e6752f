import { Refused } from '../../kernel/index.js';
import type { RepairSaid } from './import-repairs.js';
import {
  isPattern,
  mayMeanNothing,
  patternsOf,
  valueFieldOf,
  valueKey,
  type RepairPattern,
  type ValueField,
} from './repair.rules.js';
import type { Reach, WrongCells } from './wrong-cells.js';

/** One repair that somebody asks for: a pattern, or words with their meaning (null: they mean nothing). */
export interface AskedRepair {
  cause: string;
  pattern?: string | undefined;
  text?: string | undefined;
  to?: string | null | undefined;
}

export interface PlannedRepair extends RepairSaid, Reach {}

/** What asking for some repairs would do, before any row is judged again. */
export interface RepairPlan extends Reach {
  repairs: PlannedRepair[];
}

type ReadMeaning = (field: ValueField, said: string) => string | null;

/**
 * Counted from the causes of the rows: one that needs two repairs counts as freed by neither, and what the roster says
 * about it is not asked yet. Checking the file again says it exactly.
 * @throws Refused 422 `repairs.none`, `repairs.not-offered`, `repairs.meaning-unknown`
 */
export function planRepairs(
  asked: readonly AskedRepair[],
  wrong: readonly WrongCells[],
  read: ReadMeaning,
): RepairPlan {
  const planned = new Map<string, PlannedRepair>();
  for (const one of asked) {
    const repair = plannedOne(one, wrong, read);
    planned.set(`${repair.cause} ${keyOf(repair)}`, repair);
  }
  if (planned.size === 0) throw Refused.invalid('repairs.none');
  return { repairs: merged([...planned.values()]), ...together([...planned.values()]) };
}

/** A pattern may answer several causes of the same cells: it is one repair all the same. */
function merged(planned: readonly PlannedRepair[]): PlannedRepair[] {
  const repairs = new Map<string, PlannedRepair>();
  for (const repair of planned) {
    const known = repairs.get(keyOf(repair)) ?? { ...repair, rows: 0, frees: 0 };
    const reach = { rows: known.rows + repair.rows, frees: known.frees + repair.frees };
    repairs.set(keyOf(repair), { ...(repair.pattern ? known : repair), ...reach });
  }
  return [...repairs.values()];
}

function keyOf({ field, pattern, text }: PlannedRepair): string {
  return `${field} ${pattern ?? `=${valueKey(text ?? '')}`}`;
}

function plannedOne(asked: AskedRepair, wrong: readonly WrongCells[], read: ReadMeaning): PlannedRepair {
  const found = wrong.find(({ cause }) => cause === asked.cause);
  if (!found) throw notOffered(asked);
  if (asked.pattern !== undefined) return plannedPattern(asked, asked.pattern, found);
  const field = valueFieldOf(asked.cause);
  const key = valueKey(asked.text ?? '');
  const value = found.values.find(({ text }) => valueKey(text) === key);
  if (!field || key === null || !value) throw notOffered(asked);
  const to = meaning(field, asked, read);
  return { field, cause: found.cause, pattern: null, text: value.text, to, rows: value.rows, frees: value.frees };
}

function plannedPattern({ cause }: AskedRepair, pattern: string, found: WrongCells): PlannedRepair {
  const offered = found.patterns.find((entry) => entry.pattern === pattern);
  if (!isPattern(pattern) || !patternsOf(cause).includes(pattern) || !offered) throw notOffered({ cause, pattern });
  return { field: found.field, cause, pattern, text: null, to: '', rows: offered.rows, frees: offered.frees };
}

function meaning(field: ValueField, { to }: AskedRepair, read: ReadMeaning): string {
  if (to === null && mayMeanNothing(field)) return '';
  const code = typeof to === 'string' && to.trim() !== '' ? read(field, to) : null;
  if (code === null) throw Refused.invalid('repairs.meaning-unknown', { field });
  return code;
}

/** What leaves cells out is about the same rows as the other patterns of its cause, so it is not added to them. */
function together(repairs: readonly PlannedRepair[]): Reach {
  const sum = { rows: 0, frees: 0 };
  const whole = new Set(repairs.filter(({ pattern }) => leavesOut(pattern)).map(({ cause }) => cause));
  for (const { cause, pattern, rows, frees } of repairs) {
    if (whole.has(cause) && !leavesOut(pattern)) continue;
    sum.rows += rows;
    sum.frees += frees;
  }
  return sum;
}

function leavesOut(pattern: RepairPattern | null): boolean {
  return pattern?.endsWith('.leave_out') ?? false;
}

function notOffered({ cause }: AskedRepair): Refused {
  return Refused.invalid('repairs.not-offered', { cause: cause.slice(0, 60) });
}
