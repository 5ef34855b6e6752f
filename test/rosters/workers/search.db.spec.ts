import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { cohortOf, ageBands, Clock, personKey } from '../../../src/kernel/index.js';
import { gatherWorkers, walkWorkers } from '../../../src/rosters/workers/find-workers.query.js';
import { SearchWorkers } from '../../../src/rosters/workers/search-workers.js';
import { protectionOf } from '../../../src/rosters/workers/coverage-status.rules.js';
import { EVERYBODY, readWorkerFilter, type WorkerFilter } from '../../../src/rosters/workers/worker-filter.rules.js';
import { readWorkerText } from '../../../src/rosters/workers/worker-text.rules.js';
import { aWorkspace, testKeyring, type TestWorkspace } from '../../support/builders.js';
import { openTestDatabase, type TestDatabase } from '../../support/database.js';
import { anImport, aRoster, type GivenWorker } from './roster.builder.js';

const DAY = '2026-11-23';

class StoppedClock extends Clock {
  override now(): Date {
    return new Date(`${DAY}T05:00:00Z`);
  }
}

/** 240 people who differ in everything that can be filtered. */
function people(importId: string): GivenWorker[] {
  const firsts = ['Ahmad', 'Siti', 'Budi', 'Dewi', 'Siti Contoh'];
  const untils = ['2027-03-31', '-infinity', '2026-08-31', null, '2026-11-30'];
  return Array.from({ length: 240 }, (_, i) => ({
    name: `${firsts[i % 5]} ${String.fromCharCode(65 + (i % 7))}`,
    sex: i % 3 ? 'L' : 'P',
    region: ['3205', '3278', '5103', ''][i % 4] ?? '',
    sector: ['A', 'G', ''][i % 3] ?? '',
    birthDate: `${1950 + ((i * 7) % 60)}-0${1 + (i % 9)}-15`,
    until: untils[(i * 3) % 5] ?? null,
    jht: untils[(i * 2) % 5] ?? null,
    kpj: i % 10 === 0 ? String(12_345_678_900 + i) : null,
    leftOn: i % 11 === 0 ? '2026-05-01' : null,
    createdImport: i % 6 === 0 ? importId : null,
    createdRow: i % 6 === 0 ? i + 1 : null,
  }));
}

