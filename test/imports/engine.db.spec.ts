import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { Import } from '../../src/imports/index.js';
import { withReference } from '../reference/loaded-reference.js';
import { startTestApplication, type TestApplication } from '../support/application.js';
import { aWorkspace, testKeyring } from '../support/builders.js';
import { ImportDesk } from './import-desk.js';
import { csv, lineOf, people, type RosterLine } from './roster-files.js';

// Each upload starts two caged processes.
describe('a roster file on its way into the roster', { timeout: 120_000 }, () => {
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

  const one = async <R extends object>(sql: string, ...params: unknown[]) =>
    (await test.db.admin<R & Record<string, unknown>>(sql, [desk.workspace.id, ...params]))[0];
  const onRoster = async () =>
    (await one<{ n: number }>('select count(*)::int as n from app.workers where workspace_id = $1 and left_on is null'))
      ?.n;
  const inCells = async () =>
    (
      await one<{ n: number }>(
        'select coalesce(sum(workers), 0)::int as n from app.coverage_cells where workspace_id = $1',
      )
    )?.n;
  /** Counts of the ledger, made here from the rows and not by the product. */
  const recounted = async (file: Import) => {
    const tally: Record<string, number> = counts({});
    for (const { outcome } of await desk.rows(file)) {
      tally[outcome] = (tally[outcome] ?? 0) + 1;
      tally.rows = (tally.rows ?? 0) + 1;
    }
    return tally;
  };
  const expectState = (file: Import, state: string) =>
    expect([file.state, file.failure, file.questions]).toEqual([state, null, []]);

  it('takes a tidy file in: nothing before the yes, everything after it', async () => {
    const ready = await desk.upload(csv(people(40).map(lineOf)));
    expectState(ready, 'ready');
    expect(ready.counts()).toEqual(counts({ rows: 40, created: 40 }));
    expect([await onRoster(), await inCells()]).toEqual([0, 0]);
    const applied = await desk.confirm(ready.id);
    expectState(applied, 'applied');
    expect(applied.counts()).toEqual(ready.counts());
    expect(await recounted(applied)).toEqual(applied.counts());
    expect([await onRoster(), await inCells()]).toEqual([40, 40]);
  });

  it('gives every row of a messy file exactly one outcome and its cause', async () => {
    const [a, b, c, d, e, f, g] = people(7, 3).map(lineOf) as [
      RosterLine,
      RosterLine,
      RosterLine,
      RosterLine,
      RosterLine,
      RosterLine,
      RosterLine,
    ];
    const lines = [
      { ...a, NIK: `'${a.NIK.replace(/(\d{4})(?=\d)/g, '$1 ')}`, Upah: 'Rp 2.750.000,00' },
      { ...b, NIK: b.NIK.slice(1) },
      { ...c, 'Jenis Kelamin': c['Jenis Kelamin'] === 'L' ? 'P' : 'L' },
      { ...d, 'Kab/Kota': 'Atlantis', Upah: 'banyak' },
      { ...e, 'Tanggal Lahir': '31/02/1980' },
      f,
      f,
      { ...f, 'No HP': '081299999999' },
      { ...g, 'Nama Lengkap': '' },
    ];
    const text = `DAFTAR PEKERJA KECAMATAN CONTOH\n\n${csv(lines)}\nJUMLAH,9\n`;
    const file = await desk.upload(text);
    expectState(file, 'ready');
    expect(
      (await desk.rows(file)).map(({ row, outcome, causes, otherRow }) => [row, outcome, causes, otherRow]),
    ).toEqual([
      [1, 'created', [], null],
      [2, 'rejected', ['nik.length'], null],
      [3, 'held', ['nik.sex_mismatch'], null],
      [4, 'held', expect.arrayContaining(['region.unknown', 'wage.unreadable']), null],
      [5, 'rejected', ['birth_date.unreadable'], null],
      [6, 'created', [], null],
      [7, 'duplicate', ['duplicate.in_file'], 6],
      [8, 'held', ['duplicate.conflicting'], 6],
      [9, 'rejected', ['name.missing'], null],
    ]);
    expect(file.counts()).toEqual(counts({ rows: 9, created: 2, duplicate: 1, held: 3, rejected: 3 }));
    // One blank line below the title, one above the totals.
    expect(file.passedOver).toEqual({ blank: 2, title: 1, totals: 1 });
    expect(file.repairs).toMatchObject({ 'nik.separators': 1 });
    const { causes } = await desk.receipt(file);
    for (const { code, count } of causes)
      expect([code, count]).toEqual([code, (await desk.rows(file)).filter((row) => row.causes.includes(code)).length]);
  });

  it('updates what a second file says and keeps what it leaves out', async () => {
    const all = people(30, 5).map(lineOf);
    await desk.apply(csv(all));
    const second = all.map((line, i) => (i < 4 ? { ...line, Upah: '7123456' } : line));
    const partial = ['NIK', 'Nama Lengkap', 'Tanggal Lahir', 'Jenis Kelamin', 'Upah'] as const;
    const ready = await desk.upload(csv(second, partial));
    expect(ready.counts()).toEqual(counts({ rows: 30, updated: 4, unchanged: 26 }));
    expect(ready.changedFields).toEqual({ wage: 4 });
    await desk.confirm(ready.id);
    const kept = await one<{ phones: number; wages: number; regions: number }>(
      `select count(*) filter (where phone_mark is not null)::int as phones, count(*) filter (where wage = 7123456)::int as wages,
         count(*) filter (where region <> '')::int as regions from app.workers where workspace_id = $1`,
    );
    expect(kept).toEqual({ phones: 30, wages: 4, regions: 30 });
    expect((await desk.upload(csv(second))).counts()).toEqual(counts({ rows: 30, unchanged: 30 }));
  });

  it.each(['as it is marked', 'stored before there were marks'])(
    'keeps what is sealed beside a field that a file changes: %s',
    async (stored) => {
      const all = people(6, 17);
      const withAddress = csv(all.map(lineOf))
        .trimEnd()
        .split('\n')
        .map((line, i) => `${line},${i === 0 ? 'Alamat' : `Jl. Contoh ${i}`}`);
      await desk.apply(`${withAddress.join('\n')}\n`);
      const otherPhones = csv(all.map((person, i) => ({ ...lineOf(person), 'No HP': `0812555000${i}` })));
      if (stored !== 'as it is marked')
        await test.db.admin(
          'update app.workers set phone_mark = 0, email_mark = 0, address_mark = 0, mother_mark = 0 where workspace_id = $1',
          [desk.workspace.id],
        );
      const ready = await desk.upload(otherPhones);
      expect(ready.counts()).toEqual(counts({ rows: 6, updated: 6 }));
      expect(ready.changedFields).toEqual({ phone: 6 });
      await desk.confirm(ready.id);
      const rows = await test.db.admin<{ sealed: Buffer; nik_index: Buffer }>(
        'select sealed, nik_index from app.workers where workspace_id = $1 order by created_row',
        [desk.workspace.id],
      );
      const keys = await desk.asApp(() => testKeyring().workspaceKeys(desk.workspace.id));
      expect(rows.map(({ sealed, nik_index }) => keys.openFields(sealed, nik_index))).toEqual(
        all.map(({ nik }, i) => ({
          ...{ nik, phone: `+62812555000${i}`, email: null, address: `Jl. Contoh ${i + 1}`, motherName: null },
        })),
      );
      expect((await desk.upload(`${otherPhones}\n`)).counts()).toEqual(counts({ rows: 6, unchanged: 6 }));
    },
  );

  it('answers the same file with its first import, and takes it anew once that one is discarded', async () => {
    const text = csv(people(3, 8).map(lineOf));
    const first = await desk.upload(text);
    expect((await desk.upload(text)).id).toBe(first.id);
    expect((await desk.discard(first.id)).state).toBe('discarded');
    const again = await desk.upload(text);
    expect(again.id).not.toBe(first.id);
    expectState(again, 'ready');
    expect(await onRoster()).toBe(0);
  });

  it('records leavers of a complete list only when a person says that they left', async () => {
    const all = people(40, 13).map(lineOf);
    await desk.apply(csv(all));
    const ready = await desk.upload(csv(all.slice(0, 30)), { mode: 'snapshot' });
    expect([ready.leavers, ready.counts()?.unchanged]).toEqual([10, 30]);
    await expect(desk.confirm(ready.id)).rejects.toMatchObject({ code: 'imports.leavers-unusual' });
    const applied = await desk.confirm(ready.id, { acceptLeavers: true });
    expect([applied.state, await onRoster(), await inCells()]).toEqual(['applied', 30, 30]);
    const back = await desk.apply(csv(all.slice(28, 33)));
    expect(back.counts()).toEqual(counts({ rows: 5, updated: 3, unchanged: 2 }));
    expect([await onRoster(), await inCells()]).toEqual([33, 33]);
  });

  it('holds a row whose NIK belongs to somebody with another name, with its cells', async () => {
    const [person] = people(1, 17).map(lineOf);
    if (!person) throw new Error('nobody');
    await desk.apply(csv([person]));
    const file = await desk.upload(csv([{ ...person, 'Nama Lengkap': 'ZULKIFLI RANGKUTI' }]));
    const [row] = await desk.rows(file);
    expect(row).toMatchObject({ outcome: 'held', causes: ['worker.other_person'] });
    expect(row?.cells?.slice(0, 3)).toEqual([person.NIK, 'ZULKIFLI RANGKUTI', person['Tanggal Lahir']]);
  });

  it('keeps outcomes that do not add up out of the database', async () => {
    const file = await desk.upload(csv(people(2, 19).map(lineOf)));
    const wrong = test.db.admin('update app.imports set created = created + 1 where id = $1', [file.id]);
    await expect(wrong).rejects.toMatchObject({ constraint: 'every_row_has_one_outcome' });
  });
});

function counts(given: Partial<Record<string, number>>) {
  return { rows: 0, created: 0, updated: 0, unchanged: 0, duplicate: 0, held: 0, rejected: 0, ...given };
}
