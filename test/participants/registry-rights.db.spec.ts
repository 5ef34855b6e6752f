import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { saveWorkerKeys } from '../../src/participants/index.js';
import { currentWork, type DbRole } from '../../src/platform/db/index.js';
import { aWorkspace, type TestWorkspace } from '../support/builders.js';
import { openTestDatabase, type TestDatabase } from '../support/database.js';
import { givenParticipants, madeUpNik, openMatchTables, stageWorkers } from './people.js';

const TABLES = ['participants', 'extracts', 'participant_totals', 'worker_keys', 'match_cases', 'keyring'];

describe('who may touch the registry', () => {
  let db: TestDatabase;
  let agency: TestWorkspace;
  let regency: TestWorkspace;

  beforeAll(async () => {
    db = await openTestDatabase();
    agency = await aWorkspace(db, { kind: 'agency' });
    regency = await aWorkspace(db);
    await givenParticipants(db, [{ nik: madeUpNik(1), name: 'BUDI SANTOSO', birth: '1980-01-12' }]);
  });
  afterAll(() => db.close());

  const as = (role: DbRole, workspace: TestWorkspace, sql: string, params?: unknown[]) =>
    db.unitOfWork.run({ role, workspaceId: workspace.id }, () => currentWork().query<{ n: number }>(sql, params));

  it.each(TABLES)('pages cannot read or write registry.%s, not even those of the agency', async (table) => {
    for (const role of ['app', 'identity'] as const) {
      for (const workspace of [agency, regency]) {
        for (const sql of [`select 1 from registry.${table}`, `delete from registry.${table}`]) {
          await expect(as(role, workspace, sql)).rejects.toMatchObject({ code: '42501' });
        }
      }
    }
  });

  it('jobs of a workspace see no participants and write none; jobs of the agency do both', async () => {
    const count = 'select count(*)::int as n from registry.participants';
    expect(await as('worker', regency, count)).toEqual([{ n: 0 }]);
    expect(await as('worker', agency, count)).toEqual([{ n: 1 }]);
    const write = `update registry.participants set updated_at = now() returning 1 as n`;
    expect(await as('worker', regency, write)).toEqual([]);
    expect(await as('worker', agency, write)).toEqual([{ n: 1 }]);
    const insert = `insert into registry.participants (extract_version, birth_date, match_index, name_key, sealed)
      values (1, '1980-01-01', decode(repeat('ab', 16), 'hex'), 'X', '\\x00')`;
    await expect(as('worker', regency, insert)).rejects.toMatchObject({ code: '42501' });
  });

  it('jobs fail rather than read when no workspace is set', async () => {
    const read = db.unitOfWork.run({ role: 'worker' }, () =>
      currentWork().query('select 1 from registry.participants'),
    );
    await expect(read).rejects.toThrow();
  });

  it('the agency reads totals and cases, not participants or keys', async () => {
    for (const table of ['participants', 'worker_keys'])
      await expect(as('agency', agency, `select 1 from registry.${table}`)).rejects.toMatchObject({ code: '42501' });
    for (const table of ['extracts', 'participant_totals', 'match_cases'])
      await expect(as('agency', agency, `select 1 from registry.${table}`)).resolves.toEqual([]);
  });

  it('a workspace writes its keys, cannot read them, and cannot reach those of another', async () => {
    const { stage } = await openMatchTables(db, regency.id, '0'.repeat(32));
    await stageWorkers(db, stage, [{ n: 1, nik: madeUpNik(1), name: 'BUDI SANTOSO', birth: '1980-01-12' }]);
    const save = () =>
      db.unitOfWork.run({ role: 'worker', workspaceId: regency.id }, () => saveWorkerKeys(regency.id, stage));
    await save();
    await db.admin(`update ${stage} set birth_date = '1981-01-12'`);
    await save();
    expect(await db.admin('select birth_date::text from registry.worker_keys')).toEqual([{ birth_date: '1981-01-12' }]);
    for (const column of ['match_index', 'name_key', 'birth_date'])
      await expect(as('worker', regency, `select ${column} from registry.worker_keys`)).rejects.toMatchObject({
        code: '42501',
      });
    const seen = 'select count(worker_id)::int as n from registry.worker_keys';
    expect(await as('worker', regency, seen)).toEqual([{ n: 1 }]);
    expect(await as('worker', agency, seen)).toEqual([{ n: 0 }]);
    const foreign = db.unitOfWork.run({ role: 'worker', workspaceId: agency.id }, () =>
      saveWorkerKeys(regency.id, stage),
    );
    await expect(foreign).rejects.toMatchObject({ code: '42501' });
  });

  it('the matcher reads what it compares and changes neither', async () => {
    expect(await as('matcher', regency, 'select count(*)::int as n from registry.participants')).toEqual([{ n: 1 }]);
    for (const sql of ['delete from registry.participants', 'delete from registry.worker_keys'])
      await expect(as('matcher', regency, sql)).rejects.toMatchObject({ code: '42501' });
  });
});
