import { migrate, migrationSource } from '../platform/db/index.js';
import { loadReference } from '../reference/index.js';
import type { DatabaseAccess } from './connection.js';

/** Brings a database to what this release needs: roles, tables, queues, code lists. Does nothing when it is there. */
export async function prepareDatabase(access: DatabaseAccess): Promise<{ migrations: string[]; datasets: string[] }> {
  const migrations = await migrate(access.adminUrl, access.loginPassword);
  const owner = await migrationSource(access.adminUrl);
  try {
    return { migrations, datasets: await loadReference(owner) };
  } finally {
    await owner.destroy();
  }
}
