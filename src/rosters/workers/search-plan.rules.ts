/** What is known of a search before it runs; all numbers are workers. */
export interface SearchSize {
  /** On the roster. */
  roster: number;
  /** That the filter lets through, not regarding text; exact or an estimate. */
  matches: number;
  /** That the narrowest index over the filter's columns would have to be read for; Infinity: none helps. */
  readable: number;
  /** Of one page. */
  limit: number;
}

export type SearchPlan =
  /** Nobody can match. */
  | { kind: 'nobody' }
  /** Find all that match by the filter's index, then sort them by name. */
  | { kind: 'gather' }
  /** Follow the names in order and keep those that match; give up for gathering after so many rows. */
  | { kind: 'walk'; budget: number };

const SMALLEST_BUDGET = 1000;

/**
 * Gathering costs what the index of the filter holds, walking as many names as it takes to fill a page. The estimate
 * takes matches to be spread evenly over the names; where they are not (names of one island), the budget ends the walk
 * after about the cost of gathering, so a search never costs much more than twice the better plan.
 */
export function planSearch(size: SearchSize, text: 'exact' | 'prefix' | null, isExact: boolean): SearchPlan {
  if (isExact && size.matches === 0) return { kind: 'nobody' };
  if (text === 'exact') return { kind: 'gather' };
  const walked = (size.roster * size.limit) / Math.max(size.matches, 1);
  if (size.readable === Infinity) return { kind: 'walk', budget: Infinity };
  if (text === 'prefix') return { kind: 'walk', budget: Math.max(size.readable / 4, SMALLEST_BUDGET) };
  if (size.readable <= walked) return { kind: 'gather' };
  return { kind: 'walk', budget: Math.ceil(Math.max(size.readable, 4 * walked, SMALLEST_BUDGET)) };
}
