import type { TestDatabase } from './database.js';

/** Acts of a chain in their order; without a workspace, those of signing in. */
export async function actsOf(db: TestDatabase, workspaceId: string | null = null): Promise<string[]> {
  const rows = await db.admin<{ action: string }>(
    `select action from audit.events where workspace_id = coalesce($1, '00000000-0000-0000-0000-000000000000'::uuid) order by seq`,
    [workspaceId],
  );
  return rows.map(({ action }) => action);
}
