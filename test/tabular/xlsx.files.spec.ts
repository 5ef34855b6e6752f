import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { SheetRow } from '../../src/tabular/xlsx/sheet-row.js';
import { SheetScanner } from '../../src/tabular/xlsx/sheet-scan.js';
import { fileFolder, readBack, workbookOf } from './small-files.js';

const files = fileFolder();
const header =
  '<row r="1"><c r="A1" t="inlineStr"><is><t>nik</t></is></c><c r="B1" t="inlineStr"><is><t>nama</t></is></c></row>';
const styles =
  '<numFmts count="1"><numFmt numFmtId="170" formatCode="dd\\-mm\\-yyyy"/></numFmts><cellXfs><xf numFmtId="0"/><xf numFmtId="14"/><xf numFmtId="170"/><xf numFmtId="20"/></cellXfs>';

function read(xml: string, more: Partial<Parameters<typeof workbookOf>[0]> = {}) {
  const path = files.write(`${Math.random()}.xlsx`, workbookOf({ sheets: [{ name: 'Data', xml }], ...more }));
  return readBack(path, { knownHeaders: (text) => text === 'nik' || text === 'nama' });
}

describe('an .xlsx', () => {
  it('gives numbers as they stand, days as ISO, and says what each cell was', async () => {
    const { rows, kinds, stats } = await read(
      `${header}<row r="2"><c r="A2"><v>3.17301234567001E15</v></c><c r="B2" t="s"><v>0</v></c><c r="C2" s="1"><v>29221</v></c><c r="D2" s="2"><v>29221.5</v></c><c r="E2" s="3"><v>0.5</v></c><c r="F2" t="b"><v>1</v></c><c r="G2" t="e"><v>#N/A</v></c><c r="H2" t="str"><f>A1&amp;B1</f><v>a&amp;b</v></c><c r="I2"><f>1+1</f></c><c r="J2" t="d"><v>2024-02-29T00:00:00Z</v></c></row>`,
      { strings: '<si><r><t>Demo </t></r><r><t>Satu</t></r></si>', styles },
    );
    expect(rows).toEqual([
      ['3.17301234567001E15', 'Demo Satu', '1980-01-01', '1980-01-01', '0.5', 'TRUE', '#N/A', 'a&b', '', '2024-02-29'],
    ]);
    expect(kinds).toEqual(['1022134552']);
    expect(stats).toMatchObject({ rows: 1, uncalculated: 1 });
  });

  it('counts from 1904 when the workbook does', async () => {
    const { rows } = await read(`${header}<row r="2"><c r="A2"><v>1</v></c><c r="B2" s="1"><v>27759</v></c></row>`, {
      styles,
      date1904: true,
    });
    expect(rows[0]?.[1]).toBe('1980-01-01');
  });

  it('finds cells and rows without references, and keeps gaps', async () => {
    const { rows, physical, stats } = await read(
      '<row><c t="inlineStr"><is><t>nik</t></is></c><c t="inlineStr"><is><t>nama</t></is></c></row><row><c><v>1</v></c><c><v>2</v></c></row><row r="5"><c r="B5"><v>7</v></c></row><row r="6"/><row r="7"><c r="A7" s="1"/></row>',
    );
    expect(rows).toEqual([
      ['1', '2'],
      ['', '7'],
    ]);
    expect(physical).toEqual([2, 5]);
    expect(stats.blank).toBe(2);
  });

  it('proposes the visible sheet, lists the hidden one, and asks between two', async () => {
    const data = `${header}<row r="2"><c r="A2"><v>1</v></c></row>`;
    const hidden = { name: 'Arsip', xml: data, state: 'hidden' };
    const one = await readBack(
      files.write('h.xlsx', workbookOf({ sheets: [hidden, { name: 'Isi', xml: data }, { name: 'Kosong', xml: '' }] })),
    );
    expect(one.seen.choice.sheet).toBe('Isi');
    expect(one.seen.sheets.map((sheet) => [sheet.name, sheet.hidden])).toEqual([
      ['Arsip', true],
      ['Isi', false],
      ['Kosong', false],
    ]);
    expect(one.seen.questions.filter((question) => question.about === 'sheet')).toEqual([]);
    const two = await readBack(
      files.write('t.xlsx', workbookOf({ sheets: [{ name: 'A', xml: data }, { name: 'B', xml: data }, hidden] })),
    );
    expect(two.seen.questions).toContainEqual({ about: 'sheet', proposed: 'A', options: ['A', 'B', 'Arsip'] });
  });

  it('reads strict files', async () => {
    expect((await read(`${header}<row r="2"><c r="A2"><v>1</v></c></row>`, { strict: true })).rows).toEqual([
      ['1', ''],
    ]);
  });

  const ns = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main';
  const plain = `${header}<row r="2"><c r="A2"><v>31</v></c><c r="B2" t="str"><v>x</v></c></row><row r="3"><c r="A3" t="inlineStr"><is><t>a &amp; b</t></is></c></row>`;
  it.each([
    [
      'prefixed names',
      `<x:worksheet xmlns:x="${ns}"><x:sheetData>${plain.replace(/<(\/?)(?=\w)/g, '<$1x:')}</x:sheetData></x:worksheet>`,
    ],
    ['single quotes', `<worksheet xmlns='${ns}'><sheetData>${plain.replaceAll('"', "'")}</sheetData></worksheet>`],
    [
      'comments',
      `<worksheet xmlns="${ns}"><!-- x --><sheetData>${plain.replace('<v>31', '<!-- </row> --><v>31')}</sheetData></worksheet>`,
    ],
    [
      'a comment late',
      `<worksheet xmlns="${ns}"><sheetData>${plain.replace('<row r="3">', '<row r="3"><!-- </row> -->')}</sheetData></worksheet>`,
    ],
    [
      'CDATA',
      `<worksheet xmlns="${ns}"><sheetData>${plain.replace('a &amp; b', '<![CDATA[a & b]]>')}</sheetData></worksheet>`,
    ],
    [
      'line breaks everywhere',
      `<?xml version="1.0"?>\n<worksheet xmlns="${ns}">\n<sheetData>\n${plain.replaceAll('><', '>\n  <')}\n</sheetData>\n</worksheet>`,
    ],
    ['UTF-16', Buffer.from(`\uFEFF<worksheet xmlns="${ns}"><sheetData>${plain}</sheetData></worksheet>`, 'utf16le')],
    [
      'unknown attributes and elements',
      `<worksheet xmlns="${ns}"><sheetData>${plain.replaceAll('<c r', '<c cm="1" r').replace('</v></c>', '</v><extLst><ext/></extLst></c>')}</sheetData></worksheet>`,
    ],
  ])('reads the same through %s', async (_name, xml) => {
    const { rows } = typeof xml === 'string' ? await read(xml) : await readUtf16(xml);
    expect(rows).toEqual([
      ['31', 'x'],
      ['a & b', ''],
    ]);
  });

  function readUtf16(xml: Buffer) {
    const book = workbookOf({ sheets: [{ name: 'D', xml: '' }] }, { 'xl/worksheets/sheet1.xml': xml });
    return readBack(files.write('utf16.xlsx', book));
  }

  it('reads shared strings with prefixes, phonetic runs, empty and wide ones', async () => {
    const strings =
      '<si><t>Nama</t><rPh sb="0" eb="1"><t>nope</t></rPh></si><si/><si><t></t></si><si><t>Łódź 😀</t></si><si><t xml:space="preserve"> x </t></si>';
    const row = (i: number) =>
      `<row r="${i + 2}"><c r="A${i + 2}"><v>${i}</v></c><c r="B${i + 2}" t="s"><v>${i}</v></c></row>`;
    const { rows } = await read(header + [0, 1, 2, 3, 4].map(row).join(''), { strings });
    expect(rows.map((cells) => cells[1])).toEqual(['Nama', '', '', 'Łódź 😀', ' x ']);
  });

  it('finds texts of the first rows far behind in a long list', async () => {
    const strings = Array.from({ length: 90_000 }, (_, i) => `<si><t>teks ${i}</t></si>`).join('');
    const { rows, seen } = await read(
      `${header}<row r="2"><c r="A2"><v>1</v></c><c r="B2" t="s"><v>89999</v></c></row>`,
      { strings },
    );
    expect(rows).toEqual([['1', 'teks 89999']]);
    expect(seen.sample).toEqual([{ row: 1, cells: ['1', 'teks 89999'] }]);
  });

  it('is cut anywhere without a difference', () => {
    const sheet = `<worksheet xmlns="${ns}"><sheetData>${plain}<row r="9"/><row r="10" ht="3"><c r="C10" s="12" t="b"><v>0</v></c></row></sheetData><x/></worksheet>`;
    const whole = scanned([sheet]);
    fc.assert(
      fc.property(fc.array(fc.nat(sheet.length), { maxLength: 12 }), (cuts) => {
        const at = [0, ...cuts.sort((a, b) => a - b), sheet.length];
        expect(scanned(at.slice(1).map((end, i) => sheet.slice(at[i], end)))).toEqual(whole);
      }),
      { numRuns: 300 },
    );
  });
});

function scanned(chunks: string[]): unknown[] {
  const records: unknown[] = [];
  const row = new SheetRow(
    { strings: null, dateStyles: new Uint8Array(), date1904: false },
    (cells, kinds, width, physical) => {
      records.push([physical, cells.slice(0, width), kinds?.slice(0, width).join('')]);
      return true;
    },
  );
  const scanner = new SheetScanner(row);
  for (const chunk of chunks) scanner.write(chunk);
  scanner.end();
  return records;
}
