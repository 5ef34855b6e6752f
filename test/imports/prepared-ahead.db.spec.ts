import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { Import } from '../../src/imports/index.js';
import { DecideRows } from '../../src/rosters/held/decide-rows.js';
import { brokenInvariants } from '../faults/invariants.js';
import { withReference } from '../reference/loaded-reference.js';
import { startTestApplication, type TestApplication } from '../support/application.js';
import { aWorkspace } from '../support/builders.js';
import { ImportDesk } from './import-desk.js';
import { csv, lineOf, people } from './roster-files.js';

// Each upload starts two caged processes.
describe('a first roster that is prepared beside its rehearsal', { timeout: 120_000 }, () => {
  let test: TestApplication;
  let desk: ImportDesk;

  beforeAll(async () => {
    test = await startTestApplication();
    await withReference(test.db);
  });
  afterAll(() => test?.close());
  beforeEach(async () => {
    desk = new ImportDesk(test, await aWorkspace(test.db));
  });

  const oidOf = async (table: string) =>
    (await test.db.admin<{ oid: number | null }>('select to_regclass($1)::oid::int as oid', [table]))[0]?.oid ?? null;
  const draftOf = (file: Import) => oidOf(`staging.w_${file.id.replaceAll('-', '')}`);
  const partition = () => oidOf(`app.workers_${desk.workspace.id.replaceAll('-', '')}_rows`);
  const onRoster = async () =>
    (
      await test.db.admin<{ name: string }>(
        'select name from app.workers where workspace_id = $1 order by created_row',
        [desk.workspace.id],
      )
    ).map(({ name }) => name);

  it('is what confirming hangs in', async () => {
    const ready = await desk.upload(csv(people(9, 61).map(lineOf)));
    const draft = await draftOf(ready);
    expect(draft).not.toBeNull();
    expect(await onRoster()).toEqual([]);
    expect((await desk.confirm(ready.id)).state).toBe('applied');
    expect(await partition()).toBe(draft);
    expect(await onRoster()).toHaveLength(9);
    expect(await brokenInvariants(test)).toEqual([]);
  });

  it('is made anew when a person decided about a held row', async () => {
    const [first, second, third] = people(3, 62).map(lineOf);
    const otherSex = { ...second!, 'Jenis Kelamin': second!['Jenis Kelamin'] === 'L' ? 'P' : 'L' };
    const ready = await desk.upload(csv([first!, otherSex, third!]));
    const draft = await draftOf(ready);
    const deciding = test.app.get(DecideRows, { strict: false });
    await desk.asApp(() => deciding.cause(desk.actor, ready.id, 'nik.sex_mismatch', 'file'));
    expect((await desk.advance(ready.id)).counts()).toMatchObject({ created: 3, held: 0 });
    expect((await desk.confirm(ready.id)).state).toBe('applied');
    expect(await partition()).not.toBe(draft);
    expect(await onRoster()).toHaveLength(3);
    expect(await brokenInvariants(test)).toEqual([]);
  });

  it('is not begun for people beyond what the workspace may add', async () => {
    await test.db.admin(
      `insert into app.nik_allowances (workspace_id, size, per_day, valid_from, reason, granted_label)
       values ($1, 2, 0, '2020-01-01', 'test', 'test')`,
      [desk.workspace.id],
    );
    const ready = await desk.upload(csv(people(5, 64).map(lineOf)));
    expect([ready.state, await draftOf(ready)]).toEqual(['ready', null]);
    expect(await test.db.admin('select from registry.lookups where workspace_id = $1', [desk.workspace.id])).toEqual(
      [],
    );
  });

  it('gives way when another first file was faster', async () => {
    const all = people(8, 65).map(lineOf);
    const slow = await desk.upload(csv(all.slice(0, 4)));
    const fast = await desk.upload(csv(all.slice(4)));
    expect(await draftOf(slow)).not.toBe(await draftOf(fast));
    expect((await desk.confirm(fast.id)).state).toBe('applied');
    expect((await desk.confirm(slow.id)).state).toBe('applied');
    expect(await onRoster()).toHaveLength(8);
    expect(await brokenInvariants(test)).toEqual([]);
  });

  it('goes with a file that is discarded', async () => {
    const ready = await desk.upload(csv(people(4, 66).map(lineOf)));
    await desk.discard(ready.id);
    const left = await test.db.admin(
      `select from pg_tables where schemaname = 'staging' and tablename like '%' || $1`,
      [ready.id.replaceAll('-', '')],
    );
    expect(left).toEqual([]);
  });

  it('asks a newer extract again', async () => {
    const ready = await desk.upload(csv(people(4, 67).map(lineOf)));
    const draft = await draftOf(ready);
    await test.db.admin('update registry.keyring set version = version + 1');
    expect((await desk.confirm(ready.id)).state).toBe('applied');
    expect(await partition()).not.toBe(draft);
    expect(await brokenInvariants(test)).toEqual([]);
  });
});
