import { spawn, spawnSync } from 'node:child_process';
import { chownSync, existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir, totalmem } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import pg from 'pg';
import { postgresBinaries } from './binaries.js';
import { unprivileged, type Unprivileged } from './unprivileged.js';

export interface EmbeddedOptions {
  /** Folder of the cluster; made when missing. */
  folder: string;
  superuserPassword: string;
  /** Extra server settings, e.g. `{ fsync: 'off' }` for throw-away test clusters. */
  settings?: Record<string, string>;
  /** Of an earlier start, when its address must stay; any free one when not given. */
  port?: number;
}

export interface RunningPostgres {
  port: number;
  pid: number;
  /** Superuser connection address of a database. */
  url(database?: string): string;
  /** false as soon as it has died. */
  isAlive(): boolean;
  stop(): Promise<void>;
}

// Parameters and statements stay out of the server's log: they carry personal data.
const SETTINGS: Record<string, string> = {
  listen_addresses: '127.0.0.1',
  unix_socket_directories: '',
  max_connections: '100',
  shared_buffers: sharedBuffers(),
  work_mem: '16MB',
  maintenance_work_mem: '256MB',
  max_wal_size: '4GB',
  checkpoint_timeout: '15min',
  wal_level: 'minimal',
  max_wal_senders: '0',
  jit: 'off',
  log_parameter_max_length: '0',
  log_parameter_max_length_on_error: '0',
  log_min_error_statement: 'panic',
  log_statement: 'none',
  timezone: 'UTC',
};

/** An eighth of the machine's memory, from 128 MB to 4 GB: the indexes of a large roster are written at random places. */
function sharedBuffers(): string {
  return `${Math.round(Math.min(Math.max(totalmem() / 8 / 2 ** 20, 128), 4096))}MB`;
}

/** Starts the cluster of `folder`; a server left over from a killed start is stopped first, PostgreSQL recovers by itself. */
export async function startEmbedded(options: EmbeddedOptions): Promise<RunningPostgres> {
  const native = postgresBinaries();
  mkdirSync(options.folder, { recursive: true });
  const runner = unprivileged(native, join(options.folder, 'cluster'));
  if (!existsSync(join(runner.data, 'PG_VERSION'))) initialise(runner, options.superuserPassword);
  await stopLeftOver(runner.data);
  const port = options.port ?? (await freePort());
  const pid = launch(runner, port, { ...SETTINGS, ...options.settings }, join(options.folder, 'postgres.log'));
  const url = (database = 'postgres') =>
    `postgres://postgres:${encodeURIComponent(options.superuserPassword)}@127.0.0.1:${port}/${database}`;
  await untilReady(url(), pid, join(options.folder, 'postgres.log'));
  return { port, pid, url, isAlive: () => alive(pid), stop: () => stop(pid) };
}

/** Port of the server that runs on `folder` now, or null. */
export function runningPort(folder: string): number | null {
  const data = unprivileged('', join(folder, 'cluster')).data;
  const found = readPidFile(data);
  return found && alive(found.pid) ? found.port : null;
}

function initialise(runner: Unprivileged, password: string): void {
  const passwordFile = join(tmpdir(), `sinergi-initdb-${process.pid}-${Date.now()}`);
  writeFileSync(passwordFile, password, { mode: 0o600 });
  mkdirSync(runner.data, { recursive: true, mode: 0o700 });
  const { file, args, options } = runner.command(join(runner.native, 'bin', 'initdb'), [
    ...['-D', runner.data, '-U', 'postgres', '--auth=scram-sha-256', `--pwfile=${passwordFile}`, '--no-sync'],
    ...['--encoding=UTF8', '--locale=C.UTF-8', '--locale-provider=icu', '--icu-locale=id-ID'],
  ]);
  if (options.uid !== undefined) chownSync(passwordFile, options.uid, options.gid ?? options.uid);
  const result = spawnSync(file, args, { ...options, encoding: 'utf8', env: serverEnvironment() });
  rmSync(passwordFile, { force: true });
  if (result.status !== 0)
    throw new Error(`PostgreSQL could not make its data folder: ${result.error?.message ?? result.stderr}`);
}

function launch(runner: Unprivileged, port: number, settings: Record<string, string>, log: string): number {
  const flags = Object.entries(settings).flatMap(([name, value]) => ['-c', `${name}=${value}`]);
  const { file, args, options } = runner.command('/bin/sh', [
    ...['-c', 'exec "$0" "$@" >>"$SINERGI_PG_LOG" 2>&1', join(runner.native, 'bin', 'postgres')],
    ...['-D', runner.data, '-p', String(port), ...flags],
  ]);
  writeFileSync(log, '', { flag: 'a', mode: 0o600 });
  if (options.uid !== undefined) chownSync(log, options.uid, options.gid ?? options.uid);
  // Detached: Ctrl-C in the terminal must reach the web and the worker first, the database last.
  const child = spawn(file, args, {
    ...options,
    detached: true,
    stdio: 'ignore',
    env: { ...serverEnvironment(), SINERGI_PG_LOG: log },
  });
  child.on('error', () => undefined);
  child.unref();
  if (!child.pid) throw new Error('PostgreSQL could not be started.');
  return child.pid;
}

async function untilReady(url: string, pid: number, log: string): Promise<void> {
  for (let tries = 0; tries < 600; tries++) {
    const client = new pg.Client({ connectionString: url, connectionTimeoutMillis: 2000 });
    try {
      await client.connect();
      await client.end();
      return;
    } catch {
      await client.end().catch(() => undefined);
    }
    if (!alive(pid)) throw new Error(`PostgreSQL stopped while starting. Its log: ${log}`);
    await sleep(100);
  }
  throw new Error(`PostgreSQL did not become ready within a minute. Its log: ${log}`);
}

async function stopLeftOver(data: string): Promise<void> {
  const found = readPidFile(data);
  if (found && alive(found.pid)) await stop(found.pid);
}

async function stop(pid: number): Promise<void> {
  for (const signal of ['SIGINT', 'SIGQUIT'] as const) {
    if (!alive(pid)) return;
    process.kill(pid, signal);
    for (let tries = 0; tries < 300 && alive(pid); tries++) await sleep(50);
  }
}

function readPidFile(data: string): { pid: number; port: number } | null {
  const file = join(data, 'postmaster.pid');
  if (!existsSync(file)) return null;
  const lines = readFileSync(file, 'utf8').split('\n');
  return { pid: Number(lines[0]), port: Number(lines[3]) };
}

/** A process with this number that is PostgreSQL: after a reboot the number may belong to something else. */
function alive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    if (process.platform !== 'linux') return true;
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
    return !stat.includes(') Z ') && /postgres|unshare|\(sh\)/.test(stat.slice(0, 40));
  } catch {
    return false;
  }
}

function serverEnvironment(): NodeJS.ProcessEnv {
  return { PATH: process.env.PATH, LC_ALL: 'C.UTF-8', TZ: 'UTC' };
}

export function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer();
    server.once('error', reject);
    server.listen(0, '127.0.0.1', () => {
      const address = server.address();
      server.close(() =>
        address && typeof address === 'object' ? resolve(address.port) : reject(new Error('no free port')),
      );
    });
  });
}
