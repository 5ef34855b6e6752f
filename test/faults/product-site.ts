import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { PgBoss } from 'pg-boss';
import { freePort } from '../../src/platform/db/index.js';
import type { ImportState } from '../../src/imports/index.js';
import { anApiKey } from '../rosters/uploads/api-key.js';
import { machineCalls } from '../support/application.js';
import { aWorkspace, type TestWorkspace } from '../support/builders.js';
import { brokenInvariants } from './invariants.js';
import { cleanRoster } from './messy-roster.js';
import { OwnCluster, type ClusterOptions } from './own-cluster.js';
import { ProductProcess } from './product-process.js';
import { SLOWER } from './sizes.js';

export interface Said {
  id: string;
  state: ImportState;
  code?: string;
  seenBefore?: boolean;
  counts: Record<string, number> | null;
  failure: { code: string } | null;
}

export interface Answer {
  status: number;
  body: Said;
  replayed: boolean;
  milliseconds: number;
}

/** Web and worker as processes of their own, with a PostgreSQL of their own, and a machine that uploads files. */
export class ProductSite {
  readonly data = mkdtempSync(join(tmpdir(), 'sinergi-data-'));
  web!: ProductProcess;
  worker: ProductProcess | null = null;
  workspace!: TestWorkspace;
  origin = '';
  private key = '';
  private seed = 9_000;

  private constructor(readonly cluster: OwnCluster) {}

  static async open(options: ClusterOptions = {}): Promise<ProductSite> {
    const site = new ProductSite(await OwnCluster.start(options));
    site.workspace = await aWorkspace(site.cluster.db);
    site.key = await anApiKey(site.cluster.db, site.workspace, 'admin');
    await Promise.all([site.startWeb(), site.startWorker()]);
    return site;
  }

  async startWeb(env: Record<string, string> = {}): Promise<void> {
    const port = await freePort();
    const at = { databaseUrl: this.cluster.loginUrl, data: this.data, port, env };
    this.web = await ProductProcess.start('main', at);
    this.origin = `http://127.0.0.1:${port}`;
  }

  async startWorker(): Promise<void> {
    this.worker = await ProductProcess.start('worker', { databaseUrl: this.cluster.loginUrl, data: this.data });
  }

  async upload(text: string, key?: string): Promise<Answer> {
    const body = new FormData();
    body.set('file', new Blob([text]), 'daftar.csv');
    return this.call('POST', '', { body, headers: key ? { 'idempotency-key': key } : {} });
  }

  confirm(id: string): Promise<Answer> {
    return this.call('POST', `/${id}/confirmation`, { json: {} });
  }

  discard(id: string): Promise<Answer> {
    return this.call('DELETE', `/${id}`);
  }

  async call(method: string, path: string, options = {}): Promise<Answer> {
    const began = Date.now();
    const answer = await machineCalls(this.origin).api(this.key, method, `/api/v1/roster-imports${path}`, options);
    const body = (await answer.json()) as Said;
    const milliseconds = Date.now() - began;
    return { status: answer.status, body, replayed: answer.headers.has('idempotent-replay'), milliseconds };
  }

  /** Waits until the file is in one of these states. @throws Error with what it is in instead, and what processes said */
  async until(id: string, states: ImportState[], seconds = 150): Promise<Said> {
    let last: Answer | null = null;
    for (const end = Date.now() + seconds * 1000 * SLOWER; Date.now() < end; await sleep(100)) {
      last = await this.call('GET', `/${id}`).catch(() => null);
      if (last?.status === 200 && states.includes(last.body.state)) return last.body;
    }
    const said = `${this.web.output.slice(-1500)}\n${this.worker?.output.slice(-3000)}`;
    throw new Error(`${JSON.stringify(last?.body)} instead of ${states.join(' or ')}\n${said}`);
  }

  async health(): Promise<number> {
    return (await fetch(`${this.origin}/readyz`)).status;
  }

  /** Waits until the product says that it works. */
  async healthy(seconds = 30): Promise<void> {
    for (const end = Date.now() + seconds * 1000 * SLOWER; Date.now() < end; await sleep(100))
      if ((await this.health().catch(() => 0)) === 200) return;
    throw new Error(`not healthy again:\n${this.web.output}`);
  }

  /** The clock strikes: leases of the dead have run out, and files left behind are looked for. */
  async strike(): Promise<void> {
    await this.cluster.query(
      `update app.imports set lease_until = clock_timestamp() - interval '1 second' where lease_until is not null`,
    );
    const boss = new PgBoss({
      ...{ connectionString: this.cluster.adminUrl, schema: 'jobs', max: 1 },
      ...{ createSchema: false, migrate: false, supervise: false, schedule: false },
    });
    boss.on('error', () => undefined);
    await boss.start();
    await boss.send('imports.recover', {});
    await boss.stop({ graceful: false });
  }

  async broken(): Promise<string[]> {
    return brokenInvariants({ db: this.cluster.db, data: this.data, service: () => this.service() });
  }

  /** Health is green, a new upload gets to its rehearsal, and the processes are those that were started. */
  private async service(): Promise<string[]> {
    const broken = (await this.health()) === 200 ? [] : ['health is red'];
    const { status, body } = await this.upload(cleanRoster(5, this.seed++));
    if (status !== 202) return [...broken, `an upload answers ${status}`];
    const { state } = await this.until(body.id, ['ready', 'failed']);
    const restarted = this.web.alive && (this.worker?.alive ?? true) ? [] : ['a process ended'];
    return [...broken, ...restarted, ...(state === 'ready' ? [] : [`a new file is ${state}`])];
  }

  async close(): Promise<void> {
    await Promise.all([this.web?.kill(), this.worker?.kill()]);
    await this.cluster.close();
    rmSync(this.data, { recursive: true, force: true });
  }
}
