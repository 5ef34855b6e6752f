import { currentWork } from '../../platform/db/index.js';

/** For which state of roster and registry the kept counts hold. */
export interface CoverageHead {
  /** YYYY-MM-DD */
  asOf: string;
  /** Number of the registry extract; 0: no extract has reached this workspace. */
  extract: number;
  /** Changes with every change of roster, registry or day: equal marks, equal counts. */
  mark: string;
}

const SQL = `
  select coverage_as_of::text as "asOf", coverage_version::int as extract,
    concat_ws('/', version, coverage_version, coverage_as_of, extract(epoch from updated_at)) as mark
  from reporting.roster_heads where workspace_id = $1`;

/** @returns null for a workspace that never had a roster */
export async function coverageHead(workspaceId: string): Promise<CoverageHead | null> {
  const [head] = await currentWork().query<CoverageHead>(SQL, [workspaceId]);
  return head ?? null;
}
