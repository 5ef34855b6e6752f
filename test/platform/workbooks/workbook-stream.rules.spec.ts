import ExcelJS from 'exceljs';
import { describe, expect, it } from 'vitest';
import { workbookStream } from '../../../src/platform/workbooks/index.js';

async function bytes(chunks: AsyncIterable<Buffer>): Promise<Buffer> {
  const all: Buffer[] = [];
  for await (const chunk of chunks) all.push(chunk);
  return Buffer.concat(all);
}

async function* batches(...rows: (string | null)[][][]) {
  yield* rows;
}

const sheet = (...rows: (string | null)[][][]) => ({
  name: 'Daftar',
  widths: [20, 10],
  header: ['Nama', 'Isi'],
  rows: batches(...rows),
});

async function readBack(file: Buffer): Promise<ExcelJS.Worksheet> {
  const book = new ExcelJS.Workbook();
  await book.xlsx.load(file as unknown as ArrayBuffer);
  const [first] = book.worksheets;
  if (!first) throw new Error('no sheet');
  return first;
}

describe('workbook of an export', () => {
  it('is read by another library with the same texts, batch after batch', async () => {
    const worksheet = await readBack(await bytes(workbookStream(sheet([['Siti <&> "A"', '0007']], [['Budi', null]]))));
    expect(worksheet.getRow(1).values).toEqual([undefined, 'Nama', 'Isi']);
    expect(worksheet.getRow(2).values).toEqual([undefined, 'Siti <&> "A"', '0007']);
    expect(worksheet.getCell('A3').value).toBe('Budi');
    expect(worksheet.name).toBe('Daftar');
  });

  it.each(['=1+1', '+1', '-1', '@SUM(A1)', '=HYPERLINK("http://x.test")', '\t=1'])(
    'keeps %j as text, not as a formula',
    async (payload) => {
      const cell = (await readBack(await bytes(workbookStream(sheet([[payload, 'x']]))))).getCell('A2');
      expect(cell.type).toBe(ExcelJS.ValueType.String);
      expect(cell.formula).toBeUndefined();
      expect(cell.value).toBe(payload);
    },
  );

  it('leaves out what XML cannot hold', async () => {
    const worksheet = await readBack(await bytes(workbookStream(sheet([['a\u0000b\u000bc', 'x']]))));
    expect(worksheet.getCell('A2').value).toBe('abc');
  });

  it('passes the failure of its source on instead of ending early', async () => {
    async function* broken() {
      yield [['a', 'b']];
      throw new Error('the source broke');
    }
    await expect(bytes(workbookStream({ ...sheet(), rows: broken() }))).rejects.toThrow('the source broke');
  });

  it('holds many rows, batch after batch', async () => {
    const batch = (from: number) =>
      Array.from({ length: 2000 }, (_, index) => [`baris ${from + index}`, String(index * 7919)]);
    const worksheet = await readBack(await bytes(workbookStream(sheet(batch(0), batch(2000), batch(4000)))));
    expect(worksheet.rowCount).toBe(6001);
    expect(worksheet.getCell('A6001').value).toBe('baris 5999');
  });

  it('holds several sheets, and numbers that can be added up', async () => {
    const wages = { name: 'Upah', widths: [20, 14], header: ['Nama', 'Rupiah'], rows: batches([]) };
    const filled = {
      ...wages,
      rows: (async function* () {
        yield [
          ['Siti', 2_500_000],
          ['Budi', -1],
        ];
      })(),
    };
    const book = new ExcelJS.Workbook();
    await book.xlsx.load((await bytes(workbookStream(sheet([['a', 'b']]), filled))) as unknown as ArrayBuffer);
    expect(book.worksheets.map(({ name }) => name)).toEqual(['Daftar', 'Upah']);
    expect(book.worksheets[1]?.getCell('B2').value).toBe(2_500_000);
    expect(book.worksheets[1]?.getCell('B3').value).toBe(-1);
    expect(book.worksheets[0]?.getCell('A2').value).toBe('a');
  });

  it('marks cells, hides columns, keeps notes, and goes beyond the column Z', async () => {
    const header = Array.from({ length: 30 }, (_, i) => `Kolom ${i}`);
    const cells = header.map((_, i) =>
      i === 28 ? { text: '=1', mark: 'wrong' as const, note: 'a < b\n"c"' } : `${i}`,
    );
    const wide = { ...sheet(), header, widths: header.map(() => 12), hidden: [29], isShaded: true, notes: true };
    const rows = (async function* () {
      yield [cells];
    })();
    const worksheet = await readBack(await bytes(workbookStream({ ...wide, rows })));
    expect(worksheet.getCell('AC1').value).toBe('Kolom 28');
    expect(worksheet.getCell('AC2').value).toBe('=1');
    expect(worksheet.getCell('AC2').fill).toMatchObject({ fgColor: { argb: 'FFFFD9D2' } });
    expect(JSON.stringify(worksheet.getCell('AC2').note)).toContain('a < b');
    expect(worksheet.getCell('AB2').note).toBeUndefined();
    expect([worksheet.getColumn(29).hidden, worksheet.getColumn(30).hidden]).toEqual([false, true]);
  });
});
