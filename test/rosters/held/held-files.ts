import ExcelJS from 'exceljs';
import { HEADER, type RosterLine } from '../../imports/roster-files.js';

/** A workbook in which NIKs of `cut` lines are numbers as Excel keeps them: fifteen digits and a zero. */
export async function workbookOf(lines: readonly RosterLine[], cut: readonly RosterLine[]): Promise<Buffer> {
  const book = new ExcelJS.Workbook();
  const sheet = book.addWorksheet('Daftar');
  sheet.addRow([...HEADER]);
  for (const line of lines) {
    const [nik, ...rest] = HEADER.map((name) => line[name]);
    sheet.addRow([cut.includes(line) ? Number(`${nik?.slice(0, 15)}0`) : nik, ...rest]);
  }
  return Buffer.from(await book.xlsx.writeBuffer());
}
