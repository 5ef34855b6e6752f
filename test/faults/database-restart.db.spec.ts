import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { NestFactory } from '@nestjs/core';
import pg from 'pg';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { AppModule } from '../../src/app.module.js';
import { ChainCheck } from '../../src/audit/index.js';
import type { Import } from '../../src/imports/index.js';
import { ImportDesk } from '../imports/import-desk.js';
import { csv, lineOf, people } from '../imports/roster-files.js';
import { withReference } from '../reference/loaded-reference.js';
import { testOptions, type TestApplication } from '../support/application.js';
import { aWorkspace } from '../support/builders.js';
import type { TestDatabase } from '../support/database.js';
import { brokenInvariants } from './invariants.js';
import { OwnCluster } from './own-cluster.js';

const ROWS = 2_000;
/** On the roster already; the file brings them another telephone number, which is sealed. */
const KNOWN = 200;

describe('a database that crashes between rehearsal and application', { timeout: 60_000 }, () => {
  const data = mkdtempSync(join(tmpdir(), 'sinergi-data-'));
  let cluster: OwnCluster;
  let test: TestApplication;
  let desk: ImportDesk;
  let ready: Import;

  beforeAll(async () => {
    cluster = await OwnCluster.start();
    const db = { admin: query, adminUrl: cluster.adminUrl } as unknown as TestDatabase;
    await withReference(db);
    const options = testOptions(cluster.loginUrl, data);
    const app = await NestFactory.createApplicationContext(AppModule.forProcess(options), { logger: false });
    test = { app, db, data } as unknown as TestApplication;
    desk = new ImportDesk(test, await aWorkspace(db));
    const lines = people(ROWS).map(lineOf);
    await desk.apply(csv(lines.slice(0, KNOWN)));
    ready = await desk.upload(
      csv(lines.map((line, i) => (i < KNOWN ? { ...line, 'No HP': `0812555${1000 + i}` } : line))),
    );
  });
  afterAll(async () => {
    await test?.app.close();
    await cluster?.close();
    rmSync(data, { recursive: true, force: true });
  });

  it('keeps the rehearsal, and loses the staged rows', async () => {
    expect([ready.state, ready.updated]).toEqual(['ready', KNOWN]);
    const table = `staging.i_${ready.id.replaceAll('-', '')}`;
    expect(await query(`select count(*)::int as n from ${table}`)).toEqual([{ n: ROWS }]);
    await cluster.crash();
    expect(await query(`select count(*)::int as n from ${table}`)).toEqual([{ n: 0 }]);
    expect(await brokenInvariants(test)).toEqual([]);
  });

  it('applies what it promised, with the same process and its old connections', async () => {
    const applied = await again(() => desk.confirm(ready.id));
    expect([applied.state, applied.counts()]).toEqual(['applied', ready.counts()]);
    expect(await query('select count(*)::int as n from app.workers')).toEqual([{ n: KNOWN + (ready.created ?? 0) }]);
    const kept = `select from app.workers w join app.worker_versions v on v.worker_id = w.id and v.sealed_before = w.sealed`;
    expect(await query(kept), 'changes of sealed fields are made').toEqual([]);
    expect(await brokenInvariants(test)).toEqual([]);
  });

  it('keeps the chain of the audit trail', async () => {
    const report = await test.app.get(ChainCheck, { strict: false }).verifyChain(desk.workspace.id);
    expect([report.events, report.problems]).toEqual([6, []]);
  });

  /** One statement as superuser on a connection of its own: those from before the crash are gone. */
  async function query<R extends pg.QueryResultRow>(sql: string, params: unknown[] = []): Promise<R[]> {
    const client = new pg.Client({ connectionString: cluster.adminUrl });
    await client.connect();
    try {
      return (await client.query<R>(sql, params)).rows;
    } finally {
      await client.end();
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
});
