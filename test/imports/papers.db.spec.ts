import { buffer } from 'node:stream/consumers';
import ExcelJS from 'exceljs';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { MakePaper, PaperJobs, PaperMakers, Papers, type Import, type PaperMaker } from '../../src/imports/index.js';
import { SweepFiles } from '../../src/imports/sweep-files.js';
import type { Storage } from '../../src/platform/storage/index.js';
import { STORAGE } from '../../src/platform/tokens.js';
import { withReference } from '../reference/loaded-reference.js';
import { actsOf } from '../support/audit-trail.js';
import { startTestApplication, type TestApplication } from '../support/application.js';
import { aWorkspace } from '../support/builders.js';
import { ImportDesk } from './import-desk.js';
import { csv, lineOf, people } from './roster-files.js';

const ROWS = 3_100;

// One large file for all of them: reading it takes longer than any of the tests.
describe('papers that are made by a job', { timeout: 120_000 }, () => {
  let test: TestApplication;
  let desk: ImportDesk;
  let file: Import;
  const never = new AbortController().signal;
  const of = <T>(type: abstract new (...given: never[]) => T): T => test.app.get<T>(type as never, { strict: false });
  const storage = () => test.app.get<Storage>(STORAGE, { strict: false });

  beforeAll(async () => {
    test = await startTestApplication();
    await withReference(test.db);
    desk = new ImportDesk(test, await aWorkspace(test.db));
    const lines = people(ROWS, 3).map(lineOf);
    file = await desk.upload(csv(lines.map((line) => ({ ...line, NIK: line.NIK.slice(0, 15) }))));
    expect(file.needsWork()).toBe(ROWS);
  });
  afterAll(() => test?.close());

  const standing = () => desk.asApp(() => of(Papers).standing(desk.actor, file, 'corrections'));
  const prepare = () => desk.asApp(() => of(Papers).prepare(desk.actor, file, 'corrections'));
  const paperRow = async () => {
    const [row] = await test.db.admin<{ id: string; state: string; storage_key: string | null; attempts: number }>(
      'select id, state, storage_key, attempts from app.prepared_papers where import_id = $1',
      [file.id],
    );
    if (!row) throw new Error('nobody asked for the paper');
    return row;
  };
  const make = async () => of(MakePaper).run(desk.workspace.id, (await paperRow()).id, never);
  const jobs = async () => {
    const [row] = await test.db.admin<{ n: number }>(
      `select count(*)::int as n from jobs.job where name = 'papers.make'`,
    );
    return row?.n ?? 0;
  };
  /** A maker in place of the real one, put back afterwards. */
  const withMaker = async (changes: Partial<PaperMaker>, work: () => Promise<void>) => {
    const real = of(PaperMakers).of('corrections');
    of(PaperMakers).register(Object.assign(Object.create(real) as PaperMaker, changes));
    await work().finally(() => of(PaperMakers).register(real));
  };

  it('are asked for once, however often somebody asks', async () => {
    expect(await standing()).toMatchObject({ rows: ROWS, atOnce: false, paper: null, failed: false });
    await prepare();
    await prepare();
    expect((await standing()).paper?.state).toBe('waiting');
    expect(await jobs()).toBe(1);
    expect((await actsOf(test.db, desk.workspace.id)).filter((act) => act === 'imports.paper-requested')).toHaveLength(
      1,
    );
  });

  it('hold what the workbook at once would hold, and are kept for a day', async () => {
    await make();
    const { paper } = await standing();
    expect(paper).toMatchObject({ state: 'ready', rows: ROWS, requestedLabel: 'clerk@uji.test' });
    expect((paper?.expiresAt?.getTime() ?? 0) - Date.now()).toBeGreaterThan(23.9 * 3_600_000);
    const bytes = await buffer(await storage().get(paper?.storageKey ?? ''));
    expect(bytes.length).toBe(paper?.fileSize);
    const book = new ExcelJS.Workbook();
    await book.xlsx.load(bytes as never);
    expect(book.worksheets[0]?.rowCount).toBe(ROWS + 1);
  });

  it('are not made twice, and not again while they serve', async () => {
    const before = await paperRow();
    await make();
    await prepare();
    expect(await paperRow()).toEqual(before);
  });

  it('stay while they are kept, and go with their file when they have expired', async () => {
    const { storage_key: key } = await paperRow();
    expect(await of(SweepFiles).sweep(0)).toBe(0);
    await test.db.admin(
      `update app.prepared_papers set expires_at = now() - interval '1 second' where import_id = $1`,
      [file.id],
    );
    expect((await standing()).paper).toBeNull();
    expect(await of(SweepFiles).sweep(0)).toBe(1);
    await expect(storage().get(key ?? '')).rejects.toThrow();
    await expect(paperRow()).rejects.toThrow('nobody asked');
  });

  it('do not serve once the file was checked anew', async () => {
    await prepare();
    await make();
    expect((await standing()).paper?.state).toBe('ready');
    file.rosterVersion = (file.rosterVersion ?? 0) + 1;
    expect((await standing()).paper).toBeNull();
  });

  it('asked for anew while an older one is being made: the older one is thrown away', async () => {
    const kept = async () => {
      let files = 0;
      for await (const { key } of storage().olderThan(0)) files += key.includes('/exports/') ? 1 : 0;
      return files;
    };
    const before = await kept();
    await prepare();
    const real = of(PaperMakers).of('corrections');
    const askedMeanwhile: PaperMaker['write'] = async (...given) => {
      await test.db.admin(`update app.prepared_papers set state = 'waiting', lease_token = null, lease_until = null`);
      return real.write(...given);
    };
    await withMaker({ write: askedMeanwhile }, make);
    expect([(await paperRow()).state, await kept()]).toEqual(['waiting', before]);
    await make();
    expect([(await paperRow()).state, await kept()]).toEqual(['ready', before + 1]);
  });

  it('of a process that died are put into the queue again', async () => {
    file.rosterVersion = (file.rosterVersion ?? 0) + 1;
    await prepare();
    await test.db.admin(
      `update app.prepared_papers set state = 'making', lease_token = gen_random_uuid(), lease_until = clock_timestamp() + interval '1 minute'`,
    );
    const before = await jobs();
    await of(PaperJobs).recover();
    expect(await jobs()).toBe(before);
    await test.db.admin(`update app.prepared_papers set lease_until = clock_timestamp() - interval '1 second'`);
    await of(PaperJobs).recover();
    expect(await jobs()).toBe(before + 1);
    await make();
    expect((await paperRow()).state).toBe('ready');
  });

  it('are given up after three failures, and can be asked for again', async () => {
    file.rosterVersion = (file.rosterVersion ?? 0) + 1;
    await prepare();
    const broken = { write: () => Promise.reject(new Error('broken on purpose')) };
    await withMaker(broken, async () => {
      await expect(make()).rejects.toThrow('broken on purpose');
      await expect(make()).rejects.toThrow('broken on purpose');
      expect((await paperRow()).state).toBe('waiting');
      await make();
    });
    expect(await standing()).toMatchObject({ failed: true, paper: null });
    await prepare();
    await make();
    expect(await standing()).toMatchObject({ failed: false, paper: { state: 'ready' } });
  });

  it('that a stopping worker leaves are taken up by the next', async () => {
    file.rosterVersion = (file.rosterVersion ?? 0) + 1;
    await prepare();
    const before = await jobs();
    await of(MakePaper).run(desk.workspace.id, (await paperRow()).id, AbortSignal.abort(new Error('stopping')));
    expect([(await paperRow()).state, await jobs()]).toEqual(['waiting', before + 1]);
    await make();
    expect((await paperRow()).state).toBe('ready');
  });
});
