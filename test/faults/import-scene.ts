import { readdirSync, readFileSync } from 'node:fs';
import { Readable } from 'node:stream';
import { setTimeout as sleep } from 'node:timers/promises';
import pg, { type QueryResultRow } from 'pg';
import { PgBoss } from 'pg-boss';
import { vi } from 'vitest';
import { ConfirmImport, ReceiveImport, type Import, type ImportState } from '../../src/imports/index.js';
import { currentWork } from '../../src/platform/db/index.js';
import { ImportDesk } from '../imports/import-desk.js';
import { withReference } from '../reference/loaded-reference.js';
import { anApiKey } from '../rosters/uploads/api-key.js';
import { startTestApplication, type TestApplication } from '../support/application.js';
import { aWorkspace } from '../support/builders.js';
import { brokenInvariants } from './invariants.js';
import { Machine } from './machine.js';
import { cleanRoster, messyRoster } from './messy-roster.js';
import { ProductProcess } from './product-process.js';
import { brokenService } from './service.js';
import { SLOWER, TIMEOUT } from './sizes.js';

/** A web process without a worker, a clerk with files, and worker processes that come and go. */
export class ImportScene {
  private readonly workers: ProductProcess[] = [];
  private seed = 8_000;

  private constructor(
    readonly test: TestApplication,
    readonly desk: ImportDesk,
    private readonly machine: Machine,
  ) {}

  static async open(): Promise<ImportScene> {
    const test = await startTestApplication();
    await withReference(test.db);
    const workspace = await aWorkspace(test.db);
    const machine = new Machine(() => test.origin, await anApiKey(test.db, workspace, 'admin'));
    return new ImportScene(test, new ImportDesk(test, workspace), machine);
  }

  get db() {
    return this.test.db;
  }

  get data() {
    return this.test.data;
  }

  async worker(): Promise<ProductProcess> {
    const worker = await ProductProcess.start('worker', { databaseUrl: this.db.url, data: this.data });
    this.workers.push(worker);
    return worker;
  }

  /** Ends all of them as a deployment does. @returns their exit codes */
  stopWorkers(): Promise<(number | null)[]> {
    const living = this.workers.filter((worker) => worker.alive);
    return Promise.all(living.map((worker) => worker.stop()));
  }

  /** Nothing is left of what was killed: neither a session of a worker in the database nor a reader of a file. */
  async untilQuiet(): Promise<void> {
    const sessions = `select pid from pg_stat_activity where datname = current_database() and application_name = 'sinergi-worker'`;
    await this.untilSeen('no session of a worker', `select where not exists (${sessions})`);
    await vi.waitUntil(() => this.readers().length === 0, { timeout: TIMEOUT, interval: 20 });
  }

  /**
   * A worker that stood still has come to itself: what it did before is over, and it works again on what is new.
   * No other one may run.
   */
  async comesToItself(worker: ProductProcess): Promise<void> {
    worker.thaw();
    await vi.waitUntil(() => this.readers().length === 0, { timeout: TIMEOUT, interval: 20 });
    await this.machine.until((await this.machine.upload(cleanRoster(5, this.seed++))).body.id, ['ready']);
    const active = `select from pg_stat_activity where datname = current_database() and application_name = 'sinergi-worker'
      and state in ('active', 'idle in transaction', 'idle in transaction (aborted)')`;
    await this.untilSeen('an idle worker', `select where not exists (${active})`);
  }

  /** No message about this file waits for a worker or is with one. */
  async untilNoMessage(file: Import): Promise<void> {
    await this.untilSeen(
      'an empty queue',
      `select where not exists (select from jobs.job where data ->> 'id' = $1 and state in ('created', 'retry', 'active'))`,
      [file.id],
    );
  }

  /** I1 to I8, with the web application of this process and the workers that run. */
  broken(): Promise<string[]> {
    const { machine, workers: processes } = this;
    const service = () => brokenService({ origin: this.test.origin, machine, processes });
    return brokenInvariants({ db: this.db, data: this.data, acknowledged: machine.acknowledged, service });
  }

  /** Readers in their cage that still run on our files, by their process number. */
  readers(): string[] {
    return readdirSync('/proc')
      .filter((name) => /^\d+$/.test(name) && Number(name) !== process.pid)
      .filter((pid) => commandOf(pid).includes(this.data));
  }

  /** A file of so many people comes in and waits for a worker. One in fifty is unreadable, one in fifty stands twice. */
  async upload(rows: number, seed: number, autoConfirm = false): Promise<Import> {
    const content = Readable.from([Buffer.from(messyRoster(rows, seed))]);
    const upload = {
      kind: 'roster',
      mode: 'upsert',
      channel: 'api',
      fileName: 'besar.csv',
      content,
      autoConfirm,
    } as const;
    const { file } = await this.test.app.get(ReceiveImport, { strict: false }).receive(this.desk.actor, upload);
    return file;
  }

  confirm(file: Import): Promise<Import> {
    const confirming = this.test.app.get(ConfirmImport, { strict: false });
    return this.desk.asApp(() => confirming.confirm(this.desk.actor, file.id, 'roster', {}));
  }

  /** A setting of the server as a unit of work sees it. */
  setting(name: string): Promise<{ value: string }[]> {
    return currentWork().query<{ value: string }>('select current_setting($1) as value', [name]);
  }

  /** Waits until the file is in one of these states. @throws Error with what it is in instead, and what workers said */
  async until(file: Import, states: ImportState[], seconds = 150): Promise<Import> {
    let found = file;
    for (const end = Date.now() + seconds * 1000 * SLOWER; Date.now() < end; await sleep(25)) {
      found = await this.desk.get(file.id);
      if (states.includes(found.state)) return found;
    }
    const said = this.workers.map(({ output }) => output).join('\n');
    throw new Error(`${found.state} instead of ${states.join(' or ')}: ${JSON.stringify(found.failure)}\n${said}`);
  }

  /** Waits until a statement finds a row. */
  async untilSeen(what: string, sql: string, params: unknown[] = []): Promise<QueryResultRow> {
    for (const end = Date.now() + 150_000 * SLOWER; Date.now() < end; await sleep(5)) {
      const [row] = await this.db.admin(sql, params);
      if (row) return row;
    }
    throw new Error(`never seen: ${what}`);
  }

  /** Holds a table so that writers of it wait, until the answer is called. */
  async hold(table: string): Promise<() => Promise<void>> {
    const client = new pg.Client({ connectionString: this.db.adminUrl });
    client.on('error', () => undefined);
    await client.connect();
    await client.query(`begin; lock table ${table} in share mode`);
    return () => client.end();
  }

  /** Lets the lease of a dead worker run out now, and the clock strike at which such files are looked for. */
  async leaseRunsOut(file: Import): Promise<void> {
    await this.db.admin(`update app.imports set lease_until = clock_timestamp() - interval '1 second' where id = $1`, [
      file.id,
    ]);
    await this.send('imports.recover', {});
  }

  async send(name: string, payload: object): Promise<void> {
    await this.test.app.get(PgBoss).send(name, payload);
  }

  async close(): Promise<void> {
    await Promise.all(this.workers.map((worker) => worker.kill()));
    await this.test.close();
  }
}

function commandOf(pid: string): string {
  try {
    return readFileSync(`/proc/${pid}/cmdline`, 'utf8');
  } catch {
    return '';
  }
}
