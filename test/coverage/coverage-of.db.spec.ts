import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { DIMENSIONS } from '../../src/coverage/api/coverage-question.rules.js';
import { CoverageOf, type Figures } from '../../src/coverage/api/coverage-of.js';
import { CoverageSnapshots } from '../../src/coverage/snapshots/coverage-snapshots.js';
import { Clock } from '../../src/kernel/index.js';
import { Reference } from '../../src/reference/index.js';
import { withReference } from '../reference/loaded-reference.js';
import { aWorkspace, type TestWorkspace } from '../support/builders.js';
import { openTestDatabase, type TestDatabase } from '../support/database.js';
import { aRoster } from './roster.builder.js';

const DAY = '2026-11-23';

class StoppedClock extends Clock {
  override now(): Date {
    return new Date(`${DAY}T05:00:00Z`);
  }
}

describe('coverage report', () => {
  let db: TestDatabase;
  let workspace: TestWorkspace;
  let coverage: CoverageOf;
  const ask = async (by?: string, asOf?: string, id = workspace.id) =>
    coverage.forWorkspace(id, { by: by?.split(','), asOf });

  beforeAll(async () => {
    db = await openTestDatabase();
    await withReference(db);
    const clock = new StoppedClock();
    coverage = new CoverageOf(db.unitOfWork, new Reference(db.unitOfWork, clock), clock);
    workspace = await aWorkspace(db);
    await aRoster(
      db,
      workspace,
      [
        { sex: 'L', birthDate: '2001-01-01', jkk: '2026-12-31', jht: '2026-12-31' },
        { sex: 'P', birthDate: '1985-01-01', jkk: '2026-11-30', region: '3175' },
        { sex: 'P', birthDate: '1985-01-01', jkk: '-infinity', region: '3175', sector: 'A' },
      ],
      DAY,
    );
    const snapshots = new CoverageSnapshots(db.unitOfWork, clock);
    await snapshots.rebuild(workspace.id);
    await snapshots.takeFor(workspace.id, '2026-10-31');
  });
  afterAll(() => db.close());

  it('names its definition, source and date', async () => {
    expect(await ask()).toMatchObject({
      as_of: DAY,
      definition: { code: 'headline', version: 1, programmes: ['JKK', 'JKM'] },
      source: { registry_extract: 7, kept_as: 'current' },
      total: { workers: 3, active: 2, lapsed: 0, never: 1, unknown: 0, expiring: 1, percent: 66.67 },
      groups: [],
    });
  });

  it.each(DIMENSIONS.flatMap((one) => DIMENSIONS.map((other) => [one, other] as const)))(
    'adds up when parted by %s and %s',
    async (one, other) => {
      const { total, groups } = await ask(`${one},${other}`);
      const programmes = new Set(groups.map(({ programme }) => programme));
      for (const programme of programmes) {
        const parts = groups.filter((group) => group.programme === programme);
        const sum = (key: keyof Figures) => parts.reduce((all, part) => all + (part[key] ?? 0), 0);
        expect(sum('workers')).toBe(total.workers);
        expect(sum('active') + sum('lapsed') + sum('never') + sum('unknown')).toBe(total.workers);
        if (programme === undefined) expect(sum('active')).toBe(total.active);
      }
    },
  );

  it('parts by age band and programme', async () => {
    const { groups } = await ask('age_band,programme');
    expect(groups).toHaveLength(10);
    expect(groups).toContainEqual(
      expect.objectContaining({ age_band: '15-24', programme: 'JHT', workers: 1, active: 1, percent: 100 }),
    );
    expect(groups).toContainEqual(
      expect.objectContaining({ age_band: '35-44', programme: 'JHT', workers: 2, unknown: 2, percent: 0 }),
    );
  });

  it('answers the past from snapshots, and says when it cannot', async () => {
    expect(await ask('region', '2026-10-31')).toMatchObject({
      as_of: '2026-10-31',
      source: { kept_as: 'snapshot' },
      total: { workers: 3, active: 2 },
      groups: [
        { region: '3175', workers: 2 },
        { region: '3174', workers: 1 },
      ],
    });
    await expect(ask('sex', '2026-10-31')).rejects.toMatchObject({ status: 422, code: 'coverage.past-dimensions' });
    await expect(ask('', '2026-10-30')).rejects.toMatchObject({ status: 422, code: 'coverage.no-snapshot' });
    await expect(ask('', '2026-11-24')).rejects.toMatchObject({ status: 422, code: 'coverage.future-day' });
    await expect(ask('', '2026-02-30')).rejects.toMatchObject({ status: 422, code: 'coverage.unreadable-day' });
    await expect(ask('shoe_size')).rejects.toMatchObject({ status: 422, code: 'coverage.unknown-dimension' });
  });

  it('has zeros and no percentage where there is no roster', async () => {
    const empty = await aWorkspace(db);
    expect(await ask('region', undefined, empty.id)).toMatchObject({
      total: { workers: 0, active: 0, percent: null },
      groups: [],
    });
  });
});
