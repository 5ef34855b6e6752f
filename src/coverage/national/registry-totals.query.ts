import { currentWork } from '../../platform/db/index.js';

/** What the agency's registry says of its participants on a day; counted from the registry, not from rosters. */
export interface RegistryTotals {
  participants: number;
  active: number;
  bySegment: { segment: string; participants: number; active: number }[];
  /** The newest extract; null before the first. */
  extract: { version: number; asOf: string } | null;
}

/** Role `agency` only. @param day YYYY-MM-DD */
export async function registryTotals(day: string): Promise<RegistryTotals> {
  const rows = await currentWork().query<{ segment: string; participants: number; active: number }>(
    `select coalesce(segment, '') as segment, sum(participants)::float8 as participants,
       coalesce(sum(participants) filter (where protected_until >= $1::date), 0)::float8 as active
     from reporting.registry_totals group by 1 order by 2 desc`,
    [day],
  );
  const [extract] = await currentWork().query<{ version: number; asOf: string }>(
    'select version::int, as_of::text as "asOf" from reporting.registry_extracts order by version desc limit 1',
  );
  const sum = (key: 'participants' | 'active') => rows.reduce((total, row) => total + row[key], 0);
  return { participants: sum('participants'), active: sum('active'), bySegment: rows, extract: extract ?? null };
}
