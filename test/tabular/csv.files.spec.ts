import iconv from 'iconv-lite';
import { describe, expect, it } from 'vitest';
import { inspectTable, readTable } from '../../src/tabular/index.js';
import { fileFolder, readBack } from './small-files.js';

const files = fileFolder();
const text = 'nik,nama,kota\n31,Réné “Demo”,Çatalca\n32,Łucja?,x\n';
const latin = 'nik,nama,kota\n31,Réné Demo,Besançon\n32,Zoë,x\n';

describe('encodings', () => {
  it.each([
    ['UTF-8', Buffer.from(text), 'utf-8'],
    ['UTF-8 with a mark', Buffer.from(`\uFEFF${text}`), 'utf-8'],
    ['UTF-16LE with a mark', iconv.encode(text, 'utf-16le', { addBOM: true }), 'utf-16le'],
    ['UTF-16BE with a mark', iconv.encode(text, 'utf-16be', { addBOM: true }), 'utf-16be'],
    ['UTF-16LE without', iconv.encode(text, 'utf-16le', { addBOM: false }), 'utf-16le'],
    ['UTF-16BE without', iconv.encode(text, 'utf-16be', { addBOM: false }), 'utf-16be'],
  ])('%s needs no question', async (name, bytes, encoding) => {
    const { seen, rows } = await readBack(files.write(`${name}.csv`, bytes));
    expect(seen.choice.encoding).toBe(encoding);
    expect(seen.questions).toEqual([]);
    expect(seen.headers).toEqual(['nik', 'nama', 'kota']);
    expect(rows[0]).toEqual(['31', 'Réné “Demo”', 'Çatalca']);
  });

  it('Windows-1252 is proposed and asked about', async () => {
    const { seen, rows } = await readBack(files.write('1252.csv', iconv.encode(latin, 'windows-1252')));
    expect(seen.questions).toMatchObject([{ about: 'encoding', proposed: 'windows-1252' }]);
    expect(rows[0]).toEqual(['31', 'Réné Demo', 'Besançon']);
  });

  it('one wrong byte at the end of a large file is noticed when looking, not when importing', async () => {
    const bytes = Buffer.concat([
      Buffer.from('a,b\n' + '1,2\n'.repeat(400_000)),
      Buffer.from([0x31, 0xe9, 0x2c, 0x32, 0x0a]),
    ]);
    const seen = await inspectTable(files.write('late.csv', bytes), 'late.csv');
    expect(seen.questions).toMatchObject([{ about: 'encoding' }]);
  });

  it('a wrong choice is refused, not replaced by question marks', async () => {
    const path = files.write('wrong.csv', iconv.encode(latin, 'windows-1252'));
    const choice = { encoding: 'utf-8', headerRow: 0, headerRows: 1 };
    const read = (encoding: string) => readTable(path, { ...choice, encoding }, { headerCount: 3 }, () => undefined);
    await expect(read('utf-8')).rejects.toMatchObject({ code: 'csv.encoding' });
    await expect(read('klingon')).rejects.toMatchObject({ code: 'csv.encoding_unknown' });
  });

  it('characters cut by the edge of a chunk survive', async () => {
    const body = 'a,b\n' + Array.from({ length: 60_000 }, (_, i) => `${i},é😀ł${i}\n`).join('');
    const { rows } = await readBack(files.write('edges.csv', body));
    expect(rows).toHaveLength(60_000);
    expect(rows.every(([i, cell]) => cell === `é😀ł${i}`)).toBe(true);
  });
});

describe('rows of a CSV file', () => {
  it('skips titles, blank rows and the totals row, and says so', async () => {
    const body =
      'DAFTAR PEKERJA;;\nKabupaten Contoh;;\n;;\nnik;nama;upah\n1;Demo Satu;5\n;;\n\n2;Demo Dua;6\nJUMLAH;;11\n;;\n';
    const { rows, stats, physical, seen } = await readBack(files.write('titles.csv', body));
    expect(rows).toEqual([
      ['1', 'Demo Satu', '5'],
      ['2', 'Demo Dua', '6'],
    ]);
    expect(physical).toEqual([5, 8]);
    expect(stats).toMatchObject({ rows: 2, blank: 4, titleRows: 2, totals: 1 });
    expect(seen.titles).toEqual(['DAFTAR PEKERJA', 'Kabupaten Contoh']);
  });

  it('keeps a row that only looks like totals because more follow', async () => {
    const body = 'nik,nama,upah\n1,Demo,5\nTotal,,5\n2,Demo Dua,6\n';
    const { rows, stats } = await readBack(files.write('total.csv', body));
    expect(rows.map(([first]) => first)).toEqual(['1', 'Total', '2']);
    expect(stats.totals).toBe(0);
  });

  it('delivers rows of a wrong width as they are', async () => {
    const body = 'nik,nama,upah\n1,Demo,5\n2,Demo\n3,De,mo,7\n4,Demo,8,,\n';
    const { widths, rows } = await readBack(files.write('widths.csv', body));
    expect(widths).toEqual([3, 2, 4, 3]);
    expect(rows).toEqual([
      ['1', 'Demo', '5'],
      ['2', 'Demo', ''],
      ['3', 'De', 'mo', '7'],
      ['4', 'Demo', '8'],
    ]);
  });

  it('follows a person who corrects the proposal', async () => {
    const path = files.write('correct.csv', 'x;y\nnik,a;nama,b\n1,2;3,4\n');
    const seen = await inspectTable(path, 'c.csv', { choice: { delimiter: ';', headerRow: 1 } });
    expect(seen).toMatchObject({
      headers: ['nik,a', 'nama,b'],
      sample: [{ row: 1, cells: ['1,2', '3,4'] }],
      titles: ['x y'],
    });
    expect(seen.questions).toEqual([]);
  });

  it('stops at the limit of rows, waits when asked, and tells how far it is', async () => {
    const path = files.write('long.csv', 'a,b\n' + '1,2\n'.repeat(300_000));
    let waited = 0;
    const progress: number[] = [];
    const stats = await readTable(path, { headerRow: 0, headerRows: 1 }, { headerCount: 2 }, () => undefined, {
      pause: () => new Promise((resolve) => setImmediate(() => resolve(void waited++))),
      onProgress: (done, total) => progress.push(done / total),
    });
    expect(stats.rows).toBe(300_000);
    expect(waited).toBe(progress.length);
    expect(progress.at(-1)).toBe(1);
    const two: number[] = [];
    await readTable(path, { headerRow: 0, headerRows: 1 }, { headerCount: 2 }, (row) => two.push(row.number) < 2);
    expect(two).toEqual([1, 2]);
  });
});