describe('worker search', () => {
  let db: TestDatabase;
  let workspace: TestWorkspace;
  let given: (GivenWorker & { id: string; nik: string })[];
  const search = new SearchWorkers(testKeyring(), new StoppedClock());
  const read = <T>(work: () => Promise<T>, of = workspace) =>
    db.unitOfWork.run({ role: 'app', workspaceId: of.id, readOnly: true }, work);
  const list = (query: Record<string, string>, cursor: string | null = null, limit = 50, of = workspace) =>
    read(
      () => search.list({ filter: readWorkerFilter(query).filter, text: readWorkerText(query.q ?? ''), cursor, limit }),
      of,
    );
  const idsOf = async (query: Record<string, string>) =>
    (await list(query, null, 500)).workers.map(({ id }) => id).sort();

  beforeAll(async () => {
    db = await openTestDatabase();
    workspace = await aWorkspace(db);
    const importId = await anImport(db, workspace, { created: 40 });
    const rows = people(importId);
    const ids = await aRoster(db, workspace, rows, DAY);
    given = rows.map((row, i) => ({ ...row, id: ids[i] ?? '', nik: `99${String(i + 1).padStart(14, '0')}` }));
  });
  afterAll(() => db.close());

  /** The same question answered without SQL. */
  function matching(filter: WorkerFilter, prefix = ''): string[] {
    const band = ageBands(DAY).find(({ key }) => key === filter.age);
    return given
      .filter((person) => (person.leftOn != null) === filter.left)
      .filter(
        ({ region = '' }) =>
          filter.region === null || (filter.region === '' ? region === '' : region.startsWith(filter.region)),
      )
      .filter(({ sector }) => filter.sector === null || sector === filter.sector)
      .filter(({ sex }) => filter.sex === null || sex === filter.sex)
      .filter(({ birthDate = '' }) => {
        const cohort = cohortOf(birthDate);
        return (
          !band ||
          ((band.firstYear === null || cohort >= band.firstYear) && (band.lastYear === null || cohort <= band.lastYear))
        );
      })
      .filter(({ until = null, jht = null }) => {
        if (!filter.coverage) return true;
        const of = { headline: until, jkk: until, jkm: until, jht, jp: null, jkp: null }[filter.programme];
        const protection = protectionOf(of, DAY);
        return filter.coverage === 'expiring' ? protection.expiring : protection.status === filter.coverage;
      })
      .filter(({ createdImport }) => filter.importId === null || createdImport === filter.importId)
      .filter(({ name = '' }) => personKey(name).startsWith(prefix))
      .map(({ id }) => id)
      .sort();
  }

  const filters = fc.record({
    region: fc.constantFrom(null, '3205', '32', '5103', ''),
    sector: fc.constantFrom(null, null, 'A', 'G', ''),
    sex: fc.constantFrom(null, null, 'L', 'P'),
    age: fc.constantFrom(null, null, '15-24', '25-34', '45-54', '65-'),
    coverage: fc.constantFrom(null, 'active', 'lapsed', 'never', 'unknown', 'expiring'),
    programme: fc.constantFrom('headline', 'jht', 'jkk', 'jp'),
    importId: fc.constant(null),
    left: fc.constantFrom(false, false, false, true),
  }) as fc.Arbitrary<WorkerFilter>;

  it('finds whom a plain look at everybody finds, and counts them right, by any filter', async () => {
    await fc.assert(
      fc.asyncProperty(filters, fc.constantFrom('', '', 'SITI', 'SITI CONTOH B', 'X'), async (filter, prefix) => {
        const expected = matching(filter, prefix);
        const text = prefix ? ({ kind: 'name', prefix } as const) : null;
        const found = await read(() => search.list({ filter, text, cursor: null, limit: 500 }));
        expect(found.workers.map(({ id }) => id).sort()).toEqual(expected);
        expect(found.total).toEqual({ count: expected.length, isExact: true });
      }),
      { numRuns: 150 },
    );
  });

  it('gives the same people by gathering and by walking, from any place and in both directions', async () => {
    const keys = await read(() => testKeyring().workspaceKeys(workspace.id));
    await fc.assert(
      fc.asyncProperty(filters, fc.constantFrom('after', 'before'), fc.nat(239), async (filter, direction, from) => {
        const person = given[from];
        const cursor = { direction, nameKey: personKey(person?.name ?? ''), id: person?.id ?? '' } as const;
        const base = { workspaceId: workspace.id, keys, filter, text: null, day: DAY, cursor, limit: 7 };
        const gathered = await read(() => gatherWorkers(base));
        for (const budget of [Infinity, 1000]) {
          const walked = await read(() => walkWorkers(base, budget));
          expect(walked?.map(({ id }) => id)).toEqual(gathered.workers.map(({ id }) => id));
        }
        const cut = await read(() => walkWorkers(base, 3));
        expect(cut === null || cut.length === gathered.workers.length).toBe(true);
      }),
      { numRuns: 60 },
    );
  });

  it('shows every worker exactly once over all pages, forwards and back', async () => {
    await fc.assert(
      fc.asyncProperty(filters, fc.integer({ min: 1, max: 60 }), async (filter, limit) => {
        const pages: string[][] = [];
        let cursor: string | null = null;
        let back: string | null = null;
        do {
          const found = await read(() => search.list({ filter, text: null, cursor, limit }));
          pages.push(found.workers.map(({ id }) => id));
          expect(found.previous === null).toBe(pages.length === 1 || found.workers.length === 0);
          [cursor, back] = [found.next, found.previous];
        } while (cursor);
        expect(pages.flat().sort()).toEqual(matching(filter));
        for (let i = pages.length - 2; i >= 0; i--) {
          const found = await read(() => search.list({ filter, text: null, cursor: back, limit }));
          expect(found.workers.map(({ id }) => id)).toEqual(pages[i]);
          back = found.previous;
        }
      }),
      { numRuns: 25 },
    );
  });

  it('keeps its place when people come and go between two pages', async () => {
    const other = await aWorkspace(db);
    const ids = await aRoster(
      db,
      other,
      ['Ani', 'Budi', 'Cici', 'Dedi', 'Eka'].map((name) => ({ name })),
      DAY,
    );
    const first = await list({}, null, 2, other);
    await db.admin('delete from app.workers where id = $1', [ids[1]]);
    await aRoster(db, other, [{ name: 'Aan', nik: '9900000000000099' }], DAY);
    const second = await list({}, first.next, 2, other);
    expect(second.workers.map(({ name }) => name)).toEqual(['Cici', 'Dedi']);
  });

  it('finds by the last four digits, the KPJ and the whole NIK', async () => {
    const current = given.filter(({ leftOn }) => !leftOn);
    expect(await idsOf({ q: '0042' })).toEqual([current.find(({ nik }) => nik.endsWith('0042'))?.id]);
    expect(await idsOf({ q: '12345678910' })).toEqual([current.find(({ kpj }) => kpj === '12345678910')?.id]);
    expect(await idsOf({ q: given[4]?.nik ?? '' })).toEqual([given[4]?.id]);
    expect(await idsOf({ q: '12345' })).toEqual([]);
  });

  it('lists whom an import created and whom it changed, also after a later change', async () => {
    const importId = given[0]?.createdImport ?? '';
    const later = await anImport(db, workspace, { updated: 1 });
    await db.admin(
      `insert into app.worker_versions (workspace_id, worker_id, version, import_id, row_no, act, changed, sealed)
       values ($1, $2, 1, $3, 5, 'updated', 1, '')`,
      [workspace.id, given[1]?.id, later],
    );
    expect(await idsOf({ import: importId })).toEqual(matching({ ...EVERYBODY, importId }));
    expect(await idsOf({ import: later })).toEqual([given[1]?.id]);
  });

  it('gives nothing of another workspace, whatever is asked', async () => {
    const stranger = await aWorkspace(db);
    const asked: Record<string, string>[] = [
      {},
      { q: 'siti' },
      { q: given[0]?.nik ?? '' },
      { coverage: 'never' },
      { import: given[0]?.createdImport ?? '' },
    ];
    for (const query of asked) {
      expect(await list(query, null, 50, stranger)).toMatchObject({ workers: [], total: { count: 0, isExact: true } });
    }
    const { next } = await list({}, null, 5);
    await expect(list({}, next, 5, stranger)).rejects.toMatchObject({ code: 'workers.cursor', status: 422 });
  });
});
