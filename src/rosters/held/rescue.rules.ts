import { namesAgree } from '../../kernel/index.js';
import { restAgrees, type NikRest } from './nik-rest.rules.js';

/** A row whose NIK was cut. Dates are YYYY-MM-DD. */
export interface CutPerson {
  rowNo: number;
  birthDate: string;
  nameKey: string;
  rest: NikRest;
}

/** Somebody on the workspace's roster; the NIK is sealed. */
export interface Candidate {
  id: string;
  birthDate: string;
  nameKey: string;
}

/** How many pairs of names may still be compared for one file: beyond it rows stay refused, which is never wrong. */
export class NameBudget {
  private left: number;

  constructor(pairs: number) {
    this.left = pairs;
  }

  /** false: not enough is left, and nothing was taken. */
  take(pairs: number): boolean {
    if (pairs > this.left) return false;
    this.left -= pairs;
    return true;
  }
}

/** Candidates with the same birth date and a name that agrees, by row; rows that nobody fits are left out. */
export function namesakesOf(
  people: readonly CutPerson[],
  candidates: readonly Candidate[],
  budget: NameBudget,
): Map<number, Candidate[]> {
  const byDay = Map.groupBy(candidates, ({ birthDate }) => birthDate);
  const found = new Map<number, Candidate[]>();
  for (const { rowNo, birthDate, nameKey } of people) {
    const born = byDay.get(birthDate) ?? [];
    if (born.length === 0 || !budget.take(born.length)) continue;
    const agreeing = born.filter((candidate) => namesAgree(nameKey, candidate.nameKey));
    if (agreeing.length > 0) found.set(rowNo, agreeing);
  }
  return found;
}

/** The one candidate whose stored NIK can be the one that was cut; null when nobody or more than one fits. */
export function onlyOneLeft<C extends Candidate>(
  rest: NikRest,
  namesakes: readonly C[],
  nikOf: (candidate: C) => string,
): C | null {
  const fitting = namesakes.filter((candidate) => restAgrees(rest, nikOf(candidate)));
  return fitting.length === 1 ? (fitting[0] ?? null) : null;
}
