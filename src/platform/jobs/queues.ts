import type { QueueOptions, QueuePolicy } from 'pg-boss';

/**
 * Every queue there is. Payloads carry ids only: what a job works on is read from the row, under its workspace.
 * Work that keeps its own lease (imports) retries through the row's state, not through the queue.
 */
export const QUEUES = {
  'imports.advance': { retryLimit: 3, retryDelay: 2, expireInSeconds: 3600, notify: true },
  'imports.long': { policy: 'short', retryLimit: 3, retryDelay: 2, expireInSeconds: 14_400, notify: true },
  'imports.recover': { retryLimit: 0 },
  'papers.make': { retryLimit: 3, retryDelay: 5, expireInSeconds: 3600, notify: true },
  'papers.recover': { retryLimit: 0 },
  'rosters.compare': { retryLimit: 3, retryDelay: 5, expireInSeconds: 900, notify: true },
  'mail.deliver': { retryLimit: 8, retryDelay: 5, retryBackoff: true, notify: true },
  'coverage.refresh': { retryLimit: 3, retryDelay: 5, expireInSeconds: 3600, notify: true },
  'coverage.snapshot': { retryLimit: 3, retryDelay: 60, expireInSeconds: 3600 },
  'guard.watch': { retryLimit: 3, retryDelay: 30, expireInSeconds: 900 },
  'audit.checkpoint': { retryLimit: 0 },
  'storage.sweep': { retryLimit: 0 },
} satisfies Record<string, QueueOptions & { notify?: boolean; policy?: QueuePolicy }>;

export type JobName = keyof typeof QUEUES;

/** Ids only. */
export interface JobPayload {
  workspaceId?: string;
  id?: string;
}

/** Cron times in Jakarta of jobs that run by the clock. */
export const SCHEDULES: Partial<Record<JobName, string>> = {
  'imports.recover': '* * * * *',
  'papers.recover': '* * * * *',
  'mail.deliver': '*/5 * * * *',
  'coverage.snapshot': '15 0 * * *',
  'audit.checkpoint': '*/10 * * * *',
  'storage.sweep': '40 * * * *',
};
