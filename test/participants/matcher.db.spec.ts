import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { Matcher, recordMatchCases, saveWorkerKeys, type MatchCounts } from '../../src/participants/index.js';
import { currentWork } from '../../src/platform/db/index.js';
import { aWorkspace, type TestWorkspace } from '../support/builders.js';
import { openTestDatabase, type TestDatabase } from '../support/database.js';
import { aQueue } from '../support/queue.js';
import { givenParticipants, madeUpNik, openMatchTables, stageWorkers, workerId } from './people.js';

/** name on the roster, name in the registry, birth date on the roster, birth date in the registry, what must come out. */
type Pair = [
  roster: string,
  registry: string | null,
  birth: string,
  registryBirth: string,
  state: string,
  reason: string | null,
];

const PEOPLE: Pair[] = [
  ['BUDI SANTOSO', 'BUDI SANTOSO', '1980-01-12', '1980-01-12', 'matched', null],
  ['budi  santoso', 'BUDI SANTOSO', '1980-01-12', '1980-01-12', 'matched', null],
  ['Ir. Budi Santoso, M.Si.', 'BUDI SANTOSO', '1980-01-12', '1980-01-12', 'matched', null],
  ['Hj. Siti Aminah', 'SITI AMINAH', '1975-03-04', '1975-03-04', 'matched', null],
  ['SITI AMINAH', 'Dra. Hj. SITI AMINAH, M.Pd', '1975-03-04', '1975-03-04', 'matched', null],
  ['Moh. Rizki Pratama', 'MUHAMMAD RIZKI PRATAMA', '1990-07-07', '1990-07-07', 'matched', null],
  ['Muh Rizki Pratama', 'MOCHAMAD RIZKI PRATAMA', '1990-07-07', '1990-07-07', 'matched', null],
  ['PRATAMA RIZKI', 'RIZKI PRATAMA', '1990-07-07', '1990-07-07', 'matched', null],
  ['SUKARNI', 'SUKARNI', '1969-12-31', '1969-12-31', 'matched', null],
  ['SUKARNI', 'SUKARNI', '1969-12-31', '1969-12-30', 'mismatch', 'birth_date'],
  ['SUKARNI', 'SUHARTI', '1969-12-31', '1969-12-31', 'mismatch', 'name'],
  ['NURHAYATI', 'NUR HAYATI', '1988-08-08', '1988-08-08', 'matched', null],
  ['TJIPTO WIDODO', 'CIPTO WIDODO', '1971-02-28', '1971-02-28', 'matched', null],
  ['SOEKARTO HADI', 'SUKARTO HADI', '1971-02-28', '1971-02-28', 'matched', null],
  ['A. FAUZI', 'AHMAD FAUZI', '1985-05-05', '1985-05-05', 'matched', null],
  ['MUHAMMAD', 'MUHAMMAD FAISAL', '1985-05-05', '1985-05-05', 'mismatch', 'name'],
  ['DEWI LESTARI', 'LESTARI PUTRI', '1995-09-09', '1995-09-09', 'mismatch', 'name'],
  ['RAHMAN BIN ALI', 'RAHMAN ALI', '1960-06-06', '1960-06-06', 'matched', null],
  ['WAHYUNINGSIH', 'WAHYUNINGSI', '1992-02-29', '1992-02-29', 'matched', null],
  ['JOKO', 'JAKA', '1970-01-01', '1970-01-01', 'mismatch', 'name'],
  ['AGUS SALIM', null, '1970-01-01', '1970-01-01', 'absent', null],
  ['RINA MARLINA', null, '2001-01-01', '2001-01-01', 'absent', null],
  ["SITI MA'RIFAH", 'SITI MARIFAH', '1983-03-03', '1983-03-03', 'matched', null],
  ['ST. KHADIJAH', 'SITI KHADIJAH', '1983-03-03', '1983-03-03', 'matched', null],
  ['YOHANES KUPANG', 'YOHANES KUPANG', '1977-07-17', '1987-07-17', 'mismatch', 'birth_date'],
  ['KETUT', 'I KETUT SUARDANA', '1991-11-11', '1991-11-11', 'mismatch', 'name'],
  ['I KETUT SUARDANA', 'KETUT SUARDANA', '1991-11-11', '1991-11-11', 'matched', null],
  ['BAMBANG SUTRISNO', 'BAMBANG SUTRSINO', '1966-06-16', '1966-06-16', 'matched', null],
  ['BAMBANG', 'BAMBANG SUTRISNO', '1966-06-16', '1966-06-16', 'matched', null],
  ['EKO', 'EKA', '1999-09-19', '1999-09-19', 'mismatch', 'name'],
];

const UNTIL = ['2026-12-31', '2026-11-30', null, '2025-01-31', null];

