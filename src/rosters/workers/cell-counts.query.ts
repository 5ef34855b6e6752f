import { currentWork } from '../../platform/db/index.js';
import { addPlace, birthYears, Conditions } from './worker-conditions.js';
import {
  COVERAGE_FILTERS,
  filterParams,
  PROGRAMME_FILTERS,
  type CoverageFilter,
  type ProgrammeFilter,
  type WorkerFilter,
} from './worker-filter.rules.js';
import type { RosterHead } from './roster-head.js';

export interface CellCounts {
  /** Workers that the filter lets through; import and leaving are not in the cells. */
  matches: number;
  /** Of the filter's region, sector and headline status only: what the index over these holds. */
  placed: number;
}

/** Numbers of a whole roster by one dimension at a time. A few minutes old at most, for choosing a plan only. */
export interface RosterShape {
  workers: number;
  /** First year of birth of a cohort to its people. */
  born: Map<number, number>;
  /** `jht_active` and the like. */
  statuses: Record<string, number>;
}

const MOST_KEPT = 2000;
const SHAPE_MINUTES = 5;
const counts = new Map<string, CellCounts>();
const shapes = new Map<string, { until: number; shape: RosterShape }>();

/** Kept in memory as long as neither the roster nor its coverage changes. */
export async function cellCounts(workspaceId: string, filter: WorkerFilter, head: RosterHead): Promise<CellCounts> {
  const asked = new URLSearchParams(filterParams({ ...filter, importId: null, left: false })).toString();
  const key = `${workspaceId}/${head.state}/${head.coverageAsOf}/${asked}`;
  const kept = counts.get(key);
  if (kept) return kept;
  const found = await readCounts(workspaceId, filter, head.coverageAsOf);
  if (counts.size >= MOST_KEPT) counts.clear();
  counts.set(key, found);
  return found;
}

export async function rosterShape(workspaceId: string, now: number): Promise<RosterShape> {
  const kept = shapes.get(workspaceId);
  if (kept && kept.until > now) return kept.shape;
  const shape = await readShape(workspaceId);
  if (shapes.size >= MOST_KEPT) shapes.clear();
  shapes.set(workspaceId, { until: now + SHAPE_MINUTES * 60_000, shape });
  return shape;
}

async function readCounts(workspaceId: string, filter: WorkerFilter, day: string): Promise<CellCounts> {
  const where = Conditions.of(workspaceId);
  addPlace(where, filter);
  const people = where.sibling();
  if (filter.sex) people.add(`sex = ${people.param(filter.sex)}`);
  const { first, last } = birthYears(filter, day);
  if (first !== null) people.add(`cohort >= ${people.param(first)}`);
  if (last !== null) people.add(`cohort <= ${people.param(last)}`);
  const placed = filter.programme === 'headline' ? countColumn(filter) : 'workers';
  const [row] = await currentWork().query<{ matches: string; placed: string }>(
    `select coalesce(sum(${countColumn(filter)}) filter (where ${people}), 0) as matches, coalesce(sum(${placed}), 0) as placed
     from app.coverage_cells where workspace_id = $1 and ${where}`,
    people.params,
  );
  return { matches: Number(row?.matches ?? 0), placed: Number(row?.placed ?? 0) };
}

/** What a cell counts of the filter's coverage. */
function countColumn({ coverage, programme }: WorkerFilter): string {
  return coverage === null ? 'workers' : statusColumn(programme, coverage);
}

/** How many end this month is counted for the headline only: for a programme it is estimated from that. */
function statusColumn(programme: ProgrammeFilter, status: CoverageFilter): string {
  if (status === 'expiring') {
    return programme === 'headline' ? 'expiring' : `(${programme}_active * expiring / greatest(headline_active, 1))`;
  }
  if (status !== 'unknown') return `${programme}_${status}`;
  return `(workers - ${programme}_active - ${programme}_lapsed - ${programme}_never)`;
}

async function readShape(workspaceId: string): Promise<RosterShape> {
  const columns = PROGRAMME_FILTERS.flatMap((programme) =>
    COVERAGE_FILTERS.map((status) => ({
      name: `${programme}_${status}`,
      sql: `sum(${statusColumn(programme, status)})`,
    })),
  );
  const rows = await currentWork().query<Record<string, string>>(
    `select cohort, sum(workers) as workers, ${columns.map(({ name, sql }) => `${sql} as ${name}`).join(', ')}
     from app.coverage_cells where workspace_id = $1 group by cohort`,
    [workspaceId],
  );
  const total = (name: string) => rows.reduce((sum, row) => sum + Number(row[name] ?? 0), 0);
  return {
    workers: total('workers'),
    born: new Map(rows.map((row) => [Number(row.cohort), Number(row.workers)])),
    statuses: Object.fromEntries(columns.map(({ name }) => [name, total(name)])),
  };
}

/** How many people the narrowest index over one of the filter's columns holds; Infinity when there is no such index. */
export function readableBy(filter: WorkerFilter, placed: number, shape: RosterShape, day: string): number {
  let least = Infinity;
  const isPlaced = filter.region !== null || filter.sector !== null;
  if (isPlaced || (filter.coverage !== null && filter.programme === 'headline')) least = placed;
  if (filter.coverage !== null && filter.programme !== 'headline') {
    least = Math.min(least, shape.statuses[`${filter.programme}_${filter.coverage}`] ?? Infinity);
  }
  if (filter.age !== null) least = Math.min(least, bornIn(filter, shape, day));
  return least;
}

function bornIn(filter: WorkerFilter, shape: RosterShape, day: string): number {
  const { first, last } = birthYears(filter, day);
  let people = 0;
  for (const [cohort, count] of shape.born) {
    if ((first === null || cohort >= first) && (last === null || cohort <= last)) people += count;
  }
  return people;
}
