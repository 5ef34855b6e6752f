import { currentWork } from '../../platform/db/index.js';
import type { ChangeKind } from './change-kinds.rules.js';
import type { PlaceRange } from './change-filter.rules.js';

/** A person whom a file changed: the change, and the worker as stored now. */
export interface ChangedRow {
  /** Place in the list of the kind. */
  place: number;
  was: string | null;
  became: string | null;
  wageWas: number | null;
  wageBecame: number | null;
  id: string;
  name: string;
  nikIndex: Buffer;
  sealed: Buffer;
  birthDate: string;
  sex: 'L' | 'P';
  region: string;
  sector: string;
  occupation: string | null;
  wage: number | null;
  leftOn: string | null;
}

const ROWS = `select c.place, c.was, c.became, c.wage_was::float8 as "wageWas", c.wage_became::float8 as "wageBecame",
    w.id, w.name, w.nik_index as "nikIndex", w.sealed, w.birth_date::text as "birthDate", w.sex, w.region, w.sector,
    w.occupation, w.wage::float8 as wage, w.left_on::text as "leftOn"
  from app.import_changes c join app.workers w on w.workspace_id = $1 and w.id = c.worker_id
  where c.workspace_id = $1 and c.import_id = $2 and c.kind = $3 and c.place between $4 and $5
  order by c.place`;

const BATCH = 1_000;

/** The first people of a range of places. In the current unit of work. */
export function changedPeople(
  importId: string,
  kind: ChangeKind,
  range: PlaceRange,
  limit: number,
): Promise<ChangedRow[]> {
  const work = currentWork();
  return work.query<ChangedRow>(ROWS, [
    ...[work.scope.workspaceId, importId, kind],
    ...[range.from, Math.min(range.to, range.from + limit - 1)],
  ]);
}

/** Reads everybody in a range, batch after batch by their places. */
export type ChangeReader = (kind: ChangeKind, range: PlaceRange) => AsyncGenerator<ChangedRow[]>;

/** A reader that stays in the current unit of work, because streams ask for batches from elsewhere. */
export function changeReader(importId: string): ChangeReader {
  const work = currentWork();
  return async function* (kind, range) {
    for (let from = range.from; from <= range.to; from += BATCH) {
      const to = Math.min(range.to, from + BATCH - 1);
      const { rows } = await work.client.query<ChangedRow>(ROWS, [work.scope.workspaceId, importId, kind, from, to]);
      if (rows.length > 0) yield rows;
    }
  };
}

/** Regions in which people live who left: nobody on the roster may live there now. */
export async function regionsOfLeavers(importId: string): Promise<string[]> {
  const work = currentWork();
  const rows = await work.query<{ region: string }>(
    `select distinct w.region from app.import_changes c join app.workers w on w.workspace_id = $1 and w.id = c.worker_id
     where c.workspace_id = $1 and c.import_id = $2 and c.kind = 'left'`,
    [work.scope.workspaceId, importId],
  );
  return rows.map(({ region }) => region);
}
