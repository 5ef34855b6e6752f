import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Import } from '../../src/imports/index.js';
import { ImportDesk } from '../imports/import-desk.js';
import type { ChangeSummary } from '../../src/rosters/changes/change-kinds.rules.js';
import { CompareImport } from '../../src/rosters/index.js';
import { startTestApplication, type TestApplication } from '../support/application.js';
import { withReference } from '../reference/loaded-reference.js';
import { aWorkspace } from '../support/builders.js';
import { examplePath, expectedLines } from './read-example.js';

describe('bulan-depan.csv after rapi.csv, as a complete list', () => {
  let test: TestApplication;
  let desk: ImportDesk;
  let rehearsed: Import;

  beforeAll(async () => {
    test = await startTestApplication();
    await withReference(test.db);
    desk = new ImportDesk(test, await aWorkspace(test.db));
    await desk.apply(readFileSync(examplePath('rapi.csv')));
    rehearsed = await desk.upload(readFileSync(examplePath('bulan-depan.csv')), { mode: 'snapshot' });
  });
  afterAll(() => test?.close());

  it('ends row by row as bulan-depan.expected.csv says', async () => {
    const rows = await desk.rows(rehearsed);
    const lines = rows.map(({ row, outcome, causes }) => `${row},${outcome},${(causes ?? []).join(';')}`);
    expect(lines).toEqual(expectedLines('bulan-depan.expected.csv'));
  });

  it('lets four people go, and says so before and after', async () => {
    expect([rehearsed.state, rehearsed.leavers]).toEqual(['ready', 4]);
    const applied = await desk.confirm(rehearsed.id);
    expect([applied.state, applied.counts(), applied.leavers]).toEqual(['applied', rehearsed.counts(), 4]);
    const [roster] = await test.db.admin<{ here: number; gone: number }>(
      `select count(*) filter (where left_on is null)::int as here, count(*) filter (where left_on is not null)::int as gone
       from app.workers where workspace_id = $1`,
      [desk.workspace.id],
    );
    expect(roster).toEqual({ here: 201, gone: 4 });
  });

  it('is compared with the month before by its numbers', async () => {
    await test.app.get(CompareImport, { strict: false }).run(desk.workspace.id, rehearsed.id);
    const [compared] = await test.db.admin<{ summary: ChangeSummary }>(
      'select summary from app.import_comparisons where import_id = $1',
      [rehearsed.id],
    );
    const { roster, kinds } = compared?.summary ?? {};
    expect(roster).toEqual({ before: 200, after: 201 });
    expect([kinds?.joined.people, kinds?.left.people]).toEqual([rehearsed.created, 4]);
    expect((kinds?.wage.people ?? 0) + (kinds?.wage_set.people ?? 0)).toBe(rehearsed.changedFields.wage ?? 0);
    expect(kinds?.sector.people).toBe(rehearsed.changedFields.sector ?? 0);
  });
});
