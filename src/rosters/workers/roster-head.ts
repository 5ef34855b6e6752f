import { currentWork } from '../../platform/db/index.js';

/** State of a workspace's roster and its coverage counts. */
export interface RosterHead {
  /** Another text after every change of the roster or of its coverage counts. */
  state: string;
  /** YYYY-MM-DD: the day for which coverage statuses are told. */
  coverageAsOf: string;
}

/** A workspace that never had a worker has no head yet: nothing changed as of today. */
export async function rosterHead(workspaceId: string, today: string): Promise<RosterHead> {
  const [row] = await currentWork().query<{ state: string; as_of: string }>(
    `select version || '/' || coverage_version || '/' || updated_at as state, coverage_as_of::text as as_of
     from app.roster_heads where workspace_id = $1`,
    [workspaceId],
  );
  return { state: row?.state ?? 'none', coverageAsOf: row?.as_of ?? today };
}