describe('matcher', () => {
  let db: TestDatabase;
  let workspace: TestWorkspace;
  let counts: MatchCounts;
  let tables: { stage: string; result: string };
  let matcher: Matcher;
  let jobs: Awaited<ReturnType<typeof aQueue>>;

  beforeAll(async () => {
    db = await openTestDatabase();
    jobs = await aQueue(db);
    matcher = new Matcher(db.unitOfWork, jobs.queue);
    workspace = await aWorkspace(db);
    await db.admin(`insert into registry.keyring (data_key, version) values ('\\x00', 4)`);
    await givenParticipants(
      db,
      PEOPLE.flatMap(([, name, , birth], n) => (name ? [{ nik: madeUpNik(n + 1), name, birth, until: UNTIL }] : [])),
    );
    tables = await openMatchTables(db, workspace.id, '0'.repeat(31) + '1');
    const workers = PEOPLE.map(([name, , birth], n) => ({ n: n + 1, nik: madeUpNik(n + 1), name, birth }));
    await stageWorkers(db, tables.stage, workers);
    counts = await matcher.matchStaged(tables.stage, tables.result);
  });
  afterAll(async () => {
    await jobs.close();
    await db.close();
  });

  const resultOf = async (n: number, table = tables.result) => {
    const rows = await db.admin<Record<string, string | null>>(
      `select state, reason, jkk_until::text, jkm_until::text, jht_until::text, jp_until::text, jkp_until::text,
         protected_until::text from ${table} where worker_id = $1`,
      [workerId(n)],
    );
    expect(rows).toHaveLength(1);
    return rows[0];
  };

  it.each(PEOPLE.map((pair, n) => [n + 1, ...pair] as const))(
    '%i: %s and %s, %s and %s: %s %s',
    async (n, _roster, _registry, _birth, _registryBirth, state, reason) => {
      expect(await resultOf(n)).toMatchObject({ state, reason });
    },
  );

  it('counts everybody once and says which extract it rests on', () => {
    const expected = (state: string) => PEOPLE.filter((pair) => pair[4] === state).length;
    expect(counts).toEqual({
      matched: expected('matched'),
      absent: expected('absent'),
      mismatch: expected('mismatch'),
      version: 4,
    });
  });

  it('gives dates to those who match, by equal and by tolerated names alike', async () => {
    const dates = {
      ...{ jkk_until: '2026-12-31', jkm_until: '2026-11-30', jht_until: '-infinity', jp_until: '2025-01-31' },
      ...{ jkp_until: '-infinity', protected_until: '2026-11-30' },
    };
    expect(await resultOf(1)).toEqual({ state: 'matched', reason: null, ...dates });
    expect(await resultOf(6)).toEqual({ state: 'matched', reason: null, ...dates });
  });

  it('says never of those who are absent, and nothing of those who do not agree', async () => {
    const all = (value: string | null) =>
      Object.fromEntries(
        ['jkk_until', 'jkm_until', 'jht_until', 'jp_until', 'jkp_until', 'protected_until'].map((key) => [key, value]),
      );
    expect(await resultOf(21)).toEqual({ state: 'absent', reason: null, ...all('-infinity') });
    expect(await resultOf(10)).toEqual({ state: 'mismatch', reason: 'birth_date', ...all(null) });
    expect(await resultOf(11)).toEqual({ state: 'mismatch', reason: 'name', ...all(null) });
  });

  it('opens a case for every mismatch, once, and closes it when the worker agrees', async () => {
    const record = () =>
      db.unitOfWork.run({ role: 'worker', workspaceId: workspace.id }, () =>
        recordMatchCases(workspace.id, tables.result),
      );
    expect(await record()).toBe(counts.mismatch);
    expect(await record()).toBe(0);
    await db.admin(`update ${tables.result} set state = 'matched', reason = null where worker_id = $1`, [workerId(10)]);
    expect(await record()).toBe(0);
    const states = await db.admin<{ state: string; n: number }>(
      'select state, count(*)::int as n from registry.match_cases group by state order by state',
    );
    expect(states).toEqual([
      { state: 'closed', n: 1 },
      { state: 'open', n: counts.mismatch - 1 },
    ]);
  });

  it('matches again only those whose participant changed since an extract, of that workspace alone', async () => {
    const other = await aWorkspace(db);
    for (const { id } of [workspace, other]) {
      await db.unitOfWork.run({ role: 'worker', workspaceId: id }, () => saveWorkerKeys(id, tables.stage));
    }
    await givenParticipants(db, [
      { nik: madeUpNik(2), name: 'BUDI SANTOSO', birth: '1980-01-12', until: ['2027-03-31', '2027-03-31'], version: 5 },
      { nik: madeUpNik(9), name: 'SUKARNI', birth: '1999-01-01', version: 5 },
      { nik: madeUpNik(21), name: 'H. AGUS SALIM', birth: '1970-01-01', until: ['2026-12-31', null], version: 5 },
    ]);
    const { result } = await openMatchTables(db, workspace.id, '0'.repeat(31) + '2');
    const again = await matcher.refreshWorkspace(workspace.id, 4, result);
    expect(again).toMatchObject({ matched: 2, absent: 0, mismatch: 1 });
    expect(await resultOf(2, result)).toMatchObject({ state: 'matched', protected_until: '2027-03-31' });
    expect(await resultOf(9, result)).toMatchObject({ state: 'mismatch', reason: 'birth_date', protected_until: null });
    expect(await resultOf(21, result)).toMatchObject({ state: 'matched', protected_until: '-infinity' });
    const few = await openMatchTables(db, workspace.id, '0'.repeat(31) + '3');
    const two = [workerId(9), workerId(22)];
    expect(await matcher.refreshWorkers(workspace.id, two, few.result)).toMatchObject({ absent: 1, mismatch: 1 });
    const everybody = await db.unitOfWork.run({ role: 'matcher', workspaceId: workspace.id }, async () => {
      await currentWork().execute(`delete from ${result}`);
      return matcher.refreshWorkspace(workspace.id, 0, result);
    });
    expect(everybody.matched + everybody.absent + everybody.mismatch).toBe(PEOPLE.length);
    expect(everybody.absent).toBe(counts.absent - 1);
  });

  it('takes staging and temporary tables only', async () => {
    for (const name of ['registry.participants', 'staging.x; drop table y', 'app.workers', 'staging.k_1']) {
      await expect(matcher.matchStaged(name, tables.result)).rejects.toThrow(TypeError);
    }
  });
});
