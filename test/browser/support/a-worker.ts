import { NestFactory } from '@nestjs/core';
import { PgBoss } from 'pg-boss';
import { AppModule } from '../../../src/app.module.js';
import { JobRegistry } from '../../../src/platform/jobs/index.js';
import { testOptions, type TestApplication } from '../../support/application.js';

/** The worker beside the web application of a spec: what src/worker.ts runs, in this process. */
export async function startWorker(test: TestApplication): Promise<{ close(): Promise<void> }> {
  const options = { ...testOptions(test.db.url, test.data), process: 'worker' as const };
  const context = await NestFactory.createApplicationContext(AppModule.forProcess(options), { logger: false });
  const stop = new AbortController();
  const boss = context.get(PgBoss);
  await context.get(JobRegistry).work(boss, stop.signal, (name, error) => {
    if (!stop.signal.aborted) console.error(`The worker failed at ${name}:`, error);
  });
  return {
    close: async () => {
      stop.abort(new Error('the spec is over'));
      await boss.stop({ graceful: true, timeout: 5_000 });
      await context.close();
    },
  };
}
