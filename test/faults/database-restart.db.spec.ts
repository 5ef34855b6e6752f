import { spawn } from 'node:child_process';
import { cpSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { NestFactory } from '@nestjs/core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { AppModule } from '../../src/app.module.js';
import { ChainCheck } from '../../src/audit/index.js';
import { Checkpoints } from '../../src/audit/checkpoints.js';
import { AdvanceImport, type Import } from '../../src/imports/index.js';
import { freePort } from '../../src/platform/db/index.js';
import { ImportDesk } from '../imports/import-desk.js';
import { csv, lineOf } from '../imports/roster-files.js';
import { anApiKey } from '../rosters/uploads/api-key.js';
import { testOptions, type TestApplication } from '../support/application.js';
import { aWorkspace, TEST_KEY, type TestWorkspace } from '../support/builders.js';
import { brokenInvariants } from './invariants.js';
import { Machine } from './machine.js';
import { cleanRoster, distinctPeople } from './messy-roster.js';
import { OwnCluster } from './own-cluster.js';
import { asStandbyOf, COPYABLE, copyWhileRunning } from './physical-copy.js';
import { ProductProcess } from './product-process.js';
import { brokenServiceOf } from './service.js';
import { SIZES, TIMEOUT } from './sizes.js';

const ROWS = SIZES.restart;
/** On the roster already; the file brings them another telephone number, which is sealed. */
const KNOWN = 200;

let cluster: OwnCluster;
let standby: OwnCluster | null = null;
let restored: OwnCluster | null = null;
let workspace: TestWorkspace;
let site: Site;

beforeAll(async () => {
  cluster = await OwnCluster.start({ settings: COPYABLE });
  workspace = await aWorkspace(cluster.db);
  site = await openSite(cluster, mkdtempSync(join(tmpdir(), 'sinergi-data-')));
});
afterAll(async () => {
  await site?.close();
  for (const one of [standby, restored, cluster]) await one?.close();
});

describe(
  'Fault 12: PostgreSQL crashes between rehearsal and application, and its standby takes over',
  { timeout: TIMEOUT },
  () => {
    let ready: Import;

    it('the rehearsal is kept, and the staged rows are lost', async () => {
      const lines = distinctPeople(ROWS, 1).map(lineOf);
      await site.desk.apply(csv(lines.slice(0, KNOWN)));
      ready = await site.desk.upload(
        csv(lines.map((line, i) => (i < KNOWN ? { ...line, 'No HP': `0812555${1000 + i}` } : line))),
      );
      expect([ready.state, ready.updated]).toEqual(['ready', KNOWN]);
      const table = `staging.i_${ready.id.replaceAll('-', '')}`;
      expect(await cluster.query(`select count(*)::int as n from ${table}`)).toEqual([{ n: ROWS }]);
      await cluster.crash();
      expect(await cluster.query(`select count(*)::int as n from ${table}`)).toEqual([{ n: 0 }]);
      expect(await brokenInvariants(site.test)).toEqual([]);
    });

    it('what it promised is applied, by the same process with its old connections', async () => {
      const applied = await again(() => site.desk.confirm(ready.id));
      expect([applied.state, applied.counts()]).toEqual(['applied', ready.counts()]);
      const found = await cluster.query('select count(*)::int as n from app.workers');
      expect(found).toEqual([{ n: KNOWN + (ready.created ?? 0) }]);
      const kept = `select from app.workers w join app.worker_versions v on v.worker_id = w.id and v.sealed = w.sealed`;
      expect(await cluster.query(kept), 'changes of sealed fields are made').toEqual([]);
      const report = await site.test.app.get(ChainCheck, { strict: false }).verifyChain(workspace.id);
      expect([report.events, report.problems]).toEqual([6, []]);
    });

    it('a promoted standby holds everything that was acknowledged before the first server died', async () => {
      const folder = await copyWhileRunning(cluster);
      asStandbyOf(cluster, folder);
      standby = await OwnCluster.start({ folder, prepare: false, settings: { ...COPYABLE, hot_standby: 'on' } });
      await cluster.query(`alter system set synchronous_standby_names = 'standby'`);
      await cluster.query('select pg_reload_conf()');
      await until(() => cluster.query(`select from pg_stat_replication where sync_state = 'sync'`));
      const last = await site.desk.send(cleanRoster(30, 121));
      await cluster.killAll();
      await standby.query('select pg_promote(true, 30)');
      const acknowledged = await standby.query(`select from app.imports where id = $1`, [last.id]);
      expect(acknowledged).toHaveLength(1);
      await site.test.app.close();
      site = await openSite(standby, site.data);
      expect((await site.desk.advance(last.id)).state).toBe('ready');
    });

    it('I1 to I8', async () => expect(await broken(standby)).toEqual([]));
  },
);

describe('Fault 13: a physical backup is restored, older than some of what happened', { timeout: TIMEOUT }, () => {
  let before: Import;
  let data: string;

  it('everything up to the backup is there', async () => {
    const running = standby as OwnCluster;
    before = await site.desk.apply(cleanRoster(40, 131));
    await site.test.app.get(Checkpoints, { strict: false }).take();
    const folder = await copyWhileRunning(running);
    data = mkdtempSync(join(tmpdir(), 'sinergi-data-'));
    cpSync(join(site.data, 'files'), join(data, 'files'), { recursive: true });
    await site.desk.apply(cleanRoster(40, 132));
    await site.desk.send(cleanRoster(40, 133));
    await site.test.app.get(Checkpoints, { strict: false }).take();
    // Checkpoints are copied away all the time: these are newer than the backup.
    cpSync(join(site.data, 'audit'), join(data, 'audit'), { recursive: true });
    await site.close();
    await running.killAll();
    restored = await OwnCluster.start({ folder, prepare: false, settings: COPYABLE });
    site = await openSite(restored, data);
    const found = await site.desk.get(before.id);
    expect([found.state, found.counts()]).toEqual(['applied', before.counts()]);
  });

  it('sinergi audit verify says that events after it are missing, and with which number they ended', async () => {
    const { code, reports } = await auditVerify();
    expect(code).toBe(1);
    const anchors = readFileSync(join(data, 'audit', 'checkpoints.ndjson'), 'utf8')
      .trim()
      .split('\n');
    const furthest = anchors
      .map((line) => JSON.parse(line) as { workspaceId: string; seq: number })
      .filter(({ workspaceId }) => workspaceId === workspace.id)
      .reduce((last, { seq }) => Math.max(last, seq), 0);
    const report = reports.find(({ workspaceId }) => workspaceId === workspace.id);
    expect(report?.problems).toEqual([{ seq: furthest, kind: 'cut' }]);
    expect(report?.events).toBeLessThan(furthest);
  });

  it('the service works on it, and what came after the backup can be brought again', async () => {
    expect((await site.desk.apply(cleanRoster(40, 132))).counts()).toMatchObject({ rows: 40, created: 40 });
    expect((await site.desk.upload(cleanRoster(40, 133))).state).toBe('ready');
    expect((await auditVerify()).code, 'the gap is not forgotten').toBe(1);
  });

  it('I1 to I8', async () => expect(await broken(restored)).toEqual([]));

  /** The command as an operator calls it. */
  async function auditVerify() {
    const cli = fileURLToPath(new URL('../../dist/cli.js', import.meta.url));
    const child = spawn(process.execPath, [cli, 'audit', 'verify', '--workspace', workspace.slug], {
      env: {
        ...{ PATH: process.env.PATH, NODE_ENV: 'test', NODE_NO_WARNINGS: '1', SINERGI_KEY: TEST_KEY },
        ...{ DATABASE_URL: restored?.loginUrl, SINERGI_DATA: data },
      },
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    let output = '';
    child.stdout.on('data', (chunk) => (output += String(chunk)));
    const code = await new Promise<number | null>((resolve) => child.once('close', resolve));
    return { code, reports: JSON.parse(output) as { workspaceId: string; events: number; problems: object[] }[] };
  }
});

interface Site {
  test: TestApplication;
  desk: ImportDesk;
  data: string;
  close(): Promise<void>;
}

/** The product without web, over a database and a folder. */
async function openSite(over: OwnCluster, data: string): Promise<Site> {
  const options = { ...testOptions(over.loginUrl, data), process: 'cli' as const };
  const app = await NestFactory.createApplicationContext(AppModule.forProcess(options), { logger: false });
  const advance: TestApplication['advance'] = (workspaceId, id) =>
    app.get(AdvanceImport, { strict: false }).run(workspaceId, id, new AbortController().signal);
  const test = { app, advance, db: over.db, data } as unknown as TestApplication;
  const close = async () => {
    await app.close();
    rmSync(data, { recursive: true, force: true });
  };
  return { test, desk: new ImportDesk(test, workspace), data, close };
}

/** I1 to I8; for the last of them the product is started as a whole. */
async function broken(over: OwnCluster | null): Promise<string[]> {
  if (!over) throw new Error('nothing took over');
  const { test, data } = site;
  const port = await freePort();
  const origin = `http://127.0.0.1:${port}`;
  const machine = new Machine(() => origin, await anApiKey(over.db, workspace, 'admin'));
  const at = { databaseUrl: over.loginUrl, data, port };
  const web = await ProductProcess.start('main', at);
  try {
    const service = () => brokenServiceOf({ ...test, origin }, machine, { web });
    return await brokenInvariants({ db: over.db, data, service });
  } finally {
    await web.kill();
  }
}

/** A person who gets an error page reloads: at most once for each connection that died. */
async function again<T>(act: () => Promise<T>): Promise<T> {
  for (let left = 5; ; left--) {
    try {
      return await act();
    } catch (error) {
      if (left === 0) throw error;
    }
  }
}

async function until(look: () => Promise<unknown[]>): Promise<void> {
  for (const end = Date.now() + 120_000; Date.now() < end; await sleep(50)) if ((await look()).length > 0) return;
  throw new Error('never seen');
}
