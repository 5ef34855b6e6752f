import { Injectable } from '@nestjs/common';
import { PgBoss } from 'pg-boss';
import { currentWork, type Work } from '../db/index.js';
import type { JobName, JobPayload } from './queues.js';

export interface EnqueueOptions {
  /** Not before this many seconds from now. */
  afterSeconds?: number;
  /** Higher ones first; 0 when nothing is said. */
  priority?: number;
  /** Only in queues of the policy `short`: nothing happens while a job of this name waits already. */
  onlyOnce?: string;
}

/** Puts jobs into PostgreSQL in the caller's transaction: no commit, no job. */
@Injectable()
export class Queue {
  constructor(private readonly boss: PgBoss) {}

  async enqueue(name: JobName, payload: JobPayload = {}, options: EnqueueOptions = {}): Promise<void> {
    await this.boss.send(name, payload, {
      db: through(currentWork()),
      ...(options.afterSeconds ? { startAfter: options.afterSeconds } : {}),
      ...(options.priority ? { priority: options.priority } : {}),
      ...(options.onlyOnce ? { singletonKey: options.onlyOnce } : {}),
      ...(payload.workspaceId ? { group: { id: payload.workspaceId } } : {}),
    });
  }
}

function through(work: Work) {
  return {
    executeSql: async (text: string, values?: unknown[]) => {
      const result = await work.client.query(text, values);
      return { rows: result.rows, rowCount: result.rowCount ?? 0 };
    },
  };
}
