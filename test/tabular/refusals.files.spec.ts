import { randomBytes } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { hasText, locales, translator } from '../../src/platform/i18n/index.js';
import { limits, unreadableCodes } from '../../src/tabular/index.js';
import { fileFolder, readBack, workbookOf, workbookParts, zipOf, type Part } from './small-files.js';

const files = fileFolder();
const sheets = [{ name: 'Data', xml: '<row><c><v>1</v></c></row><row><c><v>2</v></c></row>' }];
const parts = workbookParts({ sheets });
const excel = 'application/vnd.ms-excel';

function without(name: string, ...more: Part[]): Part[] {
  return [...parts.filter((part) => part.name !== name), ...more];
}

function sheetOf(data: string | Buffer, more: Partial<Part> = {}): Buffer {
  return zipOf(without('xl/worksheets/sheet1.xml', { name: 'xl/worksheets/sheet1.xml', data, ...more }));
}

function compound(...names: string[]): Buffer {
  return Buffer.concat([
    Buffer.from('d0cf11e0a1b11ae1', 'hex'),
    Buffer.alloc(504),
    ...names.map((name) => Buffer.from(`${name}\0`, 'utf16le')),
  ]);
}

const good = workbookOf({ sheets });
const open = '<worksheet xmlns="x"><sheetData>';
const xml = (body: string) => `${open}${body}</sheetData></worksheet>`;

const refused: [string, string, string | Buffer][] = [
  ['nothing', 'file.empty', ''],
  ['blanks only', 'file.empty', ' \r\n\n '],
  ['a PDF', 'file.pdf', '%PDF-1.7\n'],
  ['a photo', 'file.image', Buffer.from('ffd8ffe000104a46494600', 'hex')],
  ['a web page called .xls', 'file.html', '<html><body><table><tr><td>nik</td></tr></table>'],
  ['a web page in UTF-16', 'file.html', Buffer.from('\uFEFF<!DOCTYPE html><table>', 'utf16le')],
  ['XML Spreadsheet 2003', 'file.xml', '<?xml version="1.0"?><?mso-application progid="Excel.Sheet"?><Workbook/>'],
  ['JSON', 'file.json', '[{"nik": "1"}]'],
  ['gzip', 'file.archive', Buffer.from('1f8b08000000', 'hex')],
  ['a program', 'file.not_a_table', Buffer.from('7f454c4602010100', 'hex')],
  ['bytes of no kind', 'file.not_a_table', Buffer.concat([Buffer.from([1, 2]), randomBytes(4_000)])],
  ['a zip of something else', 'file.zip', zipOf([{ name: 'a.csv', data: 'a,b' }])],
  [
    'a Word file',
    'file.document',
    zipOf([
      {
        name: '[Content_Types].xml',
        data: '<Types><Override PartName="/word/document.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"/></Types>',
      },
    ]),
  ],
  ['a macro workbook', 'file.macro', workbookOf({ sheets, type: `${excel}.sheet.macroEnabled.main+xml` })],
  ['a macro template', 'file.macro', workbookOf({ sheets, type: `${excel}.template.macroEnabled.main+xml` })],
  [
    'a macro hidden in an .xlsx',
    'file.macro',
    workbookOf({ sheets, more: [{ name: 'xl/vbaProject.bin', data: 'x' }] }),
  ],
  [
    'a binary workbook',
    'file.binary_workbook',
    workbookOf({ sheets, type: `${excel}.sheet.binary.macroEnabled.main` }),
  ],
  ['an encrypted workbook', 'file.encrypted', compound('EncryptionInfo', 'EncryptedPackage')],
  ['an .xls with macros', 'file.macro', compound('Workbook', '_VBA_PROJECT_CUR')],
  ['an old Word file', 'file.document', compound('WordDocument')],
  ['an encrypted zip part', 'file.encrypted', zipOf([{ name: '[Content_Types].xml', data: 'x', flags: 1 }])],
  ['a workbook cut short', 'file.truncated', good.subarray(0, good.length - 200)],
  ['sheet data cut short', 'file.truncated', sheetOf(`${open}<row><c><v>1</v></c></row>`)],
  ['a changed byte', 'file.damaged', damaged()],
  ['a size that lies small', 'file.damaged', sheetOf(xml('<row><c><v>1</v></c></row>'), { claim: 10 })],
  ['two parts of one name', 'file.zip_duplicate', zipOf([...parts, { name: 'XL/workbook.xml', data: '<workbook/>' }])],
  ['a part that leaves its folder', 'file.zip_path', zipOf([...parts, { name: '../evil.xml', data: 'x' }])],
  ['too many parts', 'file.zip_entries', zipOf(Array.from({ length: 2_001 }, (_, i) => ({ name: `p${i}`, data: '' })))],
  ['a document type in the sheet', 'file.doctype', sheetOf(`<!DOCTYPE x [<!ENTITY a "b">]>${xml('')}`)],
  [
    'a document type in the workbook',
    'file.doctype',
    zipOf(without('xl/workbook.xml', { name: 'xl/workbook.xml', data: '<!DOCTYPE x><workbook/>' })),
  ],
  [
    'a document type in the texts',
    'file.doctype',
    workbookOf({ sheets, strings: '' }, { 'xl/sharedStrings.xml': Buffer.from('<!DOCTYPE x><sst/>') }),
  ],
  ['deep nesting', 'file.damaged', sheetOf(xml(`<row><c>${'<a>'.repeat(100_000)}`))],
  ['no worksheet', 'xlsx.no_sheet', workbookOf({ sheets: [] })],
  ['an empty worksheet', 'xlsx.sheet_empty', workbookOf({ sheets: [{ name: 'Kosong', xml: '' }] })],
  ['a text that is not there', 'xlsx.reference', sheetOf(xml('<row><c t="s"><v>9</v></c></row>'))],
  [
    'a giant cell',
    'file.cell_too_long',
    sheetOf(xml(`<row><c t="str"><v>${'x'.repeat(limits.cellLength + 1)}</v></c></row>`)),
  ],
  ['a cell far to the right', 'file.too_many_columns', sheetOf(xml('<row><c r="XFD1"><v>1</v></c></row>'))],
  ['a row beyond the last', 'file.too_many_rows', sheetOf(xml('<row r="1048577"><c><v>1</v></c></row>'))],
];

