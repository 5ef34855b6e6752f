import { AsyncResource } from 'node:async_hooks';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { RosterMoved } from '../../src/imports/index.js';
import { holdRegistryVersion } from '../../src/participants/index.js';
import { aWorkspace, testKeyring, type TestWorkspace } from '../support/builders.js';
import { openTestDatabase, type TestDatabase } from '../support/database.js';
import { extractLoader } from './extract-load.js';
import { madeUpNik } from './people.js';

const HEADERS = ['NIK', 'Nama', 'Tanggal Lahir', 'Segmen', 'KPJ', 'JKK', 'JKM'];
const person = (n: number, until = '2026-12', name = `ORANG KE ${n}`) => [
  ...[madeUpNik(n), name, '01-01-1990', 'BPU', '19001234567', until, until],
];

/** Another process would not share this one's unit of work. */
const outside = AsyncResource.bind((work: () => Promise<void>) => work());

describe('loading an extract', () => {
  let db: TestDatabase;
  let agency: TestWorkspace;
  let regency: TestWorkspace;
  let load: Awaited<ReturnType<typeof extractLoader>>;

  beforeAll(async () => {
    db = await openTestDatabase();
    agency = await aWorkspace(db, { kind: 'agency' });
    regency = await aWorkspace(db);
    load = await extractLoader(db, agency);
  });
  afterAll(async () => {
    await load.close();
    await db.close();
  });

  const participant = async (n: number) => {
    const keys = await db.unitOfWork.run({ role: 'worker', workspaceId: agency.id }, () =>
      testKeyring().registryKeys(),
    );
    const rows = await db.admin(
      `select name_key, birth_date::text, segment, kpj, jkk_until::text, jkm_until::text, jht_until::text,
         extract_version::int, sealed, match_index from registry.participants where match_index = $1`,
      [keys.matchIndex(madeUpNik(n))],
    );
    return { keys, ...rows[0] } as Record<string, unknown> & { keys: typeof keys; sealed: Buffer; match_index: Buffer };
  };

  it('creates people; of rows that repeat one the first wins, and what contradicts it is held', async () => {
    const rows = [
      person(1),
      person(2, '-'),
      person(1),
      person(2, '2026-11'),
      person(3, 'aktif'),
      ['12', 'TANPA NIK', '01-01-1990', '', '', '', ''],
    ];
    const file = await load.rehearse(HEADERS, rows);
    expect((await load.outcomes(file)).map((row) => row.outcome)).toEqual([
      ...['created', 'created', 'duplicate', 'held', 'held', 'rejected'],
    ]);
    expect(await db.admin('select 1 from registry.participants')).toEqual([]);
    await load.confirm(file);
    const { keys, sealed, match_index, ...first } = await participant(1);
    expect(first).toEqual({
      ...{ name_key: 'ORANG KE 1', birth_date: '1990-01-01', segment: 'bpu', kpj: ['19001234567'] },
      ...{ jkk_until: '2026-12-31', jkm_until: '2026-12-31', jht_until: '-infinity', extract_version: 1 },
    });
    expect(JSON.parse(keys.openText(sealed, match_index))).toEqual([madeUpNik(1), 'ORANG KE 1']);
    expect(await participant(2)).toMatchObject({ jkk_until: '-infinity', jkm_until: '-infinity' });
    expect(await db.admin('select 1 from registry.participants')).toHaveLength(2);
  });

  it('tells every workspace but the agency to look again, and keeps totals and the extract', async () => {
    expect(await load.refreshes()).toEqual([{ workspace: regency.id }]);
    expect(
      await db.admin(
        'select segment, protected_until::text, participants::int from registry.participant_totals order by 2',
      ),
    ).toEqual([
      { segment: 'bpu', protected_until: '-infinity', participants: 1 },
      { segment: 'bpu', protected_until: '2026-12-31', participants: 1 },
    ]);
    expect(await db.admin('select version::int, created::int, updated::int from registry.extracts')).toEqual([
      { version: 1, created: 2, updated: 0 },
    ]);
  });

  it('changes what a newer extract says, leaves what it does not say, and marks only the changed', async () => {
    const file = await load.rehearse(
      ['NIK', 'Nama', 'Tanggal Lahir', 'JKK', 'JKM', 'JHT'],
      [
        [madeUpNik(1), 'Orang ke 1, S.E.', '01-01-1990', '2026-12', '2026-12', ''],
        [madeUpNik(2), 'ORANG KE 2', '02-01-1990', '2027-01', '2027-01', '2027-01'],
      ],
    );
    expect(await load.outcomes(file)).toMatchObject([{ outcome: 'unchanged', changed: null }, { outcome: 'updated' }]);
    expect(file.changedFields).toEqual({ birth_date: 1, jkk_until: 1, jkm_until: 1, jht_until: 1 });
    await load.confirm(file);
    expect(await participant(1)).toMatchObject({ extract_version: 1, jht_until: '-infinity' });
    expect(await participant(2)).toMatchObject({
      ...{ extract_version: 2, birth_date: '1990-01-02', jkk_until: '2027-01-31', jht_until: '2027-01-31' },
      ...{ segment: 'bpu', kpj: ['19001234567'] },
    });
  });

  it('refuses a plan that another extract has overtaken, and leaves nothing of it', async () => {
    const [late, early] = [await load.rehearse(HEADERS, [person(4)]), await load.rehearse(HEADERS, [person(5)])];
    await load.confirm(early);
    await expect(load.confirm(late)).rejects.toThrow(RosterMoved);
    expect((await participant(4)).name_key).toBeUndefined();
  });

  it('is published only after those who store what they matched before', async () => {
    const file = await load.rehearse(HEADERS, [person(6)]);
    const order: string[] = [];
    let loading: Promise<void> = Promise.resolve();
    await db.unitOfWork.run({ role: 'worker', workspaceId: regency.id }, async () => {
      expect(await holdRegistryVersion()).toBe(3);
      loading = outside(() => load.confirm(file)).then(() => void order.push('extract'));
      await new Promise((resolve) => setTimeout(resolve, 300));
      order.push('roster');
    });
    await loading;
    expect(order).toEqual(['roster', 'extract']);
  });
});
