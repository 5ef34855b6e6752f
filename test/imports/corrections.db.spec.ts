import { buffer } from 'node:stream/consumers';
import ExcelJS from 'exceljs';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { correctionsWorkbook, ImportRows, ImportSubjects, type Import } from '../../src/imports/index.js';
import type { Locale } from '../../src/kernel/index.js';
import { withReference } from '../reference/loaded-reference.js';
import { startTestApplication, type TestApplication } from '../support/application.js';
import { aWorkspace } from '../support/builders.js';
import { ImportDesk } from './import-desk.js';
import { csv, lineOf, people, type RosterLine } from './roster-files.js';

// Each upload starts two caged processes.
describe('the corrections workbook', { timeout: 120_000 }, () => {
  let test: TestApplication;
  let desk: ImportDesk;

  beforeAll(async () => {
    test = await startTestApplication();
    await withReference(test.db);
  });
  afterAll(() => test?.close());
  beforeEach(async () => {
    desk = new ImportDesk(test, await aWorkspace(test.db));
  });

  const workbook = (file: Import, locale: Locale = 'id') =>
    desk.asApp(async () => {
      const rows = await test.app.get(ImportRows, { strict: false }).needingWork(file);
      const subject = test.app.get(ImportSubjects, { strict: false }).of('roster');
      return buffer(correctionsWorkbook(file, subject, rows, locale));
    });
  const opened = async (bytes: Buffer) => {
    const book = new ExcelJS.Workbook();
    await book.xlsx.load(bytes as never);
    return { book, sheet: book.worksheets[0] as ExcelJS.Worksheet };
  };
  const saved = async (book: ExcelJS.Workbook) => Buffer.from(await book.xlsx.writeBuffer());
  const texts = (sheet: ExcelJS.Worksheet, row: number) => {
    const cells: string[] = [];
    sheet.getRow(row).eachCell({ includeEmpty: true }, (cell) => cells.push(cell.text));
    return cells;
  };
  const wrongFile = () => {
    const [good, cut, mixed, odd] = people(4, 2).map(lineOf) as [RosterLine, RosterLine, RosterLine, RosterLine];
    return {
      ...{ good, cut, mixed, odd },
      text: csv([
        good,
        { ...cut, NIK: cut.NIK.slice(0, 15) },
        { ...mixed, 'Jenis Kelamin': mixed['Jenis Kelamin'] === 'L' ? 'P' : 'L' },
        { ...odd, 'Kab/Kota': "=cmd|' /C calc'!A0" },
      ]),
    };
  };

  it('holds the rows that need work, in the columns of the user, with colours, notes and reasons', async () => {
    const { text, cut } = wrongFile();
    const file = await desk.upload(text);
    const { sheet } = await opened(await workbook(file));
    const columns = file.headers?.length ?? 0;
    expect(texts(sheet, 1)).toEqual([...(file.headers ?? []), 'Setuju (ya)', 'Keterangan', '_sinergi']);
    expect(sheet.rowCount).toBe(4);
    expect(texts(sheet, 2).slice(0, 2)).toEqual([cut.NIK.slice(0, 15), cut['Nama Lengkap']]);
    expect(sheet.getCell(2, 1).fill).toMatchObject({ fgColor: { argb: 'FFFFD9D2' } });
    expect(JSON.stringify(sheet.getCell(2, 1).note)).toContain('NIK harus tepat 16 angka');
    expect(sheet.getCell(2, 2).fill ?? {}).not.toHaveProperty('fgColor');
    expect(sheet.getCell(2, columns + 2).text).toContain('NIK harus tepat 16 angka');
    expect(sheet.getCell(2, columns + 1).text).toBe('–');
    expect(sheet.getCell(3, columns + 1).text).toBe('');
    expect(sheet.getCell(2, columns + 3).text).toBe(`${file.id}/2`);
    expect(sheet.getColumn(columns + 3).hidden).toBe(true);
    expect(texts((await opened(await workbook(file, 'en'))).sheet, 1)).toContain('Accept (yes)');
  });

  it('writes every cell as text, so that nothing runs', async () => {
    const file = await desk.upload(wrongFile().text);
    const { book, sheet } = await opened(await workbook(file));
    expect(sheet.getCell(4, 6).text).toBe("=cmd|' /C calc'!A0");
    expect(sheet.getCell(4, 6).formula).toBeUndefined();
    sheet.eachRow((row) => row.eachCell((cell) => expect(cell.type).not.toBe(ExcelJS.ValueType.Formula)));
    expect(book.worksheets).toHaveLength(1);
  });

  it('comes back as just those rows, in the meaning of the first file', async () => {
    const { text, cut } = wrongFile();
    const first = await desk.apply(text);
    expect(first.counts()).toMatchObject({ rows: 4, created: 1, held: 2, rejected: 1 });
    const { book, sheet } = await opened(await workbook(first));
    sheet.getCell(2, 1).value = cut.NIK;
    sheet.getCell(3, 8).value = 'Ya';
    sheet.getCell(4, 6).value = '3273';
    const second = await desk.upload(await saved(book), { mode: 'snapshot', fileName: 'perbaikan.xlsx' });
    expect([second.state, second.failure]).toEqual(['ready', null]);
    expect([second.correctsImportId, second.mode, second.leavers]).toEqual([first.id, 'upsert', 0]);
    expect(second.mapping?.slice(0, 7)).toEqual(first.mapping);
    expect(second.mapping?.slice(7)).toEqual([null, null, null]);
    expect(second.counts()).toMatchObject({ rows: 3, created: 3, held: 0, rejected: 0 });
    expect((await desk.receipt(second)).causes).toContainEqual({
      ...{ code: 'nik.sex_mismatch', severity: 'warn', count: 1, examples: [2] },
    });
    expect((await desk.confirm(second.id)).state).toBe('applied');
    expect((await desk.receipt(first)).correctedBy).toEqual([second.id]);
    const [on] = await test.db.admin<{ n: number }>(
      'select count(*)::int as n from app.workers where workspace_id = $1',
      [desk.workspace.id],
    );
    expect(on?.n).toBe(4);
  });

  it('accepts only contradictions, and only by a plain yes', async () => {
    const first = await desk.upload(wrongFile().text);
    const { book, sheet } = await opened(await workbook(first));
    sheet.getCell(2, 8).value = 'ya';
    sheet.getCell(3, 8).value = 'mungkin';
    sheet.getCell(4, 8).value = 'ya';
    const second = await desk.upload(await saved(book));
    expect(second.counts()).toMatchObject({ rows: 3, created: 0, held: 2, rejected: 1 });
    const third = await desk.apply(await workbook(second));
    expect([third.correctsImportId, third.headers?.length]).toEqual([second.id, (first.headers ?? []).length + 3]);
  });

  it('does not let a digit that Excel lost come back as if it were known', async () => {
    const [person] = people(1, 4).map(lineOf);
    const book = new ExcelJS.Workbook();
    const sheet = book.addWorksheet('Daftar');
    sheet.addRow(['NIK', 'Nama Lengkap', 'Tanggal Lahir', 'Jenis Kelamin']);
    sheet.addRow([Number(person?.NIK), person?.['Nama Lengkap'], person?.['Tanggal Lahir'], person?.['Jenis Kelamin']]);
    const first = await desk.upload(await saved(book));
    expect((await desk.rows(first)).map(({ causes }) => causes)).toEqual([['nik.truncated_by_excel']]);
    const bytes = await workbook(first);
    expect((await opened(bytes)).sheet.getCell(2, 1).text).toMatch(/^\d{15}\?$/);
    expect((await desk.upload(bytes)).counts()).toMatchObject({ rows: 1, rejected: 1 });
  });

  it('of another workspace is an ordinary file', async () => {
    const first = await desk.upload(wrongFile().text);
    const bytes = await workbook(first);
    const elsewhere = new ImportDesk(test, await aWorkspace(test.db));
    const file = await elsewhere.upload(bytes);
    expect([file.correctsImportId, file.counts()?.rows]).toEqual([null, 3]);
    expect(file.mapping?.slice(7)).toEqual([null, null, null]);
  });
});
