import { spawn, type ChildProcess } from 'node:child_process';
import { chmodSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import type pg from 'pg';
import { readConfig } from '../../src/platform/config/index.js';
import { freePort } from '../../src/platform/db/index.js';
import { findDatabase } from '../../src/processes/connection.js';
import { TEST_KEY } from '../support/builders.js';
import type { TestDatabase } from '../support/database.js';
import { SLOWER } from './sizes.js';
import { asSuperuser } from './superuser.js';

const CLI = fileURLToPath(new URL('../../dist/cli.js', import.meta.url));

/** Everything as `npm start` starts it: the embedded PostgreSQL, web and worker, kept running by one process. */
export class StartedProduct {
  /** What it printed. */
  output = '';

  private constructor(
    private readonly child: ChildProcess,
    /** SINERGI_DATA */
    readonly data: string,
    readonly origin: string,
    private readonly env: NodeJS.ProcessEnv,
  ) {
    child.stdout?.on('data', (chunk) => (this.output += String(chunk)));
    child.stderr?.on('data', (chunk) => (this.output += String(chunk)));
  }

  static async start(): Promise<StartedProduct> {
    const data = mkdtempSync(join(tmpdir(), 'sinergi-started-'));
    // PostgreSQL runs as somebody else and has to get through.
    chmodSync(data, 0o711);
    const port = await freePort();
    const env = {
      PATH: process.env.PATH,
      TMPDIR: process.env.TMPDIR,
      TZ: 'UTC',
      LOG_LEVEL: 'error',
      PORT: String(port),
      SINERGI_DATA: data,
      SINERGI_KEY: TEST_KEY,
      SINERGI_DEMO: 'off',
      NODE_NO_WARNINGS: '1',
    };
    const child = spawn(process.execPath, [CLI, 'start'], { env, stdio: ['ignore', 'pipe', 'pipe'] });
    const started = new StartedProduct(child, data, `http://127.0.0.1:${port}`, env);
    await started.healthy();
    return started;
  }

  /** As far as builders and invariants need it. */
  get db(): TestDatabase {
    const access = findDatabase(readConfig(this.env));
    if (!access) throw new Error(`no database runs\n${this.output}`);
    return { admin: this.query, url: access.loginUrl, adminUrl: access.adminUrl } as unknown as TestDatabase;
  }

  readonly query = <R extends pg.QueryResultRow>(sql: string, params: unknown[] = []): Promise<R[]> =>
    asSuperuser<R>(this.db.adminUrl, sql, params);

  /** Waits until the product says that it works. */
  async healthy(): Promise<void> {
    for (const end = Date.now() + 120_000 * SLOWER; Date.now() < end; await sleep(100))
      if ((await fetch(`${this.origin}/readyz`).catch(() => null))?.status === 200) return;
    throw new Error(`not healthy:\n${this.output}`);
  }

  /** What ended although nobody ended it, by what the process that keeps them says. */
  get restarts(): string[] {
    return this.output.split('\n').filter((line) => /(ended unexpectedly|keeps ending)/.test(line));
  }

  async stop(): Promise<void> {
    if (this.child.exitCode === null && this.child.signalCode === null) {
      this.child.kill('SIGTERM');
      await new Promise((resolve) => this.child.once('exit', resolve));
    }
    rmSync(this.data, { recursive: true, force: true });
  }
}
