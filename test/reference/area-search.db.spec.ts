import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { searchAreas } from '../../src/reference/index.js';
import { openTestDatabase, type TestDatabase } from '../support/database.js';
import { withReference } from './loaded-reference.js';

describe('area search', () => {
  let db: TestDatabase;
  beforeAll(async () => {
    db = await openTestDatabase();
    await withReference(db);
  });
  afterAll(() => db.close());

  const search = async (text: string, level: number | null = null) => {
    const rows = await db.unitOfWork.run({ role: 'app', readOnly: true }, () => searchAreas(text, level));
    return rows.map((row) => `${row.name}${row.path ? `, ${row.path}` : ''}`);
  };

  it.each([
    ['garut', 2, ['Kabupaten Garut, Jawa Barat']],
    ['KAB. GARUT', 2, ['Kabupaten Garut, Jawa Barat']],
    ['Kota Bandung', 2, ['Kota Bandung, Jawa Barat']],
    ['kodya bandung', 2, ['Kota Bandung, Jawa Barat']],
    ['32.05', 2, ['Kabupaten Garut, Jawa Barat']],
    ['3205', 2, ['Kabupaten Garut, Jawa Barat']],
    ['jakarta pus', 2, ['Kota Administrasi Jakarta Pusat, Daerah Khusus Ibukota Jakarta']],
    ['papua peg', 1, ['Papua Pegunungan']],
    ['zzzz', null, []],
    ['g', null, []],
    [' . ', null, []],
    ["gar'); drop table x --", null, []],
  ])('%s at level %s', async (text, level, expected) => {
    expect(await search(text, level)).toEqual(expected);
  });

  it('offers both where kabupaten and kota share a name', async () => {
    expect((await search('bandung', 2)).slice(0, 2).sort()).toEqual([
      'Kabupaten Bandung, Jawa Barat',
      'Kota Bandung, Jawa Barat',
    ]);
  });

  it('finds a kecamatan by its name and the name above it', async () => {
    expect(await search('tarogong garut', 3)).toEqual([
      'Tarogong Kaler, Kabupaten Garut, Jawa Barat',
      'Tarogong Kidul, Kabupaten Garut, Jawa Barat',
    ]);
  });

  it('never gives more than twenty, and stays quick for the widest questions', async () => {
    for (const text of ['ka', 'su', 'sukamaju', 'kabupaten', 'desa jaya', 'se ti ba']) {
      const from = performance.now();
      expect((await search(text)).length).toBeLessThanOrEqual(20);
      const took = performance.now() - from;
      expect(took, text).toBeLessThan(1_000);
      if (process.env.SHOW_TIMES) console.log(text, took.toFixed(1));
    }
  });
});
