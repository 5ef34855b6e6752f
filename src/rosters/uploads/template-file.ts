import ExcelJS from 'exceljs';
import type { ImportSubject } from '../../imports/index.js';
import type { Locale } from '../../kernel/index.js';
import { translator } from '../../platform/i18n/index.js';
import { fieldName } from './words.js';

/** Rows that show how to fill in the template. Their NIK names an impossible day, so left in by mistake they are rejected. */
const EXAMPLES: Record<string, readonly [string, string]> = {
  nik: ['1234567890123456', '1234567890123457'],
  birth_date: ['12/01/1980', '5 Mei 1992'],
  sex: ['L', 'P'],
  phone: ['081200000000', ''],
  email: ['contoh@contoh.test', ''],
  sector: ['A', 'Perdagangan'],
  occupation: ['Petani padi', 'Pedagang pasar'],
  region: ['Kota Bandung', '32.73'],
  address: ['Jl. Contoh 1', ''],
  wage: ['1.500.000', '2000000'],
  programmes: ['JKK, JKM', 'JKK, JKM, JHT'],
  started_on: ['01/07/2024', ''],
  status: ['Aktif', ''],
  kpj: ['', ''],
  mother_name: ['CONTOH', ''],
  external_id: ['A-001', 'A-002'],
  segment: ['BPU', 'PU'],
  jkk_until: ['10/2026', '10/2026'],
  jkm_until: ['10/2026', '10/2026'],
};

/** Column titles are Indonesian in either language: that is what colleagues and other programs call them. */
function titles(subject: ImportSubject): string[] {
  return subject.fields.map(({ key }) => fieldName('id', key));
}

function examples(subject: ImportSubject): string[][] {
  const mark = translator('id')('rosters.template.example');
  return [0, 1].map((at) =>
    subject.fields.map(({ key }) => (key === 'name' ? mark : (EXAMPLES[key]?.[at as 0 | 1] ?? ''))),
  );
}

export function templateCsv(subject: ImportSubject): string {
  const line = (cells: string[]) => cells.map((cell) => (cell.includes(',') ? `"${cell}"` : cell)).join(',');
  return `\ufeff${[titles(subject), ...examples(subject)].map(line).join('\r\n')}\r\n`;
}

/** Every column is formatted as text, so that Excel keeps all sixteen digits of a NIK. */
export async function templateWorkbook(subject: ImportSubject, locale: Locale): Promise<Buffer> {
  const t = translator(locale);
  const book = new ExcelJS.Workbook();
  const sheet = book.addWorksheet('Daftar', { views: [{ state: 'frozen', ySplit: 1 }] });
  sheet.columns = titles(subject).map((title) => ({
    width: Math.max(14, title.length + 6),
    style: { numFmt: '@' },
  }));
  const head = sheet.addRow(titles(subject));
  subject.fields.forEach(({ key, required }, index) => {
    const cell = head.getCell(index + 1);
    cell.font = { bold: true };
    cell.fill = { type: 'pattern', pattern: 'solid', fgColor: { argb: required ? 'FFBFE3D6' : 'FFE6EFEA' } };
    cell.note = t(`imports.fieldHint.${key}`);
  });
  for (const example of examples(subject)) {
    const row = sheet.addRow(example);
    row.eachCell((cell) => {
      cell.font = { italic: true, color: { argb: 'FF7A7A7A' } };
      cell.numFmt = '@';
    });
  }
  return Buffer.from(await book.xlsx.writeBuffer());
}
