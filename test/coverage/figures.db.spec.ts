import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { Audit } from '../../src/audit/index.js';
import { EventsRepository } from '../../src/audit/events.repository.js';
import type { FigureEntry } from '../../src/coverage/figures/figure.rules.js';
import { FiguresRepository } from '../../src/coverage/figures/figures.repository.js';
import { Figures } from '../../src/coverage/figures/figures.service.js';
import { Clock, systemActor } from '../../src/kernel/index.js';
import { aWorkspace, type TestWorkspace } from '../support/builders.js';
import { openTestDatabase, type TestDatabase } from '../support/database.js';

const figures = new Figures(new FiguresRepository(), new Audit(new EventsRepository(), new Clock()));
const entry = (given: Partial<FigureEntry> = {}): FigureEntry => ({
  ...{ indicator: 'coverage_of_roster', region: '', sector: '', year: 2026, value: 45 },
  ...{ source: 'RPJMD 2025–2029', sourceDate: '2025-08-01', definition: 'jkk-jkm-v1' },
  ...given,
});

describe('figures', () => {
  let db: TestDatabase;
  let workspace: TestWorkspace;
  const as = <T>(work: () => Promise<T>) => db.unitOfWork.run({ role: 'app', workspaceId: workspace.id }, work);
  const actor = () => ({ ...systemActor('r', workspace.id), label: 'officer@example.test' });
  const values = async () => (await as(() => figures.holding(workspace.id))).map(({ value }) => value);

  beforeAll(async () => {
    db = await openTestDatabase();
    workspace = await aWorkspace(db);
  });
  afterAll(() => db.close());

  it('lets the newest of a series hold and keeps the older ones, with who and where from', async () => {
    await as(() => figures.enter(actor(), [entry(), entry({ indicator: 'eligible_workers', value: 900_000.0 })]));
    await as(() => figures.enter(actor(), [entry({ value: 47.5, source: 'Perubahan RPJMD' })]));
    expect((await values()).sort()).toEqual([47.5, 900_000]);
    const series = await as(() => figures.series(workspace.id));
    const target = series.find(({ newest }) => newest.indicator === 'coverage_of_roster');
    expect(target?.newest).toMatchObject({ source: 'Perubahan RPJMD', enteredLabel: 'officer@example.test' });
    expect(target?.older.map(({ value, source }) => [value, source])).toEqual([[45, 'RPJMD 2025–2029']]);
  });

  it('withdraws by superseding', async () => {
    const [held] = (await as(() => figures.holding(workspace.id))).filter(({ value }) => value === 47.5);
    await as(() => figures.withdraw(actor(), held?.id ?? ''));
    expect(await values()).toEqual([900_000]);
    const [count] = await db.admin<{ n: number }>(
      'select count(*)::int as n from app.figures where workspace_id = $1',
      [workspace.id],
    );
    expect(count?.n).toBe(4);
    await expect(as(() => figures.withdraw(actor(), held?.id ?? ''))).rejects.toMatchObject({ status: 404 });
    await as(() => figures.enter(actor(), [entry({ value: 50 })]));
    expect((await values()).sort()).toEqual([50, 900_000]);
  });

  it('refuses the same series twice at once', async () => {
    await expect(as(() => figures.enter(actor(), [entry(), entry({ value: 1 })]))).rejects.toMatchObject({
      code: 'coverage.figure-twice',
    });
  });

  it('leaves a trace of each act', async () => {
    const rows = await db.admin<{ action: string }>(
      'select action from audit.events where workspace_id = $1 order by seq',
      [workspace.id],
    );
    expect(rows.map(({ action }) => action)).toEqual([
      'coverage.figures.entered',
      'coverage.figures.entered',
      'coverage.figure.withdrawn',
      'coverage.figures.entered',
    ]);
  });

  it('is the workspace’s own', async () => {
    const other = await aWorkspace(db);
    const seen = await db.unitOfWork.run({ role: 'app', workspaceId: other.id }, () => figures.holding(workspace.id));
    expect(seen).toEqual([]);
  });
});
