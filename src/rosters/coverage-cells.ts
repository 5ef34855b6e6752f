import { currentWork } from '../platform/db/index.js';

/** Programme columns of app.coverage_cells with the column of app.workers that they are counted from. */
const COUNTED: readonly (readonly [cell: string, worker: string])[] = [
  ['headline', 'protected_until'],
  ['jkk', 'jkk_until'],
  ['jkm', 'jkm_until'],
  ['jht', 'jht_until'],
  ['jp', 'jp_until'],
  ['jkp', 'jkp_until'],
];

const COUNTS = [
  'workers',
  'expiring',
  ...COUNTED.flatMap(([cell]) => [`${cell}_active`, `${cell}_lapsed`, `${cell}_never`]),
];
const KEY = ['region', 'sector', 'sex', 'cohort'];
const AS_OF = '(select coverage_as_of from app.roster_heads where workspace_id = $1)';

/**
 * Cells of any set of workers. `source` yields region, sector, sex, birth_date and the `*_until` columns; `day` is SQL for
 * the as-of day. Unknown is what is left: workers minus active, lapsed and never.
 */
export function cellSelectSql(source: string, day: string, sign: 1 | -1 = 1): string {
  const times = sign === 1 ? '' : '-';
  const counts = [
    `${times}count(*) as workers`,
    `${times}count(*) filter (where protected_until >= ${day} and protected_until < date_trunc('month', ${day}::timestamp) + interval '1 month') as expiring`,
    ...COUNTED.flatMap(([cell, column]) => [
      `${times}count(*) filter (where ${column} >= ${day}) as ${cell}_active`,
      `${times}count(*) filter (where ${column} < ${day} and ${column} > '-infinity') as ${cell}_lapsed`,
      `${times}count(*) filter (where ${column} = '-infinity') as ${cell}_never`,
    ]),
  ];
  return `select region, sector, sex, (extract(year from birth_date)::int / 5 * 5)::smallint as cohort, ${counts.join(', ')}
    from ${source} group by 1, 2, 3, 4`;
}

/** Columns of a staging table that holds counted cells. */
export const CELL_COLUMNS =
  'region text, sector text, sex text, cohort smallint, ' + COUNTS.map((name) => `${name} integer`).join(', ');

/** Counts the workers that `source` yields, as of the roster's day, into a table with CELL_COLUMNS. $1 is the workspace. */
export async function countCells(table: string, source: string): Promise<void> {
  await currentWork().execute(`insert into ${table} ${cellSelectSql(source, AS_OF)}`, [
    currentWork().scope.workspaceId,
  ]);
}

/**
 * Adds (sign 1) or takes away (sign -1) the workers that `source` yields, in the transaction that changes them.
 * Parameters of `source` start at $2; $1 is the workspace.
 */
export async function applyCellDelta(source: string, params: unknown[], sign: 1 | -1): Promise<void> {
  await addCells(`(${cellSelectSql(source, AS_OF, sign)})`, params);
}

/** Adds cells that were counted as of the roster's day. `cells` is a table or a subquery with CELL_COLUMNS. */
export async function addCells(cells: string, params: unknown[] = []): Promise<void> {
  const { scope } = currentWork();
  await currentWork().execute(
    `insert into app.coverage_cells as c (workspace_id, ${KEY.join(', ')}, ${COUNTS.join(', ')})
     select $1, ${[...KEY, ...COUNTS].map((name) => `d.${name}`).join(', ')} from ${cells} d
     order by d.region, d.sector, d.sex, d.cohort
     on conflict (workspace_id, ${KEY.join(', ')}) do update set ${COUNTS.map((name) => `${name} = c.${name} + excluded.${name}`).join(', ')}`,
    [scope.workspaceId, ...params],
  );
}

/** Cells that nobody is in any more. */
export async function dropEmptyCells(): Promise<void> {
  const { scope } = currentWork();
  await currentWork().execute('delete from app.coverage_cells where workspace_id = $1 and workers = 0', [
    scope.workspaceId,
  ]);
}

/** Counts everything anew for a day: when a month turned, and after doubt. */
export async function rebuildCells(day: string): Promise<void> {
  const work = currentWork();
  const workspaceId = work.scope.workspaceId;
  await work.execute('update app.roster_heads set coverage_as_of = $2 where workspace_id = $1', [workspaceId, day]);
  await work.execute('delete from app.coverage_cells where workspace_id = $1', [workspaceId]);
  await applyCellDelta('(select * from app.workers where workspace_id = $1 and left_on is null) w', [], 1);
}

/** Whatever writes people of a workspace moves its head: as long as the stamp is the same, the roster is. */
const STAMP = `format('%s %s %s', version, coverage_version, updated_at)`;

/** How the roster stands, without waiting for whoever changes it. */
export async function readRosterHead(): Promise<{ day: string; stamp: string }> {
  const [head] = await currentWork().query<{ day: string; stamp: string }>(
    `select coverage_as_of::text as day, ${STAMP} as stamp from app.roster_heads where workspace_id = $1`,
    [currentWork().scope.workspaceId],
  );
  return { day: head?.day ?? '', stamp: head?.stamp ?? '' };
}

/** The roster's head, locked until the transaction ends. Made when the workspace has none yet. */
export async function lockRosterHead(): Promise<{ version: number; coverageAsOf: string; stamp: string }> {
  await ensureRosterHead();
  const [head] = await currentWork().query<{ version: string; day: string; stamp: string }>(
    `select version, coverage_as_of::text as day, ${STAMP} as stamp from app.roster_heads where workspace_id = $1 for update`,
    [currentWork().scope.workspaceId],
  );
  return { version: Number(head?.version ?? 0), coverageAsOf: head?.day ?? '', stamp: head?.stamp ?? '' };
}

/** A workspace's first head: its coverage is counted as of today. */
export async function ensureRosterHead(): Promise<void> {
  await currentWork().execute(
    `insert into app.roster_heads (workspace_id, coverage_as_of) values ($1, (now() at time zone 'Asia/Jakarta')::date) on conflict do nothing`,
    [currentWork().scope.workspaceId],
  );
}

/** Every change of the roster moves its version, so that a rehearsal made before notices. */
export async function bumpRosterVersion(): Promise<void> {
  const work = currentWork();
  await work.execute(
    'update app.roster_heads set version = version + 1, updated_at = clock_timestamp() where workspace_id = $1',
    [work.scope.workspaceId],
  );
}
