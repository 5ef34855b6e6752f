import { currentWork } from '../../platform/db/index.js';
import type { WorkspaceKeys } from '../../platform/crypto/index.js';
import { addFilter, addText, Conditions, gatherImport } from './worker-conditions.js';
import type { WorkerCursor } from './worker-cursor.js';
import { filterParams, type WorkerFilter } from './worker-filter.rules.js';
import { WORKER_COLUMNS, type WorkerRow } from './worker-row.js';
import type { WorkerText } from './worker-text.rules.js';

export interface WorkerSearch {
  workspaceId: string;
  keys: WorkspaceKeys;
  filter: WorkerFilter;
  text: WorkerText | null;
  /** YYYY-MM-DD, for which statuses are asked. */
  day: string;
  cursor: WorkerCursor | null;
  limit: number;
}

/** At most `limit` workers in the order of the list, whichever way the cursor goes, and all that match if that is known. */
export interface Found {
  workers: WorkerRow[];
  total: number | null;
}

/**
 * Which plan is best is known here, from the counts; PostgreSQL's statistics mix all workspaces. The settings end with the
 * transaction, and whatever follows in it can still sort and scan: switched off means dear, not forbidden.
 */
const PLANNER = {
  gather: 'set local enable_seqscan = off; set local enable_bitmapscan = on; set local enable_sort = on',
  walk: 'set local enable_seqscan = off; set local enable_bitmapscan = off; set local enable_sort = off',
};

/** A row of nulls with the columns of a worker. */
const NOBODY = '(select (null::app.workers).*)';

/** All that match by whatever index serves the filter best, then the first by name. */
export async function gatherWorkers(search: WorkerSearch): Promise<Found> {
  const where = Conditions.of(search.workspaceId);
  addText(where, search.text, search.keys);
  addFilter(where, search.filter, search.day, gatherImport);
  const { after, order } = placement(where, search.cursor);
  const rows = await planned<WorkerRow & { total: string }>(
    'gather',
    `with found as materialized (select id, name_key from app.workers where workspace_id = $1 and ${where}),
       shown as (select id from found ${after ? `where ${after}` : ''} order by ${order} limit ${where.param(search.limit)})
     select ${WORKER_COLUMNS}, (select count(*) from found) as total
     from app.workers where workspace_id = $1 and id = any(array(select id from shown)) order by name_key, id`,
    where.params,
  );
  if (rows[0]) return { workers: rows.map(({ total: _, ...worker }) => worker), total: Number(rows[0].total) };
  return { workers: [], total: search.cursor ? null : 0 };
}

/**
 * Follows the index over the names. @param budget names to look at; Infinity for as many as it takes
 * @returns null when the budget was spent before the page was full
 */
export async function walkWorkers(search: WorkerSearch, budget: number): Promise<WorkerRow[] | null> {
  const where = Conditions.of(search.workspaceId);
  const names = where.sibling();
  addFilter(where, search.filter, search.day);
  addText(names, search.text, search.keys);
  if (search.filter.left) names.add('left_on is not null');
  const { after, order } = placement(names, search.cursor);
  const range = `workspace_id = $1 and ${names}${after ? ` and ${after}` : ''}`;
  const limit = where.param(search.limit);
  if (budget === Infinity) {
    const sql = `select ${WORKER_COLUMNS} from app.workers where ${range} and ${where} order by ${order} limit ${limit}`;
    return inOrder(await planned<WorkerRow>('walk', sql, where.params), search.cursor);
  }
  const looked = where.param(Math.ceil(budget));
  const rows = await planned<WorkerRow & { spent: boolean }>(
    'walk',
    `(select ${WORKER_COLUMNS}, false as spent
        from (select * from app.workers where ${range} order by ${order} limit ${looked}) workers where ${where} limit ${limit})
     union all
     (select ${WORKER_COLUMNS}, true as spent
        from (select from app.workers where ${range} order by ${order} offset ${looked} limit 1) beyond, ${NOBODY} nobody)
     limit ${limit}`,
    where.params,
  );
  if (rows.some(({ spent }) => spent)) return null;
  return inOrder(
    rows.map(({ spent: _, ...worker }) => worker),
    search.cursor,
  );
}

/** How many match, counting up to `most` among the first names only. */
export async function countUpTo(search: WorkerSearch, most: number): Promise<{ count: number; isExact: boolean }> {
  if (Object.keys(filterParams(search.filter)).length === 0) return countNames(search, most);
  const where = Conditions.of(search.workspaceId);
  addText(where, search.text, search.keys);
  const range = `workspace_id = $1 and ${where}${search.filter.left ? ' and left_on is not null' : ''}`;
  addFilter(where, search.filter, search.day);
  const [row] = await planned<{ looked: number; count: number }>(
    'walk',
    `select count(*)::int as looked, count(*) filter (where ${where})::int as count
     from (select * from app.workers where ${range} order by name_key, id limit ${where.param(most)}) workers`,
    where.params,
  );
  return { count: row?.count ?? 0, isExact: (row?.looked ?? 0) < most };
}

/** Of everybody with such a name, less those who left: both stand in an index, so nobody's row has to be read. */
async function countNames(search: WorkerSearch, most: number): Promise<{ count: number; isExact: boolean }> {
  const where = Conditions.of(search.workspaceId);
  addText(where, search.text, search.keys);
  const upTo = `limit ${where.param(most)}`;
  const [row] = await planned<{ looked: number; gone: number }>(
    'walk',
    `select
       (select count(*) from (select from app.workers where workspace_id = $1 and ${where} ${upTo}) everybody)::int as looked,
       (select count(*) from (select from app.workers where workspace_id = $1 and ${where} and left_on is not null ${upTo}) gone)::int as gone`,
    where.params,
  );
  const { looked, gone } = row ?? { looked: 0, gone: 0 };
  return { count: Math.max(looked - gone, 0), isExact: looked < most && gone < most };
}

async function planned<R>(plan: 'gather' | 'walk', sql: string, params: unknown[]): Promise<R[]> {
  const work = currentWork();
  await work.ahead(PLANNER[plan]);
  return work.query<R>(sql, params);
}

function placement(to: Conditions, cursor: WorkerCursor | null): { after: string; order: string } {
  const back = cursor?.direction === 'before';
  const order = back ? 'name_key desc, id desc' : 'name_key, id';
  if (!cursor) return { after: '', order };
  return {
    after: `(name_key, id) ${back ? '<' : '>'} (${to.param(cursor.nameKey)}, ${to.param(cursor.id)}::uuid)`,
    order,
  };
}

function inOrder(rows: WorkerRow[], cursor: WorkerCursor | null): WorkerRow[] {
  return cursor?.direction === 'before' ? rows.reverse() : rows;
}
