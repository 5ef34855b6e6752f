import pg from 'pg';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { brokenInvariants } from '../faults/invariants.js';
import { withReference } from '../reference/loaded-reference.js';
import { startTestApplication, type TestApplication } from '../support/application.js';
import { aWorkspace } from '../support/builders.js';
import { ImportDesk } from './import-desk.js';
import { csv, lineOf, people, type RosterLine } from './roster-files.js';

const PEOPLE = 6_000;

/** Next month's complete list: most changed, some silent about the phone, some gone, some new, one of another name. */
function nextMonth(lines: RosterLine[]): RosterLine[] {
  const stayed = lines.slice(0, 5_900).map((line, i) => ({
    ...line,
    Upah: String(Number(line.Upah) + 50_000),
    'No HP': i % 3 === 0 ? '' : i % 3 === 1 ? `0812${10_000_000 + i}` : line['No HP'],
    'Kab/Kota': i % 10 === 0 ? '3201' : line['Kab/Kota'],
    'Nama Lengkap':
      i === 7 ? 'Orang Lain Sama Sekali' : i === 8 ? `${line['Nama Lengkap']}, S.E.` : line['Nama Lengkap'],
  }));
  return [...stayed, ...people(40, 72).map(lineOf)];
}

describe('a roster that is written anew', { timeout: 180_000 }, () => {
  let test: TestApplication;
  const lines = people(PEOPLE, 71).map(lineOf);

  beforeAll(async () => {
    test = await startTestApplication();
    await withReference(test.db);
  });
  afterAll(() => test?.close());

  const rowsOf = async (desk: ImportDesk) =>
    (
      await test.db.admin<{ oid: number | null }>('select to_regclass($1)::oid::int as oid', [
        `app.workers_${desk.workspace.id.replaceAll('-', '')}_rows`,
      ])
    )[0]?.oid;

  /** All that does not differ between two workspaces by itself. */
  const image = (desk: ImportDesk) =>
    test.db.admin(
      `select name, name_key, birth_date::text, sex, region, sector, wage::int, phone_mark is not null as phone, match_state,
         jkk_until::text, protected_until::text, created_row, touched_row, created_import = touched_import as untouched, left_on::text,
         left_import is not null as left_by_file, version,
         (select string_agg(format('%s %s %s %s', v.version, v.act, v.changed, v.wage), ',' order by v.version)
          from app.worker_versions v where v.workspace_id = $1 and v.worker_id = w.id) as before
       from app.workers w where workspace_id = $1 order by name_key, birth_date, created_row`,
      [desk.workspace.id],
    );
  const cells = (desk: ImportDesk) =>
    test.db.admin(
      `select region, sector, sex, cohort, workers, headline_never from app.coverage_cells where workspace_id = $1 order by 1, 2, 3, 4`,
      [desk.workspace.id],
    );

  /** Somebody begins to read the people of a workspace and does not come to an end. */
  const whileReading = async (workspaceId: string, work: () => Promise<void>) => {
    const reader = new pg.Client({ connectionString: test.db.adminUrl });
    await reader.connect();
    try {
      await reader.query('begin');
      await reader.query(`select from app.workers where workspace_id = '${workspaceId}' limit 1`);
      await work();
    } finally {
      await reader.end();
    }
  };

  it('is what changing it in place makes of it, and is changed in place while somebody reads it', async () => {
    const [anew, inPlace] = [
      new ImportDesk(test, await aWorkspace(test.db)),
      new ImportDesk(test, await aWorkspace(test.db)),
    ];
    const months = [];
    for (const desk of [anew, inPlace]) {
      await desk.apply(csv(lines));
      months.push(await desk.upload(csv(nextMonth(lines)), { mode: 'snapshot' }));
    }
    const [first, second] = months;
    if (!first || !second) throw new Error('no file');
    expect(first.counts()).toMatchObject({ created: 40, updated: 5_899, held: 1, unchanged: 0 });
    expect([first.leavers, second.counts()]).toEqual([100, first.counts()]);
    const before = {
      image: await image(anew),
      cells: await cells(anew),
      rows: [await rowsOf(anew), await rowsOf(inPlace)],
    };

    expect((await anew.confirm(first.id, { acceptLeavers: true })).state).toBe('applied');
    await whileReading(inPlace.workspace.id, async () => {
      expect((await inPlace.confirm(second.id, { acceptLeavers: true })).state).toBe('applied');
    });
    expect(await rowsOf(anew)).not.toBe(before.rows[0]);
    expect(await rowsOf(inPlace)).toBe(before.rows[1]);
    expect(await image(anew)).toEqual(await image(inPlace));
    expect(await cells(anew)).toEqual(await cells(inPlace));
    expect((await image(anew)).filter(({ left_on }) => left_on !== null)).toHaveLength(100);
    expect(await brokenInvariants(test)).toEqual([]);

    for (const [desk, file] of [
      [anew, first],
      [inPlace, second],
    ] as const) {
      expect((await desk.reverse(file.id)).state).toBe('reversed');
      expect(await image(desk)).toEqual(before.image);
      expect(await cells(desk)).toEqual(before.cells);
    }
    expect(await brokenInvariants(test)).toEqual([]);
  });

  it('is drafted again when somebody was changed meanwhile', async () => {
    const desk = new ImportDesk(test, await aWorkspace(test.db));
    await desk.apply(csv(lines));
    const file = await desk.upload(csv(lines.map((line) => ({ ...line, Upah: '9000000' }))));
    const rows = await rowsOf(desk);
    await test.db.admin(
      `with other as (update app.workers set region = '3201', version = version + 1 where workspace_id = $1 and created_row = 3)
       update app.roster_heads set version = version + 1, updated_at = clock_timestamp() where workspace_id = $1`,
      [desk.workspace.id],
    );
    const applied = await desk.confirm(file.id);
    expect(applied.state).toBe('applied');
    expect(await rowsOf(desk)).not.toBe(rows);
    const [third] = await test.db.admin(
      'select wage::int, region, version from app.workers where workspace_id = $1 and created_row = 3',
      [desk.workspace.id],
    );
    expect(third).toEqual({ wage: 9_000_000, region: lines[1]?.['Kab/Kota'], version: 3 });
  });
});
