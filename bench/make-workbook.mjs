// A roster as XLSX of N rows with 14 columns, shared strings off, as spreadsheet programs export them.
import ExcelJS from 'exceljs';
import { SyntheticPeople } from '../dist/demo/synthetic-people.js';
import { benchPlaces, HEADER } from './make-roster.mjs';

export async function writeWorkbook(path, rows, seed) {
  const people = new SyntheticPeople(seed, benchPlaces());
  const book = new ExcelJS.stream.xlsx.WorkbookWriter({ filename: path, useSharedStrings: false });
  const sheet = book.addWorksheet('Pekerja');
  sheet.addRow(HEADER.split(',')).commit();
  for (let i = 0; i < rows; i++) {
    const p = people.next();
    sheet
      .addRow([
        p.nik,
        p.name,
        new Date(p.birthDate),
        p.sex,
        p.phone,
        p.email,
        p.sector,
        p.occupation,
        p.region,
        p.address,
        p.wage,
        p.startedOn,
        p.motherName,
        p.externalId,
      ])
      .commit();
    if (i % 2000 === 0) await new Promise(setImmediate);
  }
  await book.commit();
}
