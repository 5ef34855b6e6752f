import 'reflect-metadata';
import { setPriority } from 'node:os';
import { NestFactory } from '@nestjs/core';
import { Logger } from '@nestjs/common';
import { PgBoss } from 'pg-boss';
import { DataSource } from 'typeorm';
import { AppModule } from './app.module.js';
import { ImportJobs, ImportMeter } from './imports/index.js';
import { readConfig } from './platform/config/index.js';
import { JobRegistry } from './platform/jobs/index.js';
import { findDatabase, platformOptions } from './processes/connection.js';
import { refuseUnsafeDatabase } from './processes/safety.js';
import { standBack } from './processes/stand-back.js';
import { WorkerMetrics } from './processes/worker-metrics.js';

const GRACE_MS = 18_000;
/** Behind web processes on the same cores, and before its readers. */
const NICE = 5;
/** Cron knows minutes only; whose worker was killed should not wait that long. */
const RECOVER_EVERY_MS = 15_000;

/** The process that works on jobs. SIGTERM: what runs is finished or handed back within 20 seconds. */
async function work(): Promise<void> {
  const config = readConfig();
  setPriority(NICE);
  const access = findDatabase(config);
  if (!access) throw new Error('No database runs. Start everything with npm start, or set DATABASE_URL.');
  await refuseUnsafeDatabase(config, access.loginUrl);
  const app = await NestFactory.createApplicationContext(
    AppModule.forProcess(platformOptions(config, access, 'worker')),
    {
      logger: config.logLevel === 'silent' ? false : ['error', 'warn'],
    },
  );
  standBack(app.get(DataSource), NICE);
  const logger = new Logger('Worker');
  const stop = new AbortController();
  const boss = app.get(PgBoss);
  await app
    .get(JobRegistry)
    .work(boss, stop.signal, (name, error) =>
      logger.error(`${name}: ${error instanceof Error ? error.message : 'failed'}`),
    );
  // The month may have turned while no worker ran.
  await boss.send('coverage.snapshot', {});
  const recover = () =>
    void app
      .get(ImportJobs, { strict: false })
      .recover()
      .catch((error: Error) => logger.warn(error.message));
  const recovering = setInterval(recover, RECOVER_EVERY_MS);
  const metrics = await new WorkerMetrics(app.get(ImportMeter, { strict: false })).listen(config.workerMetricsPort);
  process.send?.({ ready: true, metricsPort: metrics.port });
  let ending = false;
  const end = async () => {
    if (ending) return;
    ending = true;
    clearInterval(recovering);
    setTimeout(() => process.exit(1), GRACE_MS + 1_500).unref();
    stop.abort(new Error('the worker is stopping'));
    await boss.stop({ graceful: true, timeout: GRACE_MS });
    await metrics.close();
    await app.close();
    process.exit(0);
  };
  process.on('SIGTERM', () => void end());
  process.on('SIGINT', () => void end());
  process.on('disconnect', () => void end());
}

await work().catch((error: unknown) => {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
  process.exit(1);
});
