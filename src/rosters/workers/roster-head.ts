import { currentWork } from '../../platform/db/index.js';

/** State of a workspace's roster and its coverage counts. */
export interface RosterHead {
  version: number;
  /** YYYY-MM-DD: the day for which coverage statuses are told. */
  coverageAsOf: string;
  coverageVersion: number;
}

/** A workspace that never had a worker has no head yet: version 0 as of today. */
export async function rosterHead(workspaceId: string, today: string): Promise<RosterHead> {
  const [row] = await currentWork().query<{ version: string; as_of: string; coverage_version: string }>(
    'select version, coverage_as_of::text as as_of, coverage_version from app.roster_heads where workspace_id = $1',
    [workspaceId],
  );
  return {
    version: Number(row?.version ?? 0),
    coverageAsOf: row?.as_of ?? today,
    coverageVersion: Number(row?.coverage_version ?? 0),
  };
}
