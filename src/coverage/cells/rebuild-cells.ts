import { currentWork } from '../../platform/db/index.js';
import { CELL_COLUMNS } from './cell-columns.js';
import { cellSelectSql } from './cell-select.js';

/**
 * Counts the workspace's roster anew for a day and puts the result in place of the kept cells. Holds the roster's head,
 * so that no import changes workers between the count and the replacement.
 * @param day YYYY-MM-DD
 * @returns number of cells; 0 also when the workspace has no roster
 */
export async function rebuildCells(workspaceId: string, day: string): Promise<number> {
  const work = currentWork();
  const head = await work.query('select 1 from app.roster_heads where workspace_id = $1 for update', [workspaceId]);
  if (head.length === 0) return 0;
  await work.execute('delete from app.coverage_cells where workspace_id = $1', [workspaceId]);
  const cells = await work.execute(
    `insert into app.coverage_cells (workspace_id, region, sector, sex, cohort, ${CELL_COLUMNS.join(', ')})
     ${cellSelectSql('$1', '$2')}`,
    [workspaceId, day],
  );
  await work.execute('update app.roster_heads set coverage_as_of = $2, updated_at = now() where workspace_id = $1', [
    workspaceId,
    day,
  ]);
  return cells;
}
