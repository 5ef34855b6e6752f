import { currentWork } from '../platform/db/index.js';
import { coverageStatusSql } from '../programmes/index.js';

/** Participants of one segment; `segment` is '' where the extract does not say it. */
export interface SegmentTotal {
  segment: string;
  participants: number;
  /** By JKK and JKM on the day asked for. */
  active: number;
  lapsed: number;
  never: number;
}

/** From the totals kept with every extract: a few hundred rows, however many participants. Role `agency`. */
export async function segmentTotals(day: string): Promise<SegmentTotal[]> {
  const status = coverageStatusSql('protected_until', '$1::date');
  const counted = (name: string) =>
    `coalesce(sum(participants) filter (where ${status} = '${name}'), 0)::text as ${name}`;
  const rows = await currentWork().query<Record<keyof SegmentTotal, string>>(
    `select segment, sum(participants)::text as participants, ${['active', 'lapsed', 'never'].map(counted).join(', ')}
     from registry.participant_totals group by segment order by sum(participants) desc, segment`,
    [day],
  );
  return rows.map((row) => ({
    segment: row.segment,
    participants: Number(row.participants),
    active: Number(row.active),
    lapsed: Number(row.lapsed),
    never: Number(row.never),
  }));
}

export interface Extract {
  version: number;
  importId: string | null;
  /** YYYY-MM-DD */
  asOf: string;
  created: number;
  updated: number;
  unchanged: number;
  loadedAt: Date;
}

/** Newest first. Role `agency`. */
export async function newestExtracts(limit: number, before = Number.MAX_SAFE_INTEGER): Promise<Extract[]> {
  const rows = await currentWork().query<Record<'version' | 'created' | 'updated' | 'unchanged', string> & Extract>(
    `select version, import_id as "importId", as_of::text as "asOf", created, updated, unchanged, loaded_at as "loadedAt"
     from registry.extracts where version < $1 order by version desc limit $2`,
    [before, limit],
  );
  return rows.map((row) => ({
    ...row,
    version: Number(row.version),
    created: Number(row.created),
    updated: Number(row.updated),
    unchanged: Number(row.unchanged),
  }));
}
