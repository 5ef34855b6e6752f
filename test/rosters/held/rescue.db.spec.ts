import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { DecideRows } from '../../../src/rosters/held/decide-rows.js';
import type { Choice } from '../../../src/rosters/held/choices.rules.js';
import { brokenInvariants } from '../../faults/invariants.js';
import { ImportDesk } from '../../imports/import-desk.js';
import { csv, lineOf, people, type RosterLine } from '../../imports/roster-files.js';
import { withReference } from '../../reference/loaded-reference.js';
import { startTestApplication, type TestApplication } from '../../support/application.js';
import { aWorkspace } from '../../support/builders.js';
import { workbookOf } from './held-files.js';

// Each upload starts two caged processes.
describe('a NIK cut by a spreadsheet', { timeout: 240_000 }, () => {
  let test: TestApplication;
  let desk: ImportDesk;
  const [ana, budi, citra] = people(3, 31).map(lineOf) as [RosterLine, RosterLine, RosterLine];
  const raised = (line: RosterLine, wage: number): RosterLine => ({ ...line, Upah: String(wage) });

  beforeAll(async () => {
    test = await startTestApplication();
    await withReference(test.db);
  });
  afterAll(() => test?.close());
  beforeEach(async () => {
    desk = new ImportDesk(test, await aWorkspace(test.db));
  });

  const decide = async (id: string, row: number, choice: Choice) => {
    await desk.asApp(() => test.app.get(DecideRows, { strict: false }).rows(desk.actor, id, [{ row, choice }]));
    return desk.advance(id);
  };
  const row = async (id: string, number: number) =>
    (await desk.rows(await desk.get(id))).find((found) => found.row === number);
  const roster = () =>
    test.db.admin<{ id: string; wage: string; name: string; left_on: string | null }>(
      'select id, wage, name, left_on from app.workers where workspace_id = $1 order by name',
      [desk.workspace.id],
    );
  const sound = async () => expect(await brokenInvariants(test)).toEqual([]);
  const cutFile = (cut: RosterLine, more: RosterLine[] = []) => workbookOf([cut, ...more], [cut]);

  it('is proposed for the only person it can be, changes nothing before the yes, and takes the stored NIK then', async () => {
    await desk.apply(csv([ana, budi]));
    const before = await roster();
    const file = await desk.upload(await cutFile(raised(ana, 7_777_777)), { fileName: 'a.xlsx' });
    expect(file.counts()).toMatchObject({ rows: 1, held: 1, rejected: 0 });
    const held = await row(file.id, 1);
    expect(held?.causes).toEqual(['nik.truncated_by_excel', 'nik.rescue_proposed']);
    expect(before.find(({ id }) => id === held?.workerId)?.name).toBe(ana['Nama Lengkap']);
    expect((await desk.receipt(file)).causes).toContainEqual({
      ...{ code: 'nik.rescue_proposed', severity: 'hold', count: 1, examples: [1] },
    });
    expect((await desk.receipt(file)).causes).toContainEqual(
      expect.objectContaining({ code: 'nik.truncated_by_excel', severity: 'warn', count: 1 }),
    );
    const decided = await decide(file.id, 1, 'file');
    expect([decided.state, decided.counts()]).toEqual(['ready', expect.objectContaining({ updated: 1, held: 0 })]);
    expect(decided.changedFields).toEqual({ wage: 1 });
    expect(await roster()).toEqual(before);
    expect((await desk.confirm(file.id)).state).toBe('applied');
    const after = await roster();
    expect(after.map(({ id }) => id)).toEqual(before.map(({ id }) => id));
    expect(after.find(({ id }) => id === held?.workerId)?.wage).toBe('7777777');
    await sound();
    expect((await desk.reverse(file.id)).state).toBe('reversed');
    expect(await roster()).toEqual(before);
  });

  it('finds its person by a tolerant name and by what scientific notation left', async () => {
    await desk.apply(csv([ana, budi]));
    const shown = `${ana.NIK[0]}.${ana.NIK.slice(1, 6)}E+15`;
    const file = await desk.upload(
      csv([{ ...ana, NIK: shown, 'Nama Lengkap': `Hj. ${ana['Nama Lengkap'].toUpperCase()}, S.Pd.` }]),
    );
    expect((await row(file.id, 1))?.causes).toContain('nik.rescue_proposed');
  });

  it.each<[string, () => { stored: RosterLine[]; cut: RosterLine; more?: RosterLine[] }]>([
    ['another name', () => ({ stored: [ana], cut: { ...ana, 'Nama Lengkap': budi['Nama Lengkap'] } })],
    ['another birth date', () => ({ stored: [ana], cut: { ...ana, 'Tanggal Lahir': budi['Tanggal Lahir'] } })],
    ['other digits', () => ({ stored: [ana], cut: { ...ana, NIK: `${citra.NIK.slice(0, 6)}${ana.NIK.slice(6)}` } })],
    ['two people', () => ({ stored: [ana, { ...ana, NIK: otherLastDigit(ana.NIK) }], cut: ana })],
    [
      'somebody whom another row of the file names',
      () => ({ stored: [ana], cut: ana, more: [raised(ana, 9_000_000)] }),
    ],
  ])('is proposed for nobody when it fits %s', async (_, given) => {
    const { stored, cut, more = [] } = given();
    await desk.apply(csv(stored));
    const file = await desk.upload(await cutFile(cut, more), { fileName: 'a.xlsx' });
    expect(await row(file.id, 1)).toMatchObject({
      outcome: 'rejected',
      causes: ['nik.truncated_by_excel'],
      workerId: null,
    });
    await sound();
  });

  it('that stands twice in the file is proposed for neither row', async () => {
    await desk.apply(csv([ana]));
    const twice = [{ ...ana }, { ...ana, Upah: '6000000' }];
    const file = await desk.upload(await workbookOf(twice, twice), { fileName: 'a.xlsx' });
    expect(file.counts()).toMatchObject({ rows: 2, rejected: 2, held: 0 });
  });

  it('never proposes a person of another workspace', async () => {
    const elsewhere = new ImportDesk(test, await aWorkspace(test.db));
    await elsewhere.apply(csv([ana, budi]));
    await desk.apply(csv([budi]));
    const bytes = await cutFile(ana, [citra]);
    const here = await desk.upload(bytes, { fileName: 'a.xlsx' });
    const alone = new ImportDesk(test, await aWorkspace(test.db));
    await alone.apply(csv([budi]));
    const without = await alone.upload(bytes, { fileName: 'a.xlsx' });
    expect(here.counts()).toEqual(without.counts());
    expect(await row(here.id, 1)).toMatchObject({
      outcome: 'rejected',
      causes: ['nik.truncated_by_excel'],
      workerId: null,
    });
    expect((await desk.receipt(here)).causes).toEqual((await alone.receipt(without)).causes);
  });

  it('does not let its person be counted as gone from a complete list', async () => {
    await desk.apply(csv([ana, budi, citra]));
    const file = await desk.upload(await cutFile(ana, [budi]), { mode: 'snapshot', fileName: 'a.xlsx' });
    expect([file.held, file.leavers]).toEqual([1, 1]);
    const skipped = await decide(file.id, 1, 'skip');
    expect([skipped.counts()?.rejected, skipped.leavers]).toEqual([1, 1]);
    await desk.confirm(file.id, { acceptLeavers: true });
    expect((await roster()).filter(({ left_on }) => left_on !== null).map(({ name }) => name)).toEqual([
      citra['Nama Lengkap'],
    ]);
    await sound();
  });

  it('follows the roster: what was decided about a person who changed since is asked again', async () => {
    await desk.apply(csv([ana]));
    const file = await desk.upload(await cutFile(raised(ana, 7_000_000)), { fileName: 'a.xlsx' });
    await decide(file.id, 1, 'file');
    await desk.apply(csv([raised(ana, 8_000_000)]));
    const back = await desk.confirm(file.id);
    expect([back.state, back.counts()?.held, back.counts()?.updated]).toEqual(['ready', 1, 0]);
    expect(back.previousCounts).toMatchObject({ updated: 1, held: 0 });
    const again = await decide(file.id, 1, 'file');
    expect(again.counts()).toMatchObject({ updated: 1, held: 0 });
    await desk.confirm(file.id);
    expect((await roster())[0]?.wage).toBe('7000000');
  });
});

function otherLastDigit(nik: string): string {
  return `${nik.slice(0, 15)}${nik.endsWith('9') ? '8' : '9'}`;
}
