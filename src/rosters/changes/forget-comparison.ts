import type { Import } from '../../imports/index.js';
import { currentWork } from '../../platform/db/index.js';

/** What a file changed is no longer true once it is undone, and nobody's earlier wage is kept for nothing. */
export async function forgetComparison(file: Pick<Import, 'workspaceId' | 'id'>): Promise<void> {
  for (const table of ['app.import_changes', 'app.import_comparisons'])
    await currentWork().execute(`delete from ${table} where workspace_id = $1 and import_id = $2`, [
      file.workspaceId,
      file.id,
    ]);
}
