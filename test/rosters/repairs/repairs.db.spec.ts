import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { Import } from '../../../src/imports/index.js';
import { DecideRows } from '../../../src/rosters/held/decide-rows.js';
import { ImportRepairs } from '../../../src/rosters/repairs/import-repairs.js';
import { RememberedRepairs } from '../../../src/rosters/repairs/remembered-repairs.js';
import { RepairImport } from '../../../src/rosters/repairs/repair-import.js';
import type { AskedRepair } from '../../../src/rosters/repairs/repair-plan.rules.js';
import { brokenInvariants } from '../../faults/invariants.js';
import { ImportDesk } from '../../imports/import-desk.js';
import { withReference } from '../../reference/loaded-reference.js';
import { startTestApplication, type TestApplication } from '../../support/application.js';
import { actsOf } from '../../support/audit-trail.js';
import { aWorkspace } from '../../support/builders.js';
import { monthFirst, wrongFile } from './repair-file.js';

const KULAKAN: AskedRepair = { cause: 'sector.unknown', text: 'kulakan', to: 'G' };
const LOST_ZERO: AskedRepair = { cause: 'phone.unreadable', pattern: 'phone.lost_zero' };

// Each upload and each repair starts a caged process.
describe('repairs by cause', { timeout: 180_000 }, () => {
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

  const repairing = () => test.app.get(RepairImport, { strict: false });
  const preview = (file: Import, ...asked: AskedRepair[]) => desk.asApp(() => repairing().preview(file, asked));
  const give = async (file: Import, asked: AskedRepair[], remember = false) => {
    await desk.asApp(() => repairing().give(desk.actor, file.id, asked, remember));
    return desk.advance(file.id);
  };
  const given = (file: Import) => desk.asApp(() => test.app.get(ImportRepairs, { strict: false }).of(file));
  const remembered = () => desk.asApp(() => test.app.get(RememberedRepairs, { strict: false }).list(desk.workspace.id));
  const causeCounts = async (file: Import) =>
    Object.fromEntries((await desk.receipt(file)).causes.map(({ code, count }) => [code, count]));
  const values = (column: string) =>
    test.db.admin<{ value: string; n: number }>(
      `select ${column} as value, count(*)::int as n from app.workers where workspace_id = $1 group by 1 order by 1`,
      [desk.workspace.id],
    );
  /** 30 people: 12 say `kulakan` in two ways, two of them with a phone number that is none; 6 lost the zero of theirs. */
  const messy = (seed: number) =>
    wrongFile(30, seed, (i) => ({
      ...(i < 12 ? { Sektor: i % 2 ? 'Kulakan' : ' KULAKAN.' } : {}),
      ...(i < 2 ? { 'No HP': 'rusak sekali' } : {}),
      ...(i >= 12 && i < 18 ? { 'No HP': `21555123${i - 12}` } : {}),
    }));

  it('says before what it does after, and what it does adds up', async () => {
    const before = await desk.upload(messy(1));
    expect(before.counts()).toMatchObject({ rows: 30, created: 12, held: 18 });
    expect(await causeCounts(before)).toEqual({ 'sector.unknown': 12, 'phone.unreadable': 8 });
    const plan = await preview(before, KULAKAN, LOST_ZERO);
    expect(plan).toMatchObject({ rows: 18, frees: 16 });

    const after = await give(before, [KULAKAN, LOST_ZERO]);
    expect([after.state, after.counts()]).toEqual([
      'ready',
      { ...before.counts(), created: 12 + plan.frees, held: 18 - plan.frees },
    ]);
    expect(await causeCounts(after)).toEqual({ 'phone.unreadable': 2 });
    expect(await brokenInvariants(test)).toEqual([]);
    const used = await given(after);
    expect(used.map(({ text, pattern, to, cells }) => [text ?? pattern, to, cells]).sort()).toEqual([
      ['KULAKAN.', 'G', 12],
      ['phone.lost_zero', '', 6],
    ]);
    expect((await desk.receipt(after)).repairs).toMatchObject({ 'given.sector': 12, 'given.phone': 6 });

    const applied = await desk.confirm(after.id);
    expect([applied.state, applied.counts()]).toEqual(['applied', after.counts()]);
    expect(await values('sector')).toEqual([
      { value: 'A', n: 18 },
      { value: 'G', n: 10 },
    ]);
    expect(await brokenInvariants(test)).toEqual([]);
    await expect(give(applied, [KULAKAN])).rejects.toMatchObject({ code: 'imports.not-possible-now' });
  });

  it('is taken back before the confirmation, and then the file is as it was', async () => {
    const before = await desk.upload(messy(2));
    const after = await give(before, [KULAKAN]);
    expect(after.counts()).not.toEqual(before.counts());
    const [repair] = await given(after);
    await desk.asApp(() => repairing().takeBack(desk.actor, after.id, repair!.id));
    const back = await desk.advance(after.id);
    expect([back.counts(), await causeCounts(back)]).toEqual([before.counts(), await causeCounts(before)]);
    expect(await given(back)).toMatchObject([{ takenBackBy: desk.actor.label, cells: 0 }]);
    const again = await give(back, [KULAKAN]);
    expect(again.counts()).toEqual(after.counts());
  });

  it('is remembered for the next files of this workspace and of no other', async () => {
    const first = await give(await desk.upload(messy(3)), [KULAKAN, LOST_ZERO], true);
    await desk.confirm(first.id);
    const second = await desk.upload(messy(4));
    expect(second.counts()).toMatchObject({ rows: 30, created: 28, held: 2 });
    const used = (await given(second)).filter(({ source }) => source === 'memory');
    expect(used.map(({ cells }) => cells).sort()).toEqual([12, 6]);
    await desk.confirm(second.id);
    expect((await remembered()).map(({ files, cells }) => [files, cells])).toEqual(
      [
        [2, 12],
        [2, 24],
      ].sort(),
    );

    const stranger = new ImportDesk(test, await aWorkspace(test.db));
    expect((await stranger.upload(messy(4))).counts()).toMatchObject({ created: 12, held: 18 });
    expect(await brokenInvariants(test)).toEqual([]);
  });

  it('is not used where somebody took the memory back, and not at all once it is forgotten', async () => {
    await give(await desk.upload(messy(5)), [KULAKAN], true);
    const second = await desk.upload(messy(6));
    const [memory] = await given(second);
    await desk.asApp(() => repairing().takeBack(desk.actor, second.id, memory!.id));
    const without = await desk.advance(second.id);
    expect(await causeCounts(without)).toMatchObject({ 'sector.unknown': 12 });
    const another = await give(without, [{ ...KULAKAN, to: 'I' }]);
    expect(another.held).toBe(second.held);
    await desk.confirm(another.id);
    expect(await values('sector')).toContainEqual({ value: 'I', n: 10 });
    expect(await desk.upload(messy(7)).then(causeCounts)).not.toHaveProperty('sector.unknown');

    const [kept] = await remembered();
    const memories = test.app.get(RememberedRepairs, { strict: false });
    await desk.asApp(() => memories.forget(desk.workspace.id, kept!.id));
    expect(await desk.upload(messy(8)).then(causeCounts)).toHaveProperty('sector.unknown', 12);
    const acts = await actsOf(test.db, desk.workspace.id);
    for (const act of ['given', 'remembered', 'taken-back', 'forgotten']) expect(acts).toContain(`repairs.${act}`);
  });

  it('reads American birth dates where the NIK agrees, and jobs that are only warned about', async () => {
    const file = await desk.upload(
      wrongFile(20, 9, (i, line) => ({
        'Tanggal Lahir': monthFirst(line['Tanggal Lahir']),
        ...(i < 7 ? { Pekerjaan: 'tukang ojek pangkalan' } : {}),
      })),
    );
    const wrong = await desk.asApp(() => repairing().wrongCells(file));
    expect(wrong.find(({ cause }) => cause === 'occupation.unknown')?.values).toMatchObject([{ rows: 7, frees: 0 }]);
    const dates = wrong.filter(({ field }) => field === 'birth_date');
    const asked = dates.map(({ cause }) => ({ cause, pattern: 'birth_date.month_first' }));
    const occupation = { cause: 'occupation.unknown', text: 'Tukang Ojek Pangkalan', to: 'Pengemudi ojek' };
    const repaired = await give(file, [...asked, ...(await knownOccupation(occupation))]);
    expect(repaired.counts()).toMatchObject({ rows: 20, created: 20 });
  });

  /** The name of any occupation that the reference data know. */
  const knownOccupation = async (asked: AskedRepair): Promise<AskedRepair[]> => {
    const [job] = await test.db.admin<{ name: string }>('select name_id as name from reference.occupations limit 1');
    return [{ ...asked, to: job?.name ?? '' }];
  };

  it('goes together with what people decided about held rows', async () => {
    const file = await desk.upload(
      wrongFile(20, 11, (i, line) => ({
        ...(i < 6 ? { Sektor: 'kulakan' } : {}),
        ...(i >= 4 && i < 9 ? { 'Jenis Kelamin': line['Jenis Kelamin'] === 'L' ? 'P' : 'L' } : {}),
      })),
    );
    expect(file.counts()).toMatchObject({ created: 11, held: 9 });
    const decide = test.app.get(DecideRows, { strict: false });
    await desk.asApp(() => decide.cause(desk.actor, file.id, 'nik.sex_mismatch', 'file'));
    expect((await desk.advance(file.id)).counts()).toMatchObject({ created: 14, held: 6 });
    const repaired = await give(await desk.get(file.id), [KULAKAN]);
    // Two rows had both: only the words of their sector were repaired, and nobody was asked about the rest yet.
    expect(repaired.counts()).toMatchObject({ rows: 20, created: 18, held: 2 });
    expect(await brokenInvariants(test)).toEqual([]);
    const [repair] = await given(repaired);
    await desk.asApp(() => repairing().takeBack(desk.actor, repaired.id, repair!.id));
    expect((await desk.advance(repaired.id)).counts()).toMatchObject({ created: 14, held: 6 });
  });

  it('does not bring back what a person left out, nor change whom a person kept', async () => {
    const known = (await desk.apply(wrongFile(3, 12, () => ({})))).counts();
    expect(known).toMatchObject({ created: 3 });
    // Three who are known with another wage, then seventeen new people.
    const file = await desk.upload(
      wrongFile(20, 12, (i) => ({ ...(i < 3 ? { Upah: '9900000' } : {}), ...(i < 6 ? { Sektor: 'kulakan' } : {}) })),
    );
    expect(file.counts()).toMatchObject({ rows: 20, created: 14, held: 6 });
    const decide = test.app.get(DecideRows, { strict: false });
    await desk.asApp(() =>
      decide.rows(desk.actor, file.id, [
        { row: 1, choice: 'skip' },
        { row: 2, choice: 'stored' },
        { row: 4, choice: 'skip' },
      ]),
    );
    const decided = await desk.advance(file.id);
    expect(decided.counts()).toMatchObject({ created: 14, unchanged: 1, held: 3, rejected: 2 });

    const repaired = await give(decided, [KULAKAN]);
    expect(repaired.counts()).toMatchObject({ rows: 20, created: 16, updated: 1, unchanged: 1, held: 0, rejected: 2 });
    const rows = await desk.rows(repaired);
    expect([rows[0], rows[1], rows[3]].map((row) => [row?.outcome, row?.causes])).toEqual([
      ['rejected', ['row.skipped']],
      ['unchanged', ['row.kept_stored']],
      ['rejected', ['row.skipped']],
    ]);
    expect([rows[0]?.cells?.[1], rows[3]?.workerId]).toEqual([expect.stringMatching(/\w/), null]);
    expect(await brokenInvariants(test)).toEqual([]);

    await desk.asApp(() => decide.withdraw(repaired.id, { rows: [1] }));
    const back = await desk.advance(repaired.id);
    expect(back.counts()).toMatchObject({ created: 16, updated: 2, unchanged: 1, rejected: 1 });
    await desk.confirm(back.id);
    expect(await values('wage')).toContainEqual({ value: '9900000', n: 2 });
    expect((await values('sector')).reduce((sum, { n }) => sum + n, 0)).toBe(19);
    expect(await brokenInvariants(test)).toEqual([]);
  });

  it('leaves a row out of the first roster too, where all others are new', async () => {
    const file = await desk.upload(wrongFile(6, 13, (i) => (i < 3 ? { Sektor: 'kulakan' } : {})));
    const decide = test.app.get(DecideRows, { strict: false });
    await desk.asApp(() => decide.cause(desk.actor, file.id, 'sector.unknown', 'skip'));
    const repaired = await give(await desk.advance(file.id), [KULAKAN]);
    expect(repaired.counts()).toMatchObject({ rows: 6, created: 3, held: 0, rejected: 3 });
    expect((await desk.receipt(repaired)).causes).toMatchObject([{ code: 'row.skipped', count: 3 }]);
    const applied = await desk.confirm(repaired.id);
    expect([applied.state, applied.counts()]).toEqual(['applied', repaired.counts()]);
    expect(await values('sector')).toEqual([{ value: 'A', n: 3 }]);
    expect(await brokenInvariants(test)).toEqual([]);
  });

  it('keeps what people wrote into cells out of tables and audit', async () => {
    await give(await desk.upload(messy(10)), [KULAKAN], true);
    const tables = ['app.import_repairs', 'app.remembered_repairs', 'audit.events', 'app.imports'];
    for (const table of tables) {
      const rows = await test.db.admin<{ text: string }>(
        `select t::text as text from ${table} t where workspace_id = $1`,
        [desk.workspace.id],
      );
      expect(rows.length).toBeGreaterThan(0);
      expect([table, rows.filter(({ text }) => /kulakan/i.test(text))]).toEqual([table, []]);
    }
  });
});
