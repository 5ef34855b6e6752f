import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { Clock } from '../../src/kernel/index.js';
import { currentWork, DB_ROLES } from '../../src/platform/db/index.js';
import { Reference } from '../../src/reference/index.js';
import { openTestDatabase, type TestDatabase } from '../support/database.js';
import { withReference } from './loaded-reference.js';

describe('reference data', () => {
  let db: TestDatabase;
  let reference: Reference;
  let milliseconds: number;

  beforeAll(async () => {
    db = await openTestDatabase();
    const from = performance.now();
    await withReference(db);
    milliseconds = performance.now() - from;
    reference = new Reference(db.unitOfWork, new Clock());
  });
  afterAll(() => db.close());

  it('holds every region of the package, level by level, within seconds', async () => {
    const rows = await db.admin<{ level: number; n: number }>(
      'select level, count(*)::int as n from reference.regions where valid_to is null group by level order by level',
    );
    expect(rows.map((row) => row.n)).toEqual([38, 514, 7285, 83762]);
    expect(milliseconds).toBeLessThan(15_000);
  });

  it('counts cities, and villages by kind', async () => {
    const rows = await db.admin<{ kind: string; n: number }>(
      'select kind, count(*)::int as n from reference.regions group by kind order by kind',
    );
    expect(Object.fromEntries(rows.map((row) => [row.kind, row.n]))).toEqual({
      provinsi: 38,
      kabupaten: 416,
      kota: 98,
      kecamatan: 7285,
      kelurahan: 8496,
      desa: 75252,
      lainnya: 14,
    });
  });

  it('puts every region under its parent', async () => {
    const [row] = await db.admin<{ n: number }>(
      `select count(*)::int as n from reference.regions r left join reference.regions p on p.code = r.parent
       where r.level > 1 and (p.level <> r.level - 1 or p.code is null or not r.code ^@ (p.code || '.'))`,
    );
    expect(row?.n).toBe(0);
  });

  it('does nothing when loaded again, and ends a code that left the package', async () => {
    expect(await withReference(db)).toEqual([]);
    await db.admin(`insert into reference.regions (code, level, kind, parent, name, path, search_name, valid_from)
      values ('99', 1, 'provinsi', null, 'Provinsi Contoh', '', 'PROVINSI CONTOH', '2020-01-01')`);
    await db.admin(`update reference.regions set name = 'Salah' where code = '32.05'`);
    await db.admin(`update reference.datasets set version = 'older' where name = 'regions'`);
    expect(await withReference(db)).toEqual(['regions']);
    const rows = await db.admin<{ name: string; ended: boolean }>(
      `select name, valid_to is not null as ended from reference.regions where code in ('99', '32.05') order by code`,
    );
    expect(rows).toEqual([
      { name: 'Kabupaten Garut', ended: false },
      { name: 'Provinsi Contoh', ended: true },
    ]);
  });

  it('lets every run-time role read and none write', async () => {
    for (const role of DB_ROLES) {
      const n = await db.unitOfWork.run({ role }, async () => {
        const rows = await currentWork().query<{ n: number }>('select count(*)::int as n from reference.sectors');
        return rows[0]?.n;
      });
      expect(n).toBe(21);
      const write = db.unitOfWork.run({ role }, () =>
        currentWork().execute(`update reference.regions set name = 'x' where code = '32'`),
      );
      await expect(write).rejects.toMatchObject({ code: '42501' });
    }
  });

  it('answers by code, with and without dots', async () => {
    expect((await reference.region('3205'))?.name).toBe('Kabupaten Garut');
    expect((await reference.region('32.05'))?.path).toBe('Jawa Barat');
    expect(await reference.region('32.99')).toBeNull();
    const named = await reference.regionsByCode(['31.71', '32.05.01', '32.05.01', '00.00']);
    expect([...named.keys()].sort()).toEqual(['31.71', '32.05.01']);
    expect(await reference.provinces()).toHaveLength(38);
    expect(await reference.regencies('32')).toHaveLength(27);
  });

  it('knows programmes, sectors, occupations and the headline definition', async () => {
    expect([...(await reference.programmes()).keys()]).toEqual(['JKK', 'JKM', 'JHT', 'JP', 'JKP']);
    expect([...(await reference.sectors()).keys()].join('')).toBe('ABCDEFGHIJKLMNOPQRSTU');
    const jobs = await reference.occupations();
    expect(jobs.size).toBe(32);
    expect(jobs.get('ojek')).toMatchObject({ transport: true, sector: 'H', kbji: ['8321.04', '8321.01'] });
    expect(jobs.get('nelayan')).toMatchObject({ transport: false, sector: 'A' });
    expect(await reference.coverageDefinition()).toMatchObject({ version: 1, programmes: ['JKK', 'JKM'] });
    expect(await reference.parameter('bpu.registration_age')).toEqual({ belowAge: 65 });
  });

  it('takes the parameter that holds on the day', async () => {
    class In2023 extends Clock {
      override now(): Date {
        return new Date('2023-06-01T00:00:00Z');
      }
    }
    expect(await new Reference(db.unitOfWork, new In2023()).parameter('pension_age')).toEqual({ age: 58 });
    expect(await reference.parameter('pension_age')).toEqual({ age: 59 });
  });
});
