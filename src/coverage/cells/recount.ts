import { currentWork } from '../../platform/db/index.js';
import { rebuildCells } from '../../rosters/index.js';

/**
 * Counts the workspace's roster anew for a day and puts the result in place of the kept cells. Holds the roster's head,
 * so that no import changes workers between the count and the replacement. Inside a unit of work of the workspace.
 * @param day YYYY-MM-DD
 * @returns false for a workspace that never had a roster
 */
export async function recount(workspaceId: string, day: string): Promise<boolean> {
  const head = await currentWork().query('select 1 from app.roster_heads where workspace_id = $1 for update', [
    workspaceId,
  ]);
  if (head.length === 0) return false;
  await rebuildCells(day);
  // What was computed from the earlier counts and is kept in memory goes by the head.
  await currentWork().execute('update app.roster_heads set updated_at = clock_timestamp() where workspace_id = $1', [
    workspaceId,
  ]);
  return true;
}
