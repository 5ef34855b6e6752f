/** The same rules as coverage-date.rules.ts, for sets. The arguments are SQL expressions of type date, never input. */

export function coverageStatusSql(until: string, day: string): string {
  return `case when ${until} is null then 'unknown' when ${until} = '-infinity' then 'never' when ${until} < ${day} then 'lapsed' else 'active' end`;
}

// least() passes over nulls, which would make a person protected by a programme nobody knows about.
export function protectedByAllSql(dates: readonly string[]): string {
  const never = dates.map((date) => `${date} = '-infinity'`).join(' or ');
  const unknown = dates.map((date) => `${date} is null`).join(' or ');
  return `case when ${never} then '-infinity'::date when ${unknown} then null else least(${dates.join(', ')}) end`;
}

export function protectedUntilSql(alias = ''): string {
  const prefix = alias ? `${alias}.` : '';
  return protectedByAllSql([`${prefix}jkk_until`, `${prefix}jkm_until`]);
}