function damaged(): Buffer {
  const bytes = sheetOf(xml('<row><c><v>1234567</v></c></row>'), { stored: true });
  bytes[bytes.indexOf('1234567')]! ^= 1;
  return bytes;
}

describe('a file is refused with its reason', () => {
  it.each(refused)('%s: %s', async (name, code, data) => {
    await expect(readBack(files.write(name.replaceAll(' ', '-'), data))).rejects.toMatchObject({ code });
  });

  it.each([
    ['rows', xml('<row><c><v>1</v></c></row>'.repeat(4_000_000))],
    ['one cell', xml(`<row><c t="str"><v>${'x'.repeat(100_000_000)}</v></c></row>`)],
  ])('a bomb of %s, before it goes off', async (_name, data) => {
    const honest = files.write('bomb.xlsx', sheetOf(data));
    const started = performance.now();
    await expect(readBack(honest)).rejects.toMatchObject({ code: 'file.bomb' });
    expect(performance.now() - started).toBeLessThan(1_000);
  });

  it('a bomb that lies about its size', async () => {
    const path = files.write(
      'liar.xlsx',
      sheetOf(xml('<row><c><v>1</v></c></row>'.repeat(400_000)), { claim: 2_000_000 }),
    );
    await expect(readBack(path)).rejects.toMatchObject({ code: 'file.bomb' });
  });

  it('one cell in the last row is one row', async () => {
    const { stats, seen } = await readBack(
      files.write('far.xlsx', sheetOf(xml('<row r="1048576"><c r="AA1048576"><v>1</v></c></row>'))),
    );
    expect(stats.rows).toBe(1);
    expect(seen.headers).toHaveLength(27);
  });
});

describe('every reason', () => {
  const params = { limit: 1, line: 1, row: 1, seconds: 1, encoding: 'x', sheet: 'x' };

  it.each(Object.keys(unreadableCodes))('%s has a sentence and a way out in both languages', (code) => {
    for (const locale of locales) {
      expect(hasText(locale, `tabular.refused.${code}`)).toBe(true);
      expect(translator(locale)(`tabular.refused.${code}`, params)).toMatch(/\.$/);
      expect(translator(locale)(`tabular.repair.${code}`, params)).toMatch(/\.$/);
    }
  });
});
