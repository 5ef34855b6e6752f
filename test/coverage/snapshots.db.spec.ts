import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { Clock } from '../../src/kernel/index.js';
import { coverageHead } from '../../src/coverage/cells/coverage-head.query.js';
import { coverageMargins } from '../../src/coverage/cells/coverage-margins.query.js';
import { CoverageSnapshots } from '../../src/coverage/snapshots/coverage-snapshots.js';
import { snapshotOfDay, type SnapshotDimension } from '../../src/coverage/snapshots/snapshot-of-day.query.js';
import { coverageTrend } from '../../src/coverage/snapshots/trend.query.js';
import { aWorkspace, type TestWorkspace } from '../support/builders.js';
import { openTestDatabase, type TestDatabase } from '../support/database.js';
import { aRoster } from './roster.builder.js';

class StoppedClock extends Clock {
  day = '2026-11-23';
  override now(): Date {
    return new Date(`${this.day}T05:00:00Z`);
  }
}

describe('daily snapshots', () => {
  let db: TestDatabase;
  let workspace: TestWorkspace;
  let snapshots: CoverageSnapshots;
  const clock = new StoppedClock();
  const read = <T>(work: () => Promise<T>) =>
    db.unitOfWork.run({ role: 'app', workspaceId: workspace.id, readOnly: true }, work);
  const all = (day: string) => read(async () => (await snapshotOfDay(workspace.id, day, 'all'))[0]?.split);

  beforeAll(async () => {
    db = await openTestDatabase();
    snapshots = new CoverageSnapshots(db.unitOfWork, clock);
  });
  beforeEach(async () => {
    clock.day = '2026-11-23';
    workspace = await aWorkspace(db);
    await aRoster(
      db,
      workspace,
      [
        { region: '3174', sector: 'A', jkk: '2026-11-30' },
        { region: '3174', sector: 'G', jkk: '2026-12-31' },
        { region: '3175', sector: 'G', jkk: '-infinity' },
        { region: '', sector: '', jkk: null },
      ],
      clock.day,
    );
    await snapshots.rebuild(workspace.id);
  });
  afterAll(() => db.close());

  it('takes one a day, however often it runs, and forgets regions that are gone', async () => {
    await snapshots.takeToday(workspace.id);
    await db.admin(`update app.workers set region = '3174' where workspace_id = $1 and region = '3175'`, [
      workspace.id,
    ]);
    await snapshots.rebuild(workspace.id);
    await snapshots.takeToday(workspace.id);
    const regions = await read(() => snapshotOfDay(workspace.id, clock.day, 'region'));
    expect(regions.map(({ key, split }) => [key, split.workers])).toEqual([
      ['3174', 3],
      ['', 1],
    ]);
    expect(await all(clock.day)).toEqual({ workers: 4, active: 2, lapsed: 0, never: 1, unknown: 1 });
  });

  it('has parts that add up to the whole', async () => {
    await snapshots.takeToday(workspace.id);
    const whole = await all(clock.day);
    for (const dimension of ['region', 'sector'] as SnapshotDimension[]) {
      const parts = await read(() => snapshotOfDay(workspace.id, clock.day, dimension));
      for (const key of ['workers', 'active', 'lapsed', 'never', 'unknown'] as const)
        expect(parts.reduce((sum, { split }) => sum + split[key], 0)).toBe(whole?.[key]);
    }
  });

  it('lets protection lapse when the month turns', async () => {
    await snapshots.takeToday(workspace.id);
    clock.day = '2026-12-01';
    await snapshots.takeToday(workspace.id);
    expect(await all('2026-11-23')).toMatchObject({ active: 2, lapsed: 0 });
    expect(await all('2026-12-01')).toMatchObject({ active: 1, lapsed: 1 });
    const head = await read(() => coverageHead(workspace.id));
    expect(head?.asOf).toBe('2026-12-01');
    const { whole } = await read(() => coverageMargins(workspace.id));
    expect(whole).toMatchObject({ expiring: 1 });
  });

  it('moves the day within a month without counting anew', async () => {
    await db.admin(
      'update app.coverage_cells set workers = workers + 100 where workspace_id = $1 and region = $2 and sector = $3',
      [workspace.id, '3174', 'A'],
    );
    clock.day = '2026-11-24';
    await snapshots.takeToday(workspace.id);
    expect((await read(() => coverageHead(workspace.id)))?.asOf).toBe('2026-11-24');
    expect((await all('2026-11-24'))?.workers).toBe(104);
  });

  it('reckons a day of another month from the people', async () => {
    await snapshots.takeFor(workspace.id, '2027-01-31');
    expect(await all('2027-01-31')).toEqual({ workers: 4, active: 0, lapsed: 2, never: 1, unknown: 1 });
    expect((await read(() => coverageHead(workspace.id)))?.asOf).toBe('2026-11-23');
  });

  it('goes through every workspace, and past one that fails', async () => {
    const empty = await aWorkspace(db);
    await db.admin(`insert into app.roster_heads (workspace_id) values ($1)`, [empty.id]);
    await db.admin(
      `insert into app.coverage_cells (workspace_id, region, sector, sex, cohort, workers, headline_active) values ($1, '', '', 'L', 1990, 1, 2)`,
      [empty.id],
    );
    await db.admin(`alter table app.coverage_snapshots add constraint broken check (unknown >= 0) not valid`);
    await expect(snapshots.takeAll()).rejects.toThrow(/1 failed/);
    expect(await all(clock.day)).toMatchObject({ workers: 4 });
    await db.admin('alter table app.coverage_snapshots drop constraint broken');
    await db.admin('delete from app.coverage_cells where workspace_id = $1', [empty.id]);
    await snapshots.takeAll();
  });

  it('draws the trend by the week and lately by the day, oldest first', async () => {
    const taken = ['2026-09-30', '2026-10-05', '2026-10-07', '2026-11-01', '2026-11-02', '2026-11-23'];
    for (const day of taken) await snapshots.takeFor(workspace.id, day);
    const days = async (from: string, dailyFrom: string) =>
      (await read(() => coverageTrend(workspace.id, { from, dailyFrom }))).map(({ day }) => day);
    expect(await days('2026-01-01', '2026-11-01')).toEqual(taken.filter((day) => day !== '2026-10-05'));
    expect(await days('2026-10-01', '2026-10-01')).toEqual(taken.slice(1));
  });

  it('keeps other workspaces out', async () => {
    await snapshots.takeToday(workspace.id);
    const other = await aWorkspace(db);
    const seen = await db.unitOfWork.run({ role: 'app', workspaceId: other.id, readOnly: true }, () =>
      snapshotOfDay(workspace.id, clock.day, 'all'),
    );
    expect(seen).toEqual([]);
  });
});
