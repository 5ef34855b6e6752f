import { join } from 'node:path';
import type { Config } from '../platform/config/index.js';
import { developmentSecrets } from '../platform/config/index.js';
import { runningPort, startEmbedded } from '../platform/db/index.js';
import type { PlatformOptions } from '../platform/platform.module.js';
import { KeptDatabase } from './kept-database.js';

/** Where the database is and with which rights one gets in. */
export interface DatabaseAccess {
  /** For migrations: may become `sinergi_owner`. */
  adminUrl: string;
  /** For processes: may become the run-time roles only (an own DATABASE_URL: whatever its owner gave). */
  loginUrl: string;
  /** Password to give `sinergi_login`; null when DATABASE_URL brings its own login. */
  loginPassword: string | null;
  embedded: boolean;
}

export function embeddedFolder(config: Config): string {
  return join(config.data, 'postgres');
}

/** The database of the configuration, if it runs now. */
export function findDatabase(config: Config): DatabaseAccess | null {
  if (config.databaseUrl)
    return { adminUrl: config.databaseUrl, loginUrl: config.databaseUrl, loginPassword: null, embedded: false };
  const port = runningPort(embeddedFolder(config));
  return port === null ? null : embeddedAccess(config, port);
}

export interface OpenedDatabase extends DatabaseAccess {
  /** Stops what was started for this, and nothing else. */
  close(): Promise<void>;
}

/**
 * The running database, or the embedded one started for as long as it is needed.
 * @param onDeath keeps the embedded one running, and hears when it had to be started again
 */
export async function openDatabase(config: Config, onDeath?: (text: string) => void): Promise<OpenedDatabase> {
  const found = findDatabase(config);
  if (found) return { ...found, close: async () => {} };
  const { superuserPassword } = developmentSecrets(config.data);
  const begin = (port?: number) => startEmbedded({ folder: embeddedFolder(config), superuserPassword, port });
  const running = await begin();
  const kept = onDeath ? new KeptDatabase(running, begin, onDeath) : running;
  return { ...embeddedAccess(config, running.port), close: () => kept.stop() };
}

function embeddedAccess(config: Config, port: number): DatabaseAccess {
  const { superuserPassword, loginPassword } = developmentSecrets(config.data);
  return {
    adminUrl: `postgres://postgres:${superuserPassword}@127.0.0.1:${port}/postgres`,
    loginUrl: `postgres://sinergi_login:${loginPassword}@127.0.0.1:${port}/postgres`,
    loginPassword,
    embedded: true,
  };
}

export function platformOptions(
  config: Config,
  access: DatabaseAccess,
  process: PlatformOptions['process'],
): PlatformOptions {
  return { config, databaseUrl: access.loginUrl, key: config.key ?? developmentSecrets(config.data).key, process };
}
