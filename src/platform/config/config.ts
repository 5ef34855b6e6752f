import { join, resolve } from 'node:path';
import { projectRoot } from '../project-root.js';

export interface Config {
  production: boolean;
  /** null: the embedded PostgreSQL under `data` is used. */
  databaseUrl: string | null;
  port: number;
  metricsPort: number;
  /** Of the worker process, which may run beside a web process on one machine. */
  workerMetricsPort: number;
  /** Embedded database, uploaded files, development keys and mails. */
  data: string;
  /** Key-encryption key, 32 bytes as base64; null: a development key is made in `data`. */
  key: string | null;
  smtpUrl: string | null;
  storageUrl: string | null;
  baseUrl: string;
  logLevel: string;
  /** Behind a TLS proxy: `__Host-` cookies and HSTS. */
  https: boolean;
}

export class BadConfig extends Error {}

/** Reads the environment once. @throws BadConfig with a sentence that says which variable to set and how. */
export function readConfig(env: NodeJS.ProcessEnv = process.env): Config {
  const production = env.NODE_ENV === 'production';
  const port = portOf(env.PORT ?? '3000', 'PORT');
  const baseUrl = (env.BASE_URL ?? `http://localhost:${port}`).replace(/\/+$/, '');
  const config: Config = {
    production,
    databaseUrl: env.DATABASE_URL || null,
    port,
    metricsPort: portOf(env.METRICS_PORT ?? '0', 'METRICS_PORT'),
    workerMetricsPort: portOf(env.WORKER_METRICS_PORT ?? '0', 'WORKER_METRICS_PORT'),
    data: env.SINERGI_DATA ? resolve(env.SINERGI_DATA) : join(projectRoot, '.sinergi'),
    key: env.SINERGI_KEY || null,
    smtpUrl: env.SMTP_URL || null,
    storageUrl: env.STORAGE_URL || null,
    baseUrl,
    logLevel: env.LOG_LEVEL ?? 'info',
    https: baseUrl.startsWith('https:'),
  };
  if (production) refuseUnsafe(config);
  return config;
}

function refuseUnsafe(config: Config): void {
  if (!config.key)
    throw new BadConfig('SINERGI_KEY is required in production: 32 random bytes as base64 (openssl rand -base64 32).');
  if (!config.databaseUrl)
    throw new BadConfig(
      'DATABASE_URL is required in production: the embedded PostgreSQL is for development and trials.',
    );
  if (!config.smtpUrl)
    throw new BadConfig('SMTP_URL is required in production: invitations and password resets travel by mail.');
  if (!config.https)
    throw new BadConfig('BASE_URL must start with https:// in production: sessions travel only over TLS.');
}

function portOf(text: string, name: string): number {
  const port = Number(text);
  if (!Number.isInteger(port) || port < 0 || port > 65535)
    throw new BadConfig(`${name} must be a port number between 0 and 65535.`);
  return port;
}
