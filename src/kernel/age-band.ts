/**
 * Age bands over five-year birth cohorts. Coverage is counted by cohort, because a cohort never moves while an age does;
 * a band is made of the two cohorts whose middle year is of that age in the year asked about.
 * Whoever lists the people behind a number must use the same cohorts, or the list and the number differ.
 */
export const COHORT_YEARS = 5;

export const AGE_BAND_KEYS = ['0-14', '15-24', '25-34', '35-44', '45-54', '55-64', '65-'] as const;
export type AgeBandKey = (typeof AGE_BAND_KEYS)[number];

export interface AgeBand {
  key: AgeBandKey;
  /** First and last year of birth, both included; null: no bound. */
  firstYear: number | null;
  lastYear: number | null;
}

const FIRST_BOUND = 15;
const BAND_YEARS = 10;

/** The first year of the cohort that a birth date `YYYY-MM-DD` lies in, e.g. 1985 for 1985-1989. */
export function cohortOf(birthDate: string): number {
  const year = Number(birthDate.slice(0, 4));
  return year - (year % COHORT_YEARS);
}

/** Youngest first; together they hold every cohort exactly once. @param day YYYY-MM-DD */
export function ageBands(day: string): AgeBand[] {
  const year = Number(day.slice(0, 4));
  // The oldest cohort whose middle year (cohort + 2) is younger than the bound.
  const oldestUnder = (age: number) => Math.floor((year - 2 - age) / COHORT_YEARS) * COHORT_YEARS + COHORT_YEARS;
  return AGE_BAND_KEYS.map((key, index) => {
    const lower = FIRST_BOUND + (index - 1) * BAND_YEARS;
    return {
      key,
      firstYear: index === AGE_BAND_KEYS.length - 1 ? null : oldestUnder(lower + BAND_YEARS),
      lastYear: index === 0 ? null : oldestUnder(lower) - 1,
    };
  });
}

export function ageBandOf(cohort: number, day: string): AgeBandKey {
  const band = ageBands(day).find(({ firstYear }) => firstYear === null || cohort >= firstYear);
  return band?.key ?? '65-';
}
