import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { PgBoss } from 'pg-boss';
import { freePort } from '../../src/platform/db/index.js';
import type { ImportState } from '../../src/imports/index.js';
import { anApiKey } from '../rosters/uploads/api-key.js';
import { aWorkspace, type TestWorkspace } from '../support/builders.js';
import { brokenInvariants } from './invariants.js';
import { Machine, type Said } from './machine.js';
import { OwnCluster, type ClusterOptions } from './own-cluster.js';
import { ProductProcess } from './product-process.js';
import { brokenService } from './service.js';
import { SLOWER } from './sizes.js';

/** Web and worker as processes of their own, with a PostgreSQL of their own, and a machine that uploads files. */
export class ProductSite {
  readonly data = mkdtempSync(join(tmpdir(), 'sinergi-data-'));
  web!: ProductProcess;
  worker: ProductProcess | null = null;
  workspace!: TestWorkspace;
  machine!: Machine;
  origin = '';

  private constructor(readonly cluster: OwnCluster) {}

  static async open(options: ClusterOptions = {}): Promise<ProductSite> {
    const site = new ProductSite(await OwnCluster.start(options));
    site.workspace = await aWorkspace(site.cluster.db);
    const key = await anApiKey(site.cluster.db, site.workspace, 'admin');
    site.machine = new Machine(() => site.origin, key);
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

  /** Waits until the file is in one of these states. @throws Error with what it is in instead, and what processes said */
  async until(id: string, states: ImportState[]): Promise<Said> {
    return this.machine.until(id, states).catch((error: Error) => {
      throw new Error(`${error.message}\n${this.web.output.slice(-1500)}\n${this.worker?.output.slice(-3000)}`);
    });
  }

  async health(): Promise<number> {
    return (await fetch(`${this.origin}/readyz`)).status;
  }

  /** Waits until the product says that it works. */
  async healthy(seconds = 120): Promise<void> {
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

  broken(): Promise<string[]> {
    const { machine, origin, data, cluster } = this;
    const processes = this.worker ? [this.web, this.worker] : [this.web];
    const service = () => brokenService({ origin, machine, processes });
    return brokenInvariants({ db: cluster.db, data, acknowledged: machine.acknowledged, service });
  }

  async close(): Promise<void> {
    await Promise.all([this.web?.kill(), this.worker?.kill()]);
    await this.cluster.close();
    rmSync(this.data, { recursive: true, force: true });
  }
}
