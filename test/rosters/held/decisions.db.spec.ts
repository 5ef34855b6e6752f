import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { CorrectMapping, ImportRows, type Import } from '../../../src/imports/index.js';
import type { Choice } from '../../../src/rosters/held/choices.rules.js';
import { DecideRows, type RowDecision, type Withdrawal } from '../../../src/rosters/held/decide-rows.js';
import { HeldRows } from '../../../src/rosters/held/held-rows.query.js';
import { brokenInvariants } from '../../faults/invariants.js';
import { ImportDesk } from '../../imports/import-desk.js';
import { csv, lineOf, people, type RosterLine } from '../../imports/roster-files.js';
import { withReference } from '../../reference/loaded-reference.js';
import { startTestApplication, type TestApplication } from '../../support/application.js';
import { aWorkspace } from '../../support/builders.js';

// Each upload starts two caged processes.
describe('decisions about held rows', { timeout: 240_000 }, () => {
  let test: TestApplication;
  let desk: ImportDesk;
  const lines = people(12, 47).map(lineOf);
  const [ana, budi, citra, dewi] = lines as [RosterLine, RosterLine, RosterLine, RosterLine];
  const otherSex = (line: RosterLine): RosterLine => ({
    ...line,
    'Jenis Kelamin': line['Jenis Kelamin'] === 'L' ? 'P' : 'L',
  });
  const renamed = (line: RosterLine): RosterLine => ({ ...line, 'Nama Lengkap': 'Zulkarnaen Wibisono' });
  const badPhone = (line: RosterLine): RosterLine => ({ ...line, 'No HP': 'rusak' });

  beforeAll(async () => {
    test = await startTestApplication();
    await withReference(test.db);
  });
  afterAll(() => test?.close());
  beforeEach(async () => {
    desk = new ImportDesk(test, await aWorkspace(test.db));
  });

  const deciding = () => test.app.get(DecideRows, { strict: false });
  const rows = async (id: string, decisions: RowDecision[]) => {
    await desk.asApp(() => deciding().rows(desk.actor, id, decisions));
    return desk.advance(id);
  };
  const cause = async (id: string, code: string, choice: Choice) => {
    await desk.asApp(() => deciding().cause(desk.actor, id, code, choice));
    return desk.advance(id);
  };
  const withdraw = async (id: string, what: Withdrawal) => {
    await desk.asApp(() => deciding().withdraw(id, what));
    return desk.advance(id);
  };
  const outcomes = async (file: Import) => (await desk.rows(file)).map(({ outcome }) => outcome);
  const stored = () =>
    test.db.admin<{ name: string; sex: string }>(
      'select name, sex from app.workers where workspace_id = $1 order by created_row',
      [desk.workspace.id],
    );
  const sound = async () => expect(await brokenInvariants(test)).toEqual([]);

  it('take the file, keep what is stored or leave a row out, and can be taken back', async () => {
    await desk.apply(csv([ana, budi, citra]));
    const before = await stored();
    const file = await desk.upload(csv([renamed(ana), renamed(budi), otherSex(citra), otherSex(dewi)]));
    expect(file.counts()).toMatchObject({ rows: 4, held: 4 });
    const decided = await rows(file.id, [
      { row: 1, choice: 'file' },
      { row: 2, choice: 'stored' },
      { row: 3, choice: 'skip' },
      { row: 4, choice: 'file' },
    ]);
    expect(decided.counts()).toMatchObject({ created: 1, updated: 1, unchanged: 1, held: 0, rejected: 1 });
    expect(await outcomes(file)).toEqual(['updated', 'unchanged', 'rejected', 'created']);
    expect((await desk.rows(file)).map(({ causes }) => causes)).toEqual([
      ['worker.other_person'],
      ['worker.other_person', 'row.kept_stored'],
      ['nik.sex_mismatch', 'row.skipped'],
      ['nik.sex_mismatch'],
    ]);
    expect((await desk.rows(file))[0]?.cells?.[1]).toBe('Zulkarnaen Wibisono');
    await sound();
    const back = await withdraw(file.id, { rows: [1, 3] });
    expect(await outcomes(back)).toEqual(['held', 'unchanged', 'held', 'created']);
    const all = await withdraw(file.id, {});
    expect(all.counts()).toEqual(file.counts());
    expect((await desk.receipt(all)).causes).toEqual((await desk.receipt(file)).causes);
    expect(await stored()).toEqual(before);
    await rows(
      file.id,
      [1, 2, 3, 4].map((row) => ({ row, choice: row === 2 ? 'stored' : 'file' })),
    );
    expect((await desk.confirm(file.id)).state).toBe('applied');
    expect((await stored()).map(({ name }) => name)).toEqual([
      'Zulkarnaen Wibisono',
      budi['Nama Lengkap'],
      citra['Nama Lengkap'],
      dewi['Nama Lengkap'],
    ]);
    expect((await stored())[2]?.sex).toBe(otherSex(citra)['Jenis Kelamin']);
    await sound();
    await expect(withdraw(file.id, {})).rejects.toMatchObject({ code: 'imports.not-possible-now' });
  });

  it('go into the audit with who, what and how many, but no names', async () => {
    const file = await desk.upload(csv([otherSex(ana), otherSex(budi)]));
    await rows(file.id, [{ row: 2, choice: 'file' }]);
    await cause(file.id, 'nik.sex_mismatch', 'skip');
    await withdraw(file.id, { cause: 'nik.sex_mismatch' });
    const events = await test.db.admin<{ action: string; detail: object }>(
      `select action, detail from audit.events where workspace_id = $1 and action ~ 'decided|withdrawn' order by seq`,
      [desk.workspace.id],
    );
    expect(events).toEqual([
      { action: 'imports.rows-decided', detail: { file: 1, rows: 1, numbers: [2] } },
      { action: 'imports.rows-decided', detail: { cause: 'nik.sex_mismatch', skip: 1, rows: 1 } },
      { action: 'imports.decisions-withdrawn', detail: { cause: 'nik.sex_mismatch', rows: 2 } },
    ]);
  });

  it('about a cause take only the rows that nothing else holds', async () => {
    const file = await desk.upload(csv([otherSex(ana), badPhone(otherSex(budi)), badPhone(citra)]));
    expect(await desk.asApp(() => test.app.get(HeldRows, { strict: false }).questions(file))).toEqual([
      { code: 'nik.sex_mismatch', rows: 2, alone: 1, known: 0 },
      { code: 'phone.unreadable', rows: 2, alone: 1, known: 0 },
    ]);
    expect(await outcomes(await cause(file.id, 'nik.sex_mismatch', 'file'))).toEqual(['created', 'held', 'held']);
    await expect(cause(file.id, 'phone.unreadable', 'file')).rejects.toMatchObject({
      code: 'imports.nothing-to-decide',
    });
    await expect(cause(file.id, 'phone.unreadable', 'stored')).rejects.toMatchObject({ status: 422 });
    const skipped = await cause(file.id, 'phone.unreadable', 'skip');
    expect(await outcomes(skipped)).toEqual(['created', 'rejected', 'rejected']);
    const needing = await desk.asApp(async () => {
      const numbers: number[] = [];
      for await (const batch of await test.app.get(ImportRows, { strict: false }).needingWork(skipped))
        numbers.push(...batch.map(({ row }) => row));
      return numbers;
    });
    expect(needing).toEqual([]);
    await sound();
  });

  it('of which one is impossible count for none', async () => {
    await desk.apply(csv([ana]));
    const file = await desk.upload(csv([ana, badPhone(budi), otherSex(citra)]));
    for (const wrong of [
      { row: 1, choice: 'skip' },
      { row: 2, choice: 'file' },
      { row: 2, choice: 'stored' },
      { row: 99, choice: 'skip' },
    ] as const)
      await expect(rows(file.id, [{ row: 3, choice: 'file' }, wrong])).rejects.toMatchObject({
        code: 'imports.decision-impossible',
      });
    expect(await outcomes(await desk.get(file.id))).toEqual(['unchanged', 'held', 'held']);
    const elsewhere = new ImportDesk(test, await aWorkspace(test.db));
    await expect(
      elsewhere.asApp(() => deciding().rows(elsewhere.actor, file.id, [{ row: 3, choice: 'file' }])),
    ).rejects.toMatchObject({ status: 404 });
  });

  it('hold when the file has to be read again, and are forgotten with the meaning of its columns', async () => {
    await desk.apply(csv([ana]));
    const file = await desk.upload(csv([renamed(ana), otherSex(budi)]));
    await rows(file.id, [
      { row: 1, choice: 'file' },
      { row: 2, choice: 'file' },
    ]);
    // What a crash of the database leaves of unlogged tables.
    await test.db.admin(`truncate staging.i_${file.id.replaceAll('-', '')}, staging.h_${file.id.replaceAll('-', '')}`);
    const again = await withdraw(file.id, { rows: [1] });
    expect(await outcomes(again)).toEqual(['held', 'created']);
    const mapping = file.mapping ?? [];
    await desk.asApp(() => test.app.get(CorrectMapping, { strict: false }).correct(file.id, 'roster', { mapping }));
    expect(await outcomes(await desk.advance(file.id))).toEqual(['held', 'held']);
  });

  it('to leave a row out hold when what was doubtful about it is gone', async () => {
    await desk.apply(csv([ana, budi]));
    const file = await desk.upload(csv([renamed(ana), citra, otherSex(dewi)]));
    const skipped = await rows(file.id, [
      { row: 1, choice: 'skip' },
      { row: 3, choice: 'skip' },
    ]);
    expect(await outcomes(skipped)).toEqual(['rejected', 'created', 'rejected']);
    // Meanwhile the other name came into the roster by another file: the row says nothing new any more.
    const other = await desk.upload(csv([renamed(ana)]));
    await rows(other.id, [{ row: 1, choice: 'file' }]);
    await desk.confirm(other.id);
    const moved = await withdraw(file.id, { rows: [3] });
    expect((await desk.rows(moved)).map(({ outcome, causes }) => [outcome, causes])).toEqual([
      ['rejected', ['row.skipped']],
      ['created', []],
      ['held', ['nik.sex_mismatch']],
    ]);
    await sound();
    expect((await desk.confirm(file.id)).state).toBe('applied');
    expect(await stored()).toHaveLength(3);
    await sound();
  });

  it('let many rows through at once', async () => {
    const file = await desk.upload(csv(lines.map(otherSex)));
    const decided = await cause(file.id, 'nik.sex_mismatch', 'file');
    expect(decided.counts()).toMatchObject({ rows: 12, created: 12, held: 0 });
    expect((await desk.receipt(decided)).causes).toContainEqual(
      expect.objectContaining({ code: 'nik.sex_mismatch', severity: 'warn', count: 12 }),
    );
    await desk.confirm(file.id);
    expect(await stored()).toHaveLength(12);
    await sound();
  });
});
