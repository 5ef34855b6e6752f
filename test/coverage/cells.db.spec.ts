import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { coverageBy, CELL_DIMENSIONS, type CellDimension } from '../../src/coverage/cells/coverage-by.query.js';
import { coverageHead } from '../../src/coverage/cells/coverage-head.query.js';
import { coverageMargins } from '../../src/coverage/cells/coverage-margins.query.js';
import { MarginsCache } from '../../src/coverage/cells/margins-cache.js';
import { recount } from '../../src/coverage/cells/recount.js';
import { COUNTED, STATUSES, type Counts, type Status } from '../../src/coverage/coverage.rules.js';
import { coverageStatus, protectedUntil } from '../../src/programmes/index.js';
import { aWorkspace, type TestWorkspace } from '../support/builders.js';
import { openTestDatabase, type TestDatabase } from '../support/database.js';
import { aRoster, type GivenWorker } from './roster.builder.js';

const DAY = '2026-11-23';
const until = fc.constantFrom(null, '-infinity', '2025-03-31', '2026-10-31', '2026-11-30', '2026-12-31');
const worker: fc.Arbitrary<GivenWorker> = fc.record({
  region: fc.constantFrom('', '3174', '3175', '3201'),
  sector: fc.constantFrom('', 'A', 'G', 'H'),
  sex: fc.constantFrom('L' as const, 'P' as const),
  birthDate: fc.constantFrom('1958-01-01', '1984-12-31', '1985-01-01', '1999-06-06', '2000-01-01', '2009-12-31'),
  jkk: until,
  jkm: until,
  jht: until,
  leftOn: fc.constantFrom(null, null, null, '2026-05-01'),
});

describe('cells', () => {
  let db: TestDatabase;
  let workspace: TestWorkspace;
  let workers: GivenWorker[];
  const read = <T>(work: () => Promise<T>) =>
    db.unitOfWork.run({ role: 'app', workspaceId: workspace.id, readOnly: true }, work);

  beforeAll(async () => {
    db = await openTestDatabase();
    workspace = await aWorkspace(db);
    workers = fc.sample(worker, { numRuns: 150, seed: 20261123 });
    await aRoster(db, workspace, workers, DAY);
    const other = await aWorkspace(db);
    await aRoster(db, other, fc.sample(worker, { numRuns: 10, seed: 4 }), DAY);
    for (const { id } of [workspace, other])
      await db.unitOfWork.run({ role: 'worker', workspaceId: id }, () => recount(id, DAY));
  });
  afterAll(() => db.close());

  const current = () => workers.filter(({ leftOn }) => !leftOn);
  const headlineOf = ({ jkk = null, jkm = null }: GivenWorker): Status => coverageStatus(protectedUntil(jkk, jkm), DAY);

  it('counts what a person would count', async () => {
    const { whole } = await read(() => coverageMargins(workspace.id));
    const people = current();
    expect(whole.workers).toBe(people.length);
    for (const status of STATUSES) {
      expect(whole.splits.headline[status]).toBe(people.filter((given) => headlineOf(given) === status).length);
      expect(whole.splits.jht[status]).toBe(
        people.filter(({ jht }) => coverageStatus(jht ?? null, DAY) === status).length,
      );
    }
    const ends = (given: GivenWorker) =>
      headlineOf(given) === 'active' && [given.jkk, given.jkm].includes('2026-11-30');
    expect(whole.expiring).toBe(people.filter(ends).length);
    expect(whole.expiring).toBeGreaterThan(0);
  });

  it('parts by any dimensions so that the parts add up to the whole, and the statuses to the workers', async () => {
    const { whole } = await read(() => coverageMargins(workspace.id));
    await fc.assert(
      fc.asyncProperty(fc.subarray([...CELL_DIMENSIONS]), async (by: CellDimension[]) => {
        const groups = await read(() => coverageBy(workspace.id, by, DAY, 1000));
        expect(sum(groups.map(({ counts }) => counts))).toEqual(sum([whole]));
        expect(new Set(groups.map(({ keys }) => JSON.stringify(keys))).size).toBe(groups.length);
        for (const { counts } of groups) {
          for (const name of COUNTED) {
            const { workers: all, ...parts } = counts.splits[name];
            expect(parts.active + parts.lapsed + parts.never + parts.unknown).toBe(all);
            expect(Math.min(...Object.values(parts))).toBeGreaterThanOrEqual(0);
          }
        }
      }),
      { numRuns: 16 },
    );
  });

  it('has margins that each add up to the whole', async () => {
    const margins = await read(() => coverageMargins(workspace.id));
    for (const part of [margins.region, margins.sector, margins.sex, margins.cohort])
      expect(sum([...part.values()])).toEqual(sum([margins.whole]));
    expect([...margins.cohort.keys()].map(Number)).toEqual(expect.arrayContaining([1980, 1985, 2005]));
  });

  it('says when there were more groups than asked for', async () => {
    expect(await read(() => coverageBy(workspace.id, ['region'], DAY, 2))).toHaveLength(3);
  });

  it('shows a changed roster at once, although margins are kept', async () => {
    const cache = new MarginsCache();
    const before = await read(() => cache.read(workspace.id));
    expect((await read(() => cache.read(workspace.id)))?.margins).toBe(before?.margins);
    await aRoster(db, workspace, [{ region: '9999' }], DAY);
    workers.push({ region: '9999' });
    await db.unitOfWork.run({ role: 'worker', workspaceId: workspace.id }, () => recount(workspace.id, DAY));
    const after = await read(() => cache.read(workspace.id));
    expect(after?.margins.whole.workers).toBe((before?.margins.whole.workers ?? 0) + 1);
  });

  it('knows a workspace without a roster', async () => {
    const empty = await aWorkspace(db);
    await db.unitOfWork.run({ role: 'worker', workspaceId: empty.id }, async () => {
      expect(await coverageHead(empty.id)).toBeNull();
      expect(await recount(empty.id, DAY)).toBe(false);
      expect((await coverageMargins(empty.id)).whole.workers).toBe(0);
    });
  });
});

/** Every number of the counts, added up. */
function sum(counts: Counts[]): Record<string, number> {
  const totals: Record<string, number> = {};
  const add = (key: string, value: number) => (totals[key] = (totals[key] ?? 0) + value);
  for (const each of counts) {
    add('workers', each.workers);
    add('expiring', each.expiring);
    for (const name of COUNTED) for (const status of STATUSES) add(`${name}.${status}`, each.splits[name][status]);
  }
  return totals;
}
