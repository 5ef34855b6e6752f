import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { recount } from '../../src/coverage/cells/recount.js';
import { STATUSES, type Split } from '../../src/coverage/coverage.rules.js';
import { provinceTotals } from '../../src/coverage/national/province-totals.query.js';
import { registryTotals } from '../../src/coverage/national/registry-totals.query.js';
import { workspaceTotals } from '../../src/coverage/national/workspace-totals.query.js';
import { takeSnapshot } from '../../src/coverage/snapshots/take-snapshot.js';
import { currentWork } from '../../src/platform/db/index.js';
import { aWorkspace, type TestWorkspace } from '../support/builders.js';
import { openTestDatabase, type TestDatabase } from '../support/database.js';
import { aRoster } from './roster.builder.js';

const DAY = '2026-11-23';

describe('the country in totals', () => {
  let db: TestDatabase;
  let agency: TestWorkspace;
  const asAgency = <T>(work: () => Promise<T>) =>
    db.unitOfWork.run({ role: 'agency', workspaceId: agency.id, readOnly: true }, work);

  beforeAll(async () => {
    db = await openTestDatabase();
    agency = await aWorkspace(db, { kind: 'agency' });
    const withSnapshot = await aWorkspace(db, { name: 'Berpotret' });
    const without = await aWorkspace(db, { name: 'Tanpa potret', kind: 'platform' });
    await aWorkspace(db, { name: 'Kosong' });
    await aRoster(
      db,
      withSnapshot,
      [
        { region: '3205', jkk: '2027-01-31' },
        { region: '3174', jkk: null },
      ],
      DAY,
    );
    await aRoster(
      db,
      without,
      [
        { region: '3204', jkk: '-infinity' },
        { region: '', jkk: '2026-01-31' },
      ],
      DAY,
    );
    for (const { id } of [withSnapshot, without])
      await db.unitOfWork.run({ role: 'worker', workspaceId: id }, () => recount(id, DAY));
    await db.unitOfWork.run({ role: 'worker', workspaceId: withSnapshot.id }, async () => {
      await takeSnapshot(withSnapshot.id, '2026-11-01', 'workers');
      await takeSnapshot(withSnapshot.id, DAY, 'cells');
    });
  });
  afterAll(() => db.close());

  it('has every partner once, by its latest snapshot or as it is now', async () => {
    const totals = await asAgency(workspaceTotals);
    expect(totals.map(({ name, day, split }) => [name, day, split.workers, split.active])).toEqual([
      ['Berpotret', DAY, 2, 1],
      ['Kosong', null, 0, 0],
      ['Tanpa potret', null, 2, 0],
    ]);
  });

  it('has provinces that add up to the workspaces', async () => {
    const provinces = await asAgency(provinceTotals);
    expect(provinces.map(({ province, split }) => [province, split.workers])).toEqual([
      ['', 1],
      ['31', 1],
      ['32', 2],
    ]);
    const sum = (splits: Split[], key: keyof Split) => splits.reduce((all, split) => all + split[key], 0);
    const workspaces = (await asAgency(workspaceTotals)).map(({ split }) => split);
    for (const key of ['workers', ...STATUSES] as const)
      expect(
        sum(
          provinces.map(({ split }) => split),
          key,
        ),
      ).toBe(sum(workspaces, key));
  });

  it('counts participants from the registry by the day', async () => {
    await db.admin(`insert into registry.participant_totals values
      ('bpu', '2026-11-30', 20), ('bpu', '-infinity', 5), ('pu', '2026-10-31', 7), ('pu', '2026-12-31', 1)`);
    const november = await asAgency(() => registryTotals(DAY));
    expect(november).toMatchObject({ participants: 33, active: 21, extract: null });
    expect(november.bySegment.map(({ segment, active }) => [segment, active])).toEqual([
      ['bpu', 20],
      ['pu', 1],
    ]);
    expect((await asAgency(() => registryTotals('2026-12-01'))).active).toBe(1);
  });

  it('lets the agency see no person of any roster, and a partner nothing of the others', async () => {
    const people = () => currentWork().query('select 1 from reporting.workers');
    await expect(asAgency(people)).rejects.toMatchObject({ code: '42501' });
    const partner = await aWorkspace(db);
    const asPartner = <T>(work: () => Promise<T>) =>
      db.unitOfWork.run({ role: 'app', workspaceId: partner.id, readOnly: true }, work);
    expect(await asPartner(provinceTotals)).toEqual([]);
    await expect(asPartner(() => registryTotals(DAY))).rejects.toMatchObject({ code: '42501' });
  });
});
