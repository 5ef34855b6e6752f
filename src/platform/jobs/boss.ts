import { PgBoss, type QueueOptions, type QueuePolicy } from 'pg-boss';
import { QUEUES, SCHEDULES, type JobName } from './queues.js';

/** A pg-boss that only sends (web) or also supervises, schedules and works (worker). It logs in with the bounded role. */
export async function startBoss(
  url: string,
  role: 'sender' | 'worker',
  onError: (error: Error) => void,
): Promise<PgBoss> {
  const works = role === 'worker';
  const boss = new PgBoss({
    connectionString: url,
    schema: 'jobs',
    max: works ? 4 : 2,
    application_name: `sinergi-jobs-${role}`,
    createSchema: false,
    migrate: false,
    supervise: works,
    schedule: works,
    useListenNotify: works,
    persistWarnings: false,
  });
  boss.on('error', onError);
  await boss.start();
  if (works) {
    for (const [name, cron] of Object.entries(SCHEDULES)) await boss.schedule(name, cron, {}, { tz: 'Asia/Jakarta' });
  }
  return boss;
}

/** Installs or upgrades the queue's tables as their owner; part of `migrate`. */
export async function installQueues(adminUrl: string): Promise<void> {
  const url = new URL(adminUrl);
  url.searchParams.set('options', '-c role=sinergi_owner');
  const boss = new PgBoss({
    connectionString: url.href,
    schema: 'jobs',
    max: 1,
    createSchema: false,
    supervise: false,
    schedule: false,
  });
  boss.on('error', () => undefined);
  await boss.start();
  for (const name of Object.keys(QUEUES) as JobName[]) {
    // The policy is for ever: a queue that is there keeps its own.
    const { policy, ...options }: QueueOptions & { policy?: QueuePolicy } = QUEUES[name];
    if (await boss.getQueue(name)) await boss.updateQueue(name, options);
    else await boss.createQueue(name, policy ? { ...options, policy } : options);
  }
  await boss.stop({ graceful: false });
}
