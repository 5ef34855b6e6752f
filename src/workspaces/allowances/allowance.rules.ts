/** What the agency expects of a workspace on a day. */
export interface Expected {
  /** People it is to manage in all. */
  size: number;
  /** New people a day beyond the size; null: by the rule below. */
  perDay: number | null;
}

/** What a workspace added so far, whatever became of it afterwards. */
export interface Added {
  before: number;
  today: number;
}

/** How many new people a workspace may still add. Whole people. */
export interface Allowance {
  size: number;
  perDay: number;
  addedToday: number;
  leftToday: number;
  /** What a file may hold tomorrow, if nothing more is added today. */
  leftTomorrow: number;
}

/** Turnover that every roster has: a fiftieth of its size a day, and 200 however small it is. */
const DAILY_SHARE = 0.02;
const DAILY_LEAST = 200;

/** Nobody said how large the workspace is: it was made on the command line, by whoever runs the service. */
export const UNSTATED: Expected = { size: 10_000_000, perDay: null };

/** What the agency's form proposes. */
export const PROPOSED_SIZE = 100_000;

/**
 * A roster may be filled up to the size at any time, in one file or in many, and turn over by a little every day after
 * that. Who was added stays counted when they leave or their file is undone: the registry was asked about them.
 */
export function allowanceOf(expected: Expected, added: Added): Allowance {
  const perDay = expected.perDay ?? Math.max(DAILY_LEAST, Math.ceil(expected.size * DAILY_SHARE));
  const left = (before: number) => Math.max(0, expected.size - before) + perDay;
  return {
    size: expected.size,
    perDay,
    addedToday: added.today,
    leftToday: Math.max(0, left(added.before) - added.today),
    leftTomorrow: left(added.before + added.today),
  };
}

export interface Waiting {
  code: 'imports.new-people-today' | 'imports.new-people';
  params: { added: number; left: number; tomorrow: number };
}

/** Why so many new people have to wait, or null: for tomorrow, or for the agency. */
export function waitingFor(added: number, allowance: Allowance): Waiting | null {
  if (added <= allowance.leftToday) return null;
  const isForTomorrow = added <= allowance.leftTomorrow;
  return {
    code: isForTomorrow ? 'imports.new-people-today' : 'imports.new-people',
    params: { added, left: allowance.leftToday, tomorrow: allowance.leftTomorrow },
  };
}
