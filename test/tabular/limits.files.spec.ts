import { randomBytes } from 'node:crypto';
import { truncateSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { limits } from '../../src/tabular/index.js';
import { RowFeed } from '../../src/tabular/row-feed.js';
import { StringStore } from '../../src/tabular/xlsx/string-store.js';
import { fileFolder, readBack, workbookOf, workbookParts, zipOf, type Part } from './small-files.js';

const files = fileFolder();
const row = '<row><c><v>1</v></c></row>';
const sheets = [{ name: 'Data', xml: row }];
const parts = workbookParts({ sheets });
const sheetPart = 'xl/worksheets/sheet1.xml';
const xml = (body: string) => `<worksheet xmlns="x"><sheetData>${body}</sheetData></worksheet>`;

/** The workbook with one part put in another's place, or beside the others. */
function book(...changed: Part[]): Buffer {
  const names = changed.map(({ name }) => name);
  return zipOf([...parts.filter(({ name }) => !names.includes(name)), ...changed]);
}

/** A file of that size that takes no room on the disk. */
function hollow(name: string, head: Buffer | string, bytes: number): string {
  const path = files.write(name, head);
  truncateSync(path, bytes);
  return path;
}

const claims = (count: number, megabytes: number): Part[] =>
  Array.from({ length: count }, (_, i) => ({ name: `p${i}.xml`, data: 'x', claim: megabytes * 1_048_576 }));
const mimetype = { name: 'mimetype', data: 'application/vnd.oasis.opendocument.spreadsheet', stored: true };

/** A small file just beyond each limit, and what it is refused with. */
const BEYOND: Partial<Record<keyof typeof limits, [code: string, path: () => string, params?: object]>> = {
  fileBytes: ['file.too_large', () => hollow('large.csv', 'a,b\n', limits.fileBytes + 1), { limit: 1_024 }],
  legacyFileBytes: [
    'file.too_large',
    () => hollow('large.xls', Buffer.from('d0cf11e0a1b11ae1', 'hex'), limits.legacyFileBytes + 1),
    { limit: 32 },
  ],
  legacyUnpackedBytes: [
    'file.bomb',
    () => files.write('large.ods', zipOf([mimetype, { name: 'content.xml', data: '<x/>' }, ...claims(7, 40)])),
  ],
  unpackedBytes: ['file.bomb', () => files.write('sum.xlsx', book(...claims(90, 49)))],
  ratio: ['file.bomb', () => files.write('ratio.xlsx', book({ name: sheetPart, data: xml(row.repeat(2_500_000)) }))],
  sharedStringBytes: [
    'file.bomb',
    () => {
      const texts = { name: 'xl/sharedStrings.xml', data: randomBytes(6_000_000), claim: limits.sharedStringBytes + 1 };
      const named = workbookParts({ sheets, strings: '' }).filter(({ name }) => name !== texts.name);
      return files.write('texts.xlsx', zipOf([...named, texts]));
    },
  ],
  zipEntries: [
    'file.zip_entries',
    () =>
      files.write(
        'entries.xlsx',
        zipOf(Array.from({ length: limits.zipEntries + 1 }, (_, i) => ({ name: `${i}`, data: '' }))),
      ),
    { limit: limits.zipEntries },
  ],
  xmlPartBytes: [
    'file.bomb',
    () =>
      files.write('part.xlsx', book({ name: 'xl/workbook.xml', data: '<workbook/>', claim: limits.xmlPartBytes + 1 })),
  ],
  xmlNesting: [
    'file.damaged',
    () => files.write('deep.xlsx', book({ name: 'xl/workbook.xml', data: '<a>'.repeat(limits.xmlNesting + 1) })),
  ],
  xlsxRows: [
    'file.too_many_rows',
    () =>
      files.write(
        'rows.xlsx',
        book({ name: sheetPart, data: xml(`<row r="${limits.xlsxRows + 1}"><c><v>1</v></c></row>`) }),
      ),
  ],
  columns: [
    'file.too_many_columns',
    () => files.write('columns.csv', `a,b\n${'1,'.repeat(limits.columns)}1\n`),
    { limit: limits.columns, row: 2 },
  ],
  cellLength: [
    'csv.record_too_long',
    () => files.write('cell.csv', `a,b\n1,2\n1,${'x'.repeat(limits.cellLength + 1)}\n`),
    { line: 3 },
  ],
  recordLength: [
    'csv.record_too_long',
    () => files.write('record.csv', `a,b\n${`${'x'.repeat(100_000)},`.repeat(11)}\n`),
    { line: 2 },
  ],
  quotedLines: [
    'csv.quote_unclosed',
    () => files.write('quoted.csv', `a,b\n1,"${'x\n'.repeat(limits.quotedLines)}"\n`),
    { line: 2 },
  ],
  rowXmlLength: [
    'file.cell_too_long',
    () =>
      files.write(
        'row.xlsx',
        book({ name: sheetPart, data: xml(`<row><c t="str"><v>${'x'.repeat(limits.rowXmlLength + 1)}</v></c></row>`) }),
      ),
  ],
  sheets: [
    'file.zip_entries',
    () => {
      const many = Array.from({ length: limits.sheets + 1 }, (_, i) => ({ name: `L${i}`, xml: row }));
      return files.write('sheets.xlsx', workbookOf({ sheets: many }));
    },
    { limit: limits.sheets },
  ],
};

/** Limits that are seen at work in other specs, or that bound what is shown and not what is taken. */
const ELSEWHERE: Partial<Record<keyof typeof limits, string>> = {
  ratioFromBytes: 'with ratio',
  csvRows: 'below',
  sharedStringMemory: 'below',
  inspectSeconds: 'cage.files.spec.ts',
  inspectMemoryMb: 'cage.files.spec.ts',
  readSeconds: 'cage.files.spec.ts',
  idleSeconds: 'cage.files.spec.ts',
  readMemoryMb: 'cage.files.spec.ts',
  stagedRowBytes: 'imports/seal-rows.rules.spec.ts',
  unfinishedUploads: 'rosters/uploads/resumable.http.spec.ts',
  unfinishedBytes: 'rosters/uploads/resumable.http.spec.ts',
  unfinishedHours: 'rosters/uploads/resumable-api.http.spec.ts',
  previewRecords: 'a preview',
  previewStrings: 'a preview',
  previewLength: 'a preview',
  sampleRows: 'a preview',
  sampleCellLength: 'a preview',
};

describe('every limit', () => {
  it('is tried by a file just beyond it', () => {
    const tried = new Set([...Object.keys(BEYOND), ...Object.keys(ELSEWHERE)]);
    expect(Object.keys(limits).filter((name) => !tried.has(name))).toEqual([]);
  });

  it.each(Object.entries(BEYOND))('%s', async (_name, [code, path, params]) => {
    const file = path();
    const started = performance.now();
    await expect(readBack(file)).rejects.toMatchObject({ code, ...(params && { params }) });
    // What is beyond a limit is refused by looking, not by doing all of it.
    expect(performance.now() - started).toBeLessThan(10_000);
  });

  it('csvRows, after which no row is given', () => {
    let given = 0;
    const choice = { headerRow: -1, headerRows: 0 };
    const feed = new RowFeed({ choice, headerCount: 1, sheet: false, maxRows: limits.csvRows }, () => void given++);
    Object.assign(feed.stats, { rows: limits.csvRows - 1 });
    feed.take(['1'], null, 1, 1);
    expect(() => feed.take(['2'], null, 1, 2)).toThrow(expect.objectContaining({ code: 'file.too_many_rows' }));
    expect(given).toBe(1);
  });

  it('sharedStringMemory, before the memory is taken', () => {
    const store = new StringStore();
    const text = 'x'.repeat(limits.cellLength);
    const fill = () => {
      for (let i = 0; i < 2_000; i++) store.add(text);
    };
    expect(fill).toThrow(expect.objectContaining({ code: 'xlsx.too_much_text', params: { limit: 192 } }));
  });

  it('holds also where an .ods lies about the size of a part that we do not need', async () => {
    const lying = { name: 'styles.xml', data: 'x'.repeat(3_000_000), claim: 10 };
    const path = files.write('liar.ods', zipOf([mimetype, { name: 'content.xml', data: '<x/>' }, lying]));
    await expect(readBack(path)).rejects.toMatchObject({ code: 'file.damaged' });
  });
});
