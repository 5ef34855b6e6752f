import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { MarginsCache } from '../../src/coverage/cells/margins-cache.js';
import { recount } from '../../src/coverage/cells/recount.js';
import { breakdownOf, type Linked } from '../../src/coverage/dashboard/breakdown.js';
import { BREAKDOWNS, CoverageGroups } from '../../src/coverage/dashboard/coverage-groups.js';
import { peoplePath } from '../../src/coverage/dashboard/people-path.js';
import { gatherWorkers } from '../../src/rosters/workers/find-workers.query.js';
import { readWorkerFilter } from '../../src/rosters/workers/worker-filter.rules.js';
import { aWorkspace, testKeyring, type TestWorkspace } from '../support/builders.js';
import { openTestDatabase, type TestDatabase } from '../support/database.js';
import { aRoster, type GivenWorker } from './roster.builder.js';

const DAY = '2026-11-23';
const until = fc.constantFrom(null, '-infinity', '2026-10-31', '2026-11-30', '2027-01-31');
const worker: fc.Arbitrary<GivenWorker> = fc.record({
  region: fc.constantFrom('', '3174', '3205'),
  sector: fc.constantFrom('', 'A', 'G'),
  sex: fc.constantFrom('L' as const, 'P' as const),
  birthDate: fc
    .tuple(fc.integer({ min: 1955, max: 2011 }), fc.constantFrom('01-01', '12-31'))
    .map(([year, day]) => `${year}-${day}`),
  jkk: until,
  jkm: until,
  jht: until,
});

describe('numbers of the dashboard', () => {
  let db: TestDatabase;
  let workspace: TestWorkspace;
  const inWorkspace = <T>(work: () => Promise<T>) =>
    db.unitOfWork.run({ role: 'app', workspaceId: workspace.id, readOnly: true }, work);

  /** How many people the worker list finds under an address. */
  const listed = (href: string) =>
    inWorkspace(async () => {
      const { filter, faults } = readWorkerFilter(Object.fromEntries(new URL(href, 'http://x').searchParams));
      expect(faults).toEqual([]);
      const keys = await testKeyring().workspaceKeys(workspace.id);
      const asked = { workspaceId: workspace.id, keys, filter, text: null, day: DAY, cursor: null, limit: 1 };
      return (await gatherWorkers(asked)).total;
    });

  beforeAll(async () => {
    db = await openTestDatabase();
    workspace = await aWorkspace(db);
    await aRoster(db, workspace, fc.sample(worker, { numRuns: 120, seed: 61 }), DAY);
    await db.unitOfWork.run({ role: 'worker', workspaceId: workspace.id }, () => recount(workspace.id, DAY));
  });
  afterAll(() => db.close());

  it.each(BREAKDOWNS)('open exactly the people they count, by %s', async (name) => {
    const kept = await inWorkspace(() => new MarginsCache().read(workspace.id));
    if (!kept) throw new Error('the roster is there');
    const same = (code: string) => code;
    const groups = new CoverageGroups(kept.margins, { region: same, sector: same }, 'en', DAY).of(name);
    const { rows } = breakdownOf('x', { id: 'by', title: 'by', column: 'by' }, groups);
    const linked = rows.flatMap((row): Linked[] => [row.total, ...row.statuses]);
    expect(linked.length).toBeGreaterThan(5);
    for (const { value, href } of linked) expect(href === null ? 0 : await listed(href), href ?? '').toBe(value);
  });

  it('open who is about to lapse', async () => {
    const kept = await inWorkspace(() => new MarginsCache().read(workspace.id));
    expect(await listed(peoplePath('x', { coverage: 'expiring' }))).toBe(kept?.margins.whole.expiring);
  });
});
