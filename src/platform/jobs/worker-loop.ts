import { Injectable } from '@nestjs/common';
import type { PgBoss } from 'pg-boss';
import type { JobName, JobPayload } from './queues.js';

export type JobHandler = (payload: JobPayload, signal: AbortSignal) => Promise<void>;

interface Registered {
  handler: JobHandler;
  concurrency: number;
}

/** Rooms register their handlers here while the module starts; only the worker process runs them. */
@Injectable()
export class JobRegistry {
  private readonly handlers = new Map<JobName, Registered>();

  register(name: JobName, handler: JobHandler, concurrency = 1): void {
    if (this.handlers.has(name)) throw new Error(`Two handlers for the queue ${name}`);
    this.handlers.set(name, { handler, concurrency });
  }

  handlerOf(name: JobName): JobHandler | undefined {
    return this.handlers.get(name)?.handler;
  }

  /** Starts working. `onFailure` hears of each failed run; the queue retries it as configured. */
  async work(boss: PgBoss, signal: AbortSignal, onFailure: (name: JobName, error: unknown) => void): Promise<void> {
    for (const [name, { handler, concurrency }] of this.handlers) {
      const options = {
        batchSize: 1,
        pollingIntervalSeconds: 2,
        // Also where jobs announce themselves: one that had to wait for another of its workspace is not announced again.
        notifyPollingIntervalSeconds: 2,
        localConcurrency: concurrency,
        // Counted in this process: a count in the database would go on holding the places of a process that was killed.
        localGroupConcurrency: Math.max(1, concurrency - 1),
      };
      await boss.work<JobPayload>(name, options, async ([job]) => {
        if (!job) return;
        try {
          await handler(job.data ?? {}, signal);
        } catch (error) {
          onFailure(name, error);
          throw error;
        }
      });
    }
  }
}
