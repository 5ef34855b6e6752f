import type { TestWorkspace } from '../../support/builders.js';
import type { TestDatabase } from '../../support/database.js';
import { cellSelectSql } from '../../../src/rosters/index.js';

/** Whether the cells that every change kept up to date are those that counting anew would give. */
export async function cellsAgree(db: TestDatabase, workspace: TestWorkspace): Promise<boolean> {
  const day = '(select coverage_as_of from app.roster_heads where workspace_id = $1)';
  const source = '(select * from app.workers where workspace_id = $1 and left_on is null) w';
  const counted = await db.admin(
    `select * from (${cellSelectSql(source, day)}) c order by region, sector, sex, cohort`,
    [workspace.id],
  );
  const kept = await db.admin(
    'select * from app.coverage_cells where workspace_id = $1 order by region, sector, sex, cohort',
    [workspace.id],
  );
  const numbers = (rows: Record<string, unknown>[]) =>
    rows.map(({ workspace_id: _, ...row }) =>
      Object.entries(row)
        .map(([name, value]) => `${name}=${String(value)}`)
        .sort()
        .join(),
    );
  return JSON.stringify(numbers(counted)) === JSON.stringify(numbers(kept));
}
