import { once } from 'node:events';
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { createServer, type AddressInfo, type Server, type Socket } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import type pg from 'pg';
import { migrate, startEmbedded, type RunningPostgres } from '../../src/platform/db/index.js';
import { withReference } from '../reference/loaded-reference.js';
import type { TestDatabase } from '../support/database.js';
import { Door } from './door.js';
import { asSuperuser } from './superuser.js';

const PASSWORD = 'fault-login';

export interface ClusterOptions {
  /** Where it lives; a new temporary folder when not given. */
  folder?: string;
  settings?: Record<string, string>;
  /** The folder is somebody else's to remove. */
  lent?: boolean;
  /** false: the folder holds a cluster that was prepared before. */
  prepare?: boolean;
}

/** A PostgreSQL of its own with durability as in production, behind an address that stays when it is started anew. */
export class OwnCluster {
  readonly door = new Door(() => this.server.port);
  private server!: RunningPostgres;
  private listener!: Server;

  private constructor(
    readonly folder: string,
    private readonly settings: Record<string, string>,
    private readonly isLent: boolean,
  ) {}

  static async start(options: ClusterOptions = {}): Promise<OwnCluster> {
    const folder = options.folder ?? mkdtempSync(join(tmpdir(), 'sinergi-fault-'));
    const cluster = new OwnCluster(folder, { shared_buffers: '64MB', ...options.settings }, options.lent ?? false);
    await cluster.boot();
    cluster.listener = createServer((socket: Socket) => cluster.door.lead(socket)).listen(0, '127.0.0.1');
    await once(cluster.listener, 'listening');
    if (options.prepare === false) return cluster;
    await migrate(cluster.adminUrl, PASSWORD);
    await withReference(cluster.db);
    return cluster;
  }

  /** As far as builders, invariants and the reference data need it. */
  get db(): TestDatabase {
    // Its address changes with every start.
    const url = () => this.adminUrl;
    const db = {
      admin: this.query,
      url: this.loginUrl,
      get adminUrl() {
        return url();
      },
    };
    return db as unknown as TestDatabase;
  }

  /** Straight to the server of this moment, as superuser. */
  get adminUrl(): string {
    return this.server.url();
  }

  /** Address of the product's login, the same after a restart. */
  get loginUrl(): string {
    return `postgres://sinergi_login:${PASSWORD}@127.0.0.1:${(this.listener.address() as AddressInfo).port}/postgres`;
  }

  readonly query = <R extends pg.QueryResultRow>(sql: string, params: unknown[] = []): Promise<R[]> =>
    asSuperuser<R>(this.adminUrl, sql, params);

  get data(): string {
    return join(this.folder, 'cluster');
  }

  /** The first process and all of its sessions and helpers. */
  processes(): number[] {
    const children = readdirSync('/proc')
      .filter((name) => /^\d+$/.test(name) && parentOf(name) === this.server.pid)
      .map(Number);
    return [this.server.pid, ...children];
  }

  /** As when the machine fails: no checkpoint, no farewell to connections; what was committed is recovered from the log. */
  async crash(): Promise<void> {
    process.kill(this.server.pid, 'SIGQUIT');
    while (runs(this.server.pid)) await sleep(50);
    await this.boot();
  }

  /** Every process at once, as the kernel does it. */
  async killAll(): Promise<void> {
    this.signal('SIGKILL');
    while (runs(this.server.pid)) await sleep(20);
  }

  signal(signal: NodeJS.Signals): void {
    for (const pid of this.processes()) send(pid, signal);
  }

  async close(): Promise<void> {
    this.door.close();
    this.listener.close();
    await this.server.stop();
    if (!this.isLent) rmSync(this.folder, { recursive: true, force: true });
  }

  async stop(): Promise<void> {
    await this.server.stop();
  }

  async boot(): Promise<void> {
    this.server = await startEmbedded({ folder: this.folder, superuserPassword: 'fault', settings: this.settings });
  }
}

function parentOf(pid: string): number | null {
  try {
    return Number(/^PPid:\s+(\d+)$/m.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1]);
  } catch {
    return null;
  }
}

function send(pid: number, signal: NodeJS.Signals): void {
  try {
    process.kill(pid, signal);
  } catch {
    // It has ended meanwhile.
  }
}

function runs(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return !/^State:\s+Z/m.test(readFileSync(`/proc/${pid}/status`, 'utf8'));
  } catch {
    return false;
  }
}
