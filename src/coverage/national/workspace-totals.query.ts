import { currentWork } from '../../platform/db/index.js';
import type { WorkspaceKind } from '../../kernel/index.js';
import { splitOf, type Split } from '../coverage.rules.js';

export interface WorkspaceTotal {
  id: string;
  slug: string;
  name: string;
  kind: WorkspaceKind;
  /** Day of the snapshot; null: no snapshot yet, counted from the cells as they are. */
  day: string | null;
  split: Split;
}

// Snapshots keep this page to one row a workspace; cells are read only where none was taken yet.
const SQL = `
  select w.id, w.slug, w.name, w.kind, s.day::text, coalesce(s.workers, c.workers, 0)::int as workers,
    coalesce(s.active, c.active, 0)::int as active, coalesce(s.lapsed, c.lapsed, 0)::int as lapsed,
    coalesce(s.never, c.never, 0)::int as never
  from reporting.workspaces w
  left join lateral (
    select day, workers, active, lapsed, never from reporting.coverage_snapshots
    where workspace_id = w.id and dimension = 'all' and key = '' order by day desc limit 1) s on true
  left join lateral (
    select sum(workers) as workers, sum(headline_active) as active, sum(headline_lapsed) as lapsed, sum(headline_never) as never
    from reporting.coverage_cells where workspace_id = w.id and s.day is null) c on true
  where w.kind <> 'agency'
  order by w.name, w.id`;

/** Role `agency` only: totals of every workspace, no people. */
export async function workspaceTotals(): Promise<WorkspaceTotal[]> {
  type Row = Omit<WorkspaceTotal, 'split'> & { workers: number; active: number; lapsed: number; never: number };
  const rows = await currentWork().query<Row>(SQL);
  return rows.map(({ workers, active, lapsed, never, ...workspace }) => ({
    ...workspace,
    split: splitOf(workers, active, lapsed, never),
  }));
}
