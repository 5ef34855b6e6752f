import 'reflect-metadata';
import { PgBoss } from 'pg-boss';
import { AppModule } from './app.module.js';
import { readConfig } from './platform/config/index.js';
import { createApplication, Metrics } from './platform/web/index.js';
import { findDatabase, platformOptions } from './processes/connection.js';
import { refuseUnsafeDatabase } from './processes/safety.js';

const GRACE_MS = 18_000;

/** The web process: answers until it is told to stop, then finishes what it has begun. */
async function serve(): Promise<void> {
  const config = readConfig();
  const access = findDatabase(config);
  if (!access) throw new Error('No database runs. Start everything with npm start, or set DATABASE_URL.');
  await refuseUnsafeDatabase(config, access.loginUrl);
  const options = platformOptions(config, access, 'web');
  const app = await createApplication(AppModule.forProcess(options), options);
  const metrics = await app.get(Metrics).listen(config.metricsPort);
  await app.listen(config.port);
  process.send?.({ ready: true, metricsPort: metrics.port });
  let ending = false;
  const end = async () => {
    if (ending) return;
    ending = true;
    setTimeout(() => process.exit(1), GRACE_MS).unref();
    // Requests that run are answered; connections that only wait would keep the server open.
    app.getHttpServer().closeIdleConnections();
    await app.close();
    await app.get(PgBoss).stop({ graceful: false });
    await metrics.close();
    process.exit(0);
  };
  process.on('SIGTERM', () => void end());
  process.on('SIGINT', () => void end());
  process.on('disconnect', () => void end());
}

// One promise that nobody waited for must not end the answers to everybody else.
process.on('unhandledRejection', (reason) => {
  process.stderr.write(`unhandled: ${reason instanceof Error ? reason.name : typeof reason}\n`);
});

await serve().catch((error: NodeJS.ErrnoException) => {
  const taken = error.code === 'EADDRINUSE';
  process.stderr.write(
    taken
      ? 'The port is in use by another program. Choose another with PORT (or METRICS_PORT).\n'
      : `${error.message}\n`,
  );
  process.exit(1);
});
