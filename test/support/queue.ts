import { Queue, startBoss } from '../../src/platform/jobs/index.js';
import type { TestDatabase } from './database.js';

/** A queue that only sends, as a web process has one; `close` before the database is closed. */
export async function aQueue(db: TestDatabase): Promise<{ queue: Queue; close: () => Promise<void> }> {
  const errors: Error[] = [];
  const boss = await startBoss(db.url, 'sender', (error) => errors.push(error));
  return { queue: new Queue(boss), close: () => boss.stop({ graceful: false }) };
}
