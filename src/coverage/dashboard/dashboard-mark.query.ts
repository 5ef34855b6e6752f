import { currentWork } from '../../platform/db/index.js';

const SQL = `
  select concat_ws('/', version, coverage_version, coverage_as_of, extract(epoch from updated_at),
    (select id from reporting.figures f where f.workspace_id = $1 order by id desc limit 1),
    (select concat_ws(':', min(day), max(day)) from reporting.coverage_snapshots s
     where s.workspace_id = $1 and s.dimension = 'all' and s.key = '')) as mark
  from reporting.roster_heads where workspace_id = $1`;

/**
 * Changes with everything that the dashboard shows: roster, registry, day, figures and snapshots.
 * @returns null for a workspace that never had a roster
 */
export async function dashboardMark(workspaceId: string): Promise<string | null> {
  const [row] = await currentWork().query<{ mark: string }>(SQL, [workspaceId]);
  return row?.mark ?? null;
}
