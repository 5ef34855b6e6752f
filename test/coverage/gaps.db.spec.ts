import { parse } from 'csv-parse/sync';
import type { Readable } from 'node:stream';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { Audit } from '../../src/audit/index.js';
import { EventsRepository } from '../../src/audit/events.repository.js';
import { recount } from '../../src/coverage/cells/recount.js';
import { GapExports } from '../../src/coverage/gaps/gap-exports.js';
import { GAP_STATUSES, gapCount, readGapFilter } from '../../src/coverage/gaps/gap-filter.rules.js';
import { GapList } from '../../src/coverage/gaps/gap-list.js';
import { Places } from '../../src/coverage/places.js';
import { Clock, systemActor, type Actor } from '../../src/kernel/index.js';
import { Reference } from '../../src/reference/index.js';
import { aWorkspace, testKeyring, type TestWorkspace } from '../support/builders.js';
import { openTestDatabase, type TestDatabase } from '../support/database.js';
import { aRoster } from './roster.builder.js';

const DAY = '2026-11-23';

class StoppedClock extends Clock {
  override now(): Date {
    return new Date(`${DAY}T05:00:00Z`);
  }
}

describe('gap list', () => {
  let db: TestDatabase;
  let workspace: TestWorkspace;
  let actor: Actor;
  let gaps: GapList;
  let exports: GapExports;
  const read = <T>(work: () => Promise<T>) =>
    db.unitOfWork.run({ role: 'app', workspaceId: workspace.id, readOnly: true }, work);
  const namesOf = async (query: object, after: string | null = null, limit = 50) => {
    const { people, more } = await read(() => gaps.people(workspace.id, readGapFilter(query), DAY, { after, limit }));
    return { names: people.map(({ name }) => name), last: people.at(-1)?.id ?? null, more };
  };

  beforeAll(async () => {
    db = await openTestDatabase();
    const clock = new StoppedClock();
    workspace = await aWorkspace(db, { slug: 'gap-list' });
    actor = { ...systemActor('r-1', workspace.id), workspaceSlug: workspace.slug, locale: 'en' };
    gaps = new GapList(testKeyring(), clock);
    const places = new Places(new Reference(db.unitOfWork, clock));
    exports = new GapExports(db.unitOfWork, testKeyring(), gaps, places, new Audit(new EventsRepository(), clock));
    await aRoster(
      db,
      workspace,
      [
        { name: 'Wati', region: '3175', sector: 'G', jkk: '2026-10-31' },
        { name: 'Budi', region: '3174', sector: 'G', jkk: '-infinity' },
        { name: '=Ani', region: '3174', sector: 'A', jkk: null },
        { name: 'Cici', region: '3174', sector: 'G', jkk: '2026-11-30' },
        { name: 'Dedi', region: '', sector: '', jkk: '2026-01-31' },
        { name: 'Aman', region: '3174', sector: 'G', jkk: '2026-12-31' },
        { name: 'Pergi', region: '3174', sector: 'G', jkk: '-infinity', leftOn: '2026-01-01' },
      ],
      DAY,
    );
    await db.unitOfWork.run({ role: 'worker', workspaceId: workspace.id }, () => recount(workspace.id, DAY));
  });
  afterAll(() => db.close());

  it('lists everybody who is not covered or about to lapse, by district, sector and name', async () => {
    expect((await namesOf({})).names).toEqual(['Dedi', '=Ani', 'Budi', 'Cici', 'Wati']);
  });

  it('shows the mask of a NIK and the status, and nothing else of what is sealed', async () => {
    const { people } = await read(() =>
      gaps.people(workspace.id, readGapFilter({ region: '3174', sector: 'G' }), DAY, { after: null, limit: 10 }),
    );
    expect(people.map(({ maskedNik, status }) => [maskedNik, status])).toEqual([
      ['9900••••••••0002', 'never'],
      ['9900••••••••0004', 'expiring'],
    ]);
    expect(JSON.stringify(people)).not.toMatch(/\b\d{16}\b/);
  });

  it.each([
    [{ status: 'expiring' }, ['Cici']],
    [{ status: 'never,lapsed' }, ['Dedi', 'Budi', 'Wati']],
    [{ region: 'none' }, ['Dedi']],
    [{ sector: 'A' }, ['=Ani']],
    [{ status: 'nonsense', region: 'x; drop' }, ['Dedi', '=Ani', 'Budi', 'Cici', 'Wati']],
  ])('filters by %j', async (query, expected) => {
    expect((await namesOf(query)).names).toEqual(expected);
  });

  it('goes on after the last person of a page', async () => {
    const first = await namesOf({}, null, 2);
    const second = await namesOf({}, first.last, 2);
    const third = await namesOf({}, second.last, 2);
    expect([...first.names, ...second.names, ...third.names]).toEqual(['Dedi', '=Ani', 'Budi', 'Cici', 'Wati']);
    expect([first.more, second.more, third.more]).toEqual([true, true, false]);
  });

  it('counts in its groups exactly the people it lists, for every status', async () => {
    const groups = await read(() => gaps.groups(workspace.id));
    for (const status of GAP_STATUSES) {
      const filter = readGapFilter({ status });
      const counted = groups.reduce((sum, { counts }) => sum + gapCount(counts, [status]), 0);
      expect(counted).toBe(await read(() => gaps.size(workspace.id, filter, DAY)));
    }
  });

  it('exports all of them, formula-safe and in order, and tells the audit how many before', async () => {
    const wanted = await exports.begin(actor, readGapFilter({}), 'csv');
    let text = '';
    await exports.send(actor, wanted, async (bytes: Readable) => {
      for await (const chunk of bytes) text += String(chunk);
    });
    const [header = [], ...rows] = parse(text, { bom: true }) as string[][];
    expect(rows.map((row) => row[header.indexOf('Name')])).toEqual(['Dedi', "'=Ani", 'Budi', 'Cici', 'Wati']);
    expect(text).not.toMatch(/\b\d{16}\b/);
    const [event] = await db.admin<{ detail: object; action: string }>(
      'select action, detail from audit.events where workspace_id = $1',
      [workspace.id],
    );
    expect(event).toMatchObject({ action: 'coverage.gaps.exported', detail: { rows: 5, format: 'csv' } });
    expect(wanted.fileName).toBe('coverage-gaps-gap-list-2026-11-23.csv');
  });

  it('lets nobody download while too many do', async () => {
    const wanted = await exports.begin(actor, readGapFilter({}), 'csv');
    let release = () => {};
    const waiting = new Promise<void>((resolve) => (release = resolve));
    const downloads = [1, 2, 3].map(() => exports.send(actor, wanted, () => waiting));
    await expect(async () => exports.begin(actor, readGapFilter({}), 'csv')).rejects.toMatchObject({ status: 429 });
    release();
    await Promise.all(downloads);
    await exports.begin(actor, readGapFilter({}), 'csv');
  });

  it('shows another workspace nothing', async () => {
    const other = await aWorkspace(db);
    const seen = await db.unitOfWork.run({ role: 'app', workspaceId: other.id, readOnly: true }, () =>
      gaps.size(workspace.id, readGapFilter({}), DAY),
    );
    expect(seen).toBe(0);
  });
});
