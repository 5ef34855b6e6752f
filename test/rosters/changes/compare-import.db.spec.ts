import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Import } from '../../../src/imports/index.js';
import { CompareImport } from '../../../src/rosters/index.js';
import { wageTotals, type ChangeKind, type ChangeSummary } from '../../../src/rosters/changes/change-kinds.rules.js';
import { Comparisons } from '../../../src/rosters/changes/comparisons.js';
import { ImportDesk } from '../../imports/import-desk.js';
import { withReference } from '../../reference/loaded-reference.js';
import { startTestApplication, type TestApplication } from '../../support/application.js';
import { aWorkspace } from '../../support/builders.js';
import { monthCsv, recounted, twoMonths } from './two-months.js';

// Each upload starts two caged processes.
describe('what a file changed since the one before it', { timeout: 120_000 }, () => {
  const months = twoMonths();
  const expected = recounted(months);
  let test: TestApplication;
  let desk: ImportDesk;
  let july: Import;
  let august: Import;
  let summary: ChangeSummary;

  const compare = (file: Import) => test.app.get(CompareImport, { strict: false }).run(desk.workspace.id, file.id);
  const comparison = async (file: Import) => {
    const fresh = await desk.get(file.id);
    return desk.asApp(() => test.app.get(Comparisons, { strict: false }).of(fresh));
  };
  const compared = async (file: Import) => {
    const found = await comparison(file);
    if (found.state !== 'compared') throw new Error(`The file is ${found.state}`);
    return found;
  };
  const pairsOf = (kind: ChangeKind) =>
    Object.fromEntries(summary.kinds[kind].parts.map(({ was, became, people }) => [`${was}>${became}`, people]));

  beforeAll(async () => {
    test = await startTestApplication();
    await withReference(test.db);
    desk = new ImportDesk(test, await aWorkspace(test.db));
    july = await desk.apply(monthCsv(months.july));
    august = await desk.upload(monthCsv(months.august), { mode: 'snapshot' });
    august = await desk.confirm(august.id);
    expect([july.state, august.state]).toEqual(['applied', 'applied']);
  });
  afterAll(() => test?.close());

  it('is not told before it is worked out, and a first file has nothing before it', async () => {
    expect((await comparison(august)).state).toBe('waiting');
    await compare(july);
    expect((await comparison(july)).state).toBe('first');
  });

  it('agrees with what the two files themselves say', async () => {
    await compare(august);
    const found = await compared(august);
    summary = found.summary;
    expect(found.previous.id).toBe(july.id);
    expect(summary.kinds.joined.people).toBe(expected.joined);
    expect(summary.kinds.left.people).toBe(expected.left);
    expect([wageTotals(summary, true), wageTotals(summary, false)]).toEqual([expected.rose, expected.fell]);
    expect(summary.wages).toEqual({ before: expected.wagesBefore, after: expected.wagesAfter });
    expect(summary.kinds.wage_set.people).toBe(expected.given);
    expect(pairsOf('sector')).toEqual(expected.sectors);
    expect(pairsOf('region')).toEqual(expected.regions);
    expect(summary.roster).toEqual({ before: months.july.length, after: months.august.length });
    expect(expected).toMatchObject({ joined: 9, left: 3, given: 1 });
  });

  it('puts wages into bands of the earlier wage', () => {
    const bands = Object.fromEntries(summary.kinds.wage.parts.map(({ became, people }) => [became, people]));
    expect(bands).toEqual({ rise50: 6, rise: 5, fall20: 3 });
  });

  it('gives every person one place in the list of a kind, alike ones together', async () => {
    const rows = await test.db.admin<{ kind: ChangeKind; place: number; was: string | null; became: string | null }>(
      'select kind, place, was, became from app.import_changes where import_id = $1 order by kind, place',
      [august.id],
    );
    for (const [kind, all] of Map.groupBy(rows, (row) => row.kind)) {
      expect(all.map(({ place }) => place)).toEqual(all.map((_, i) => i + 1));
      for (const { was, became, first, people } of summary.kinds[kind].parts) {
        const places = all.filter((row) => row.was === was && row.became === became).map(({ place }) => place);
        expect(places).toEqual(Array.from({ length: people }, (_, i) => first + i));
      }
    }
  });

  it('stays what it was when it is worked out again, and when people are changed afterwards', async () => {
    const [line] = months.august.slice(1, 2);
    if (!line) throw new Error('no line');
    const third = await desk.apply(monthCsv([{ ...line, Upah: '9000000', Sektor: 'K' }]));
    expect(third.counts()).toMatchObject({ updated: 1 });
    await compare(august);
    expect((await compared(august)).summary).toEqual(summary);
    await test.db.admin('delete from app.import_comparisons where import_id = $1', [august.id]);
    await test.db.admin('delete from app.import_changes where import_id = $1', [august.id]);
    await compare(august);
    // Only the size of the roster can no longer be told: somebody changed the roster meanwhile.
    expect((await compared(august)).summary).toEqual({ ...summary, roster: null });
    await compare(third);
    expect((await compared(third)).previous.id).toBe(august.id);
  });

  it('is nothing any more once the file is reversed', async () => {
    const newest = await desk.upload(monthCsv(months.august.slice(0, 30)), { mode: 'snapshot' });
    const applied = await desk.confirm(newest.id, { acceptLeavers: true });
    expect(applied.state).toBe('applied');
    await compare(applied);
    expect((await compared(applied)).summary.kinds.left.people).toBeGreaterThan(30);
    expect((await desk.reverse(applied.id)).state).toBe('reversed');
    expect((await comparison(applied)).state).toBe('reversed');
    await compare(applied);
    const kept = await test.db.admin(
      `select from app.import_changes where import_id = $1 union all select from app.import_comparisons where import_id = $1`,
      [applied.id],
    );
    expect(kept).toEqual([]);
  });
});
