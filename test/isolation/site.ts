import { setTimeout as sleep } from 'node:timers/promises';
import type { ImportState } from '../../src/imports/index.js';
import type { TestApplication } from '../support/application.js';
import type { TestDatabase } from '../support/database.js';

/** Where organisations work: an application in this process, or processes as they run in production. */
export interface Site extends Pick<TestApplication, 'api' | 'signIn'> {
  db: TestDatabase;
  /** Has the worker do what it can for a file. */
  advance(workspaceId: string, importId: string): Promise<void>;
}

export function siteOf(test: TestApplication): Site {
  return {
    db: test.db,
    api: test.api,
    signIn: test.signIn,
    advance: (workspaceId, id) => test.advance(workspaceId, id),
  };
}

const RESTING: ImportState[] = ['mapping', 'ready', 'applied', 'failed', 'discarded', 'reversed'];

/** Waits until a worker process has done it. */
export async function untilResting(db: TestDatabase, importId: string): Promise<void> {
  for (let tries = 0; tries < 600; tries++) {
    const [row] = await db.admin<{ state: ImportState }>(
      'select state from app.imports where id = $1 and lease_until is null',
      [importId],
    );
    if (row && RESTING.includes(row.state)) return;
    await sleep(50);
  }
  throw new Error('The worker does not finish the file.');
}
