import 'reflect-metadata';
import { AppModule } from './app.module.js';
import { BadConfig, developmentSecrets, readConfig, type Config } from './platform/config/index.js';
import type { PlatformOptions } from './platform/platform.module.js';
import { createApplication, Metrics } from './platform/web/index.js';

const GRACE_MS = 18_000;

/** The web process: answers until it is told to stop, then finishes what it has begun. */
async function main(): Promise<void> {
  const config = readConfig();
  const options = webOptions(config);
  const app = await createApplication(AppModule.forProcess(options), options);
  const metrics = await app.get(Metrics).listen(config.metricsPort);
  await app.listen(config.port);
  process.stderr.write(`Sinergi listens on ${config.baseUrl}; metrics on port ${metrics.port}\n`);
  let stopping = false;
  const stop = async (): Promise<void> => {
    if (stopping) return;
    stopping = true;
    setTimeout(() => process.exit(1), GRACE_MS).unref();
    app.getHttpServer().closeIdleConnections();
    await app.close();
    await metrics.close();
    process.exit(0);
  };
  for (const signal of ['SIGTERM', 'SIGINT'] as const) process.on(signal, () => void stop());
}

function webOptions(config: Config): PlatformOptions {
  if (!config.databaseUrl)
    throw new BadConfig('DATABASE_URL is missing: start with `npm start`, which brings its own database.');
  const key = config.key ?? developmentSecrets(config.data).key;
  return { config, databaseUrl: config.databaseUrl, key, process: 'web' };
}

main().catch((error: NodeJS.ErrnoException) => {
  const taken = error.code === 'EADDRINUSE';
  const hint = 'The port is taken by another program. Choose one with PORT=3001 (or METRICS_PORT for the metrics).';
  process.stderr.write(
    `${taken ? hint : error instanceof BadConfig ? error.message : (error.stack ?? error.message)}\n`,
  );
  process.exit(1);
});
