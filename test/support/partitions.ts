import type { TestDatabase } from './database.js';

/** The partitions into which a test writes a workspace's people past the product. */
export async function openRoster(db: TestDatabase, workspaceId: string): Promise<void> {
  if (!/^[0-9a-f-]{36}$/.test(workspaceId)) throw new TypeError('not a workspace id');
  await db.admin(`
    do $$
    declare parent regclass;
    begin
      perform set_config('app.workspace_id', '${workspaceId}', true);
      foreach parent in array array['app.workers', 'registry.worker_keys']::regclass[] loop
        perform app.ensure_partition(parent);
      end loop;
    end $$`);
}
