import { DataSource } from 'typeorm';
import { loadReference } from '../../src/reference/index.js';
import type { TestDatabase } from '../support/database.js';

/** Loads the reference data into a test database, unless its template already held them. */
export async function withReference(db: TestDatabase): Promise<string[]> {
  const owner = await new DataSource({
    type: 'postgres',
    url: db.adminUrl,
    installExtensions: false,
    extra: { options: '-c role=sinergi_owner' },
  }).initialize();
  try {
    return await loadReference(owner);
  } finally {
    await owner.destroy();
  }
}
