export const ALARM_KINDS = ['canary', 'mismatch', 'sequence', 'churn', 'quota'] as const;

/**
 * canary: a NIK that belongs to nobody was uploaded · mismatch: NIKs of the registry under other names or birth dates ·
 * sequence: NIKs that were counted up · churn: people added and soon taken off again · quota: more new people at once
 * than the workspace may add.
 */
export type AlarmKind = (typeof ALARM_KINDS)[number];

/** What matching answered about people who were looked up. */
export interface Answered {
  matched: number;
  mismatch: number;
}

/** Badly kept lists have a few in a hundred wrong; who guesses names has most. */
const MISMATCH_SHARE = 0.3;
/** People in a file; by forms it takes fewer, because nobody types that many strangers. */
const MISMATCH_LEAST = { file: 20, one: 8 };

export function looksLikeGuessing({ matched, mismatch }: Answered, source: 'file' | 'one'): boolean {
  return mismatch >= MISMATCH_LEAST[source] && mismatch >= (matched + mismatch) * MISMATCH_SHARE;
}

/** What a workspace did in the last days with people it had only just added. */
export interface Churn {
  leftSoon: number;
  /** Of them, those of whom the registry had told something. */
  leftSoonKnown: number;
  reversed: number;
  reversals: number;
}

const CHURN_LEAST = 20;
const CHURN_KNOWN_LEAST = 10;

/** One undone file is a mistake; two in a week, or people who come and go, are a pattern. */
export function looksLikeChurn({ leftSoon, leftSoonKnown, reversed, reversals }: Churn): boolean {
  const undone = reversals >= 2 && reversed >= CHURN_LEAST;
  return undone || leftSoon >= CHURN_LEAST || leftSoonKnown >= CHURN_KNOWN_LEAST;
}

/** Serials that stand in unbroken rows of this length are not a sample of people. */
const RUN_LEAST = 15;
export const SEQUENCE_LEAST = 30;

/**
 * People of NIKs whose serials were counted up: in one district on one day of birth, in unbroken rows.
 * @param niks faultless NIKs, in any order
 */
export function inSequences(niks: readonly string[]): number {
  const bySeries = new Map<string, Set<number>>();
  for (const nik of niks) {
    const series = nik.slice(0, 12);
    const serials = bySeries.get(series) ?? new Set<number>();
    bySeries.set(series, serials.add(Number(nik.slice(12))));
  }
  let found = 0;
  for (const serials of bySeries.values()) if (serials.size >= RUN_LEAST) found += inRuns([...serials]);
  return found;
}

function inRuns(serials: number[]): number {
  serials.sort((a, b) => a - b);
  let found = 0;
  let run = 1;
  for (let i = 1; i <= serials.length; i++) {
    if (serials[i] === (serials[i - 1] ?? 0) + 1) run++;
    else {
      if (run >= RUN_LEAST) found += run;
      run = 1;
    }
  }
  return found;
}
