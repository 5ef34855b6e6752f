// Makes the example files beside it, always the same bytes: node bin/build.mjs && node examples/make.mjs
// Nobody in them exists: names by lot, a real kecamatan in front of the NIK, a birth date by lot, serials from 9001 on.
import { writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import ExcelJS from 'exceljs';
import iconv from 'iconv-lite';
import { getDistricts } from 'idn-area-data';
import JSZip from 'jszip';
import { SyntheticPeople } from '../dist/demo/synthetic-people.js';
import { berantakanCsv, berantakanBook, MESSY_PEOPLE } from './make-messy.mjs';
import { faultyCsvLines, faultySheetRows } from './make-faulty.mjs';

const folder = dirname(fileURLToPath(import.meta.url));
const MARK = 'DATA CONTOH - semua orang di berkas ini rekaan';
const HEADER = [
  ...['NIK', 'NAMA LENGKAP', 'TANGGAL LAHIR', 'JENIS KELAMIN', 'NO HP', 'EMAIL', 'SEKTOR', 'PEKERJAAN', 'KAB/KOTA'],
  ...['ALAMAT', 'UPAH', 'PROGRAM', 'TANGGAL MULAI BEKERJA', 'STATUS', 'NO KPJ', 'NAMA IBU KANDUNG', 'NO ANGGOTA'],
];
const WORDS = [['Juru masak', 'Juru Masak'], ['Marbot', 'Marbot']];
const REGENCIES = ['32.05', '32.73', '32.04'];
const FIXED = new Date('2026-11-01T00:00:00Z');

const districts = (await getDistricts()).map(({ code }) => code);
const places = REGENCIES.map((regency) => ({
  region: regency.replace('.', ''),
  districts: districts.filter((code) => code.startsWith(`${regency}.`)).map((code) => code.replaceAll('.', '')),
}));

/** `count` people whose numbers nobody has: serials from 9001, telephone numbers in one dead block. */
function people(seed, count) {
  const lot = new SyntheticPeople(seed, places);
  return Array.from({ length: count }, (_, i) => {
    const person = lot.next();
    return {
      ...person,
      nik: person.nik.slice(0, 12) + String(9001 + i),
      phone: `0812${String(seed * 1000 + i).padStart(8, '0')}`,
      email: i % 5 === 0 ? `contoh${seed}.${i}@example.com` : '',
      externalId: `CONTOH-${seed}-${String(i + 1).padStart(4, '0')}`,
      programmes: ['JKK, JKM', 'JKK, JKM, JHT'][i % 2],
      status: 'AKTIF',
      kpj: '',
      occupation: WORDS.find(([from]) => from === person.occupation)?.[1] ?? person.occupation,
    };
  });
}

export function tidyCells(p) {
  const day = p.birthDate.split('-').reverse().join('/');
  const started = p.startedOn.split('-').reverse().join('/');
  return [
    ...[p.nik, p.name, day, p.sex, p.phone, p.email, p.sector, p.occupation, p.region, p.address],
    ...[String(p.wage), p.programmes, started, p.status, p.kpj, p.motherName, p.externalId],
  ];
}

const quoted = (cell) => (/[",\n]/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell);
const csv = (rows) => rows.map((row) => `${row.map(quoted).join(',')}\n`).join('');
const save = (name, content) => writeFileSync(join(folder, name), content);

/** exceljs stamps the parts of the zip with the time of day: put one fixed time there. */
async function saveBook(name, book) {
  book.creator = 'Sinergi (data contoh)';
  book.created = book.modified = FIXED;
  const zip = await JSZip.loadAsync(await book.xlsx.writeBuffer());
  for (const part of Object.values(zip.files)) part.date = FIXED;
  save(name, await zip.generateAsync({ type: 'nodebuffer', compression: 'DEFLATE', compressionOptions: { level: 9 } }));
}

const tidy = people(1, 200);
save('rapi.csv', csv([[MARK], HEADER, ...tidy.map(tidyCells)]));

const tidyBook = new ExcelJS.Workbook();
const sheet = tidyBook.addWorksheet('Pekerja');
sheet.addRow([MARK]);
sheet.addRow(HEADER);
for (const p of tidy) {
  const row = sheet.addRow(tidyCells(p));
  row.getCell(3).value = new Date(`${p.birthDate}T00:00:00Z`);
  row.getCell(13).value = new Date(`${p.startedOn}T00:00:00Z`);
  for (const column of [3, 13]) row.getCell(column).numFmt = 'dd/mm/yyyy';
  row.getCell(11).value = p.wage;
}
await saveBook('rapi.xlsx', tidyBook);

const messy = people(2, MESSY_PEOPLE);
save('berantakan.csv', iconv.encode(berantakanCsv(messy), 'windows-1252'));
await saveBook('berantakan.xlsx', berantakanBook(new ExcelJS.Workbook(), messy));

const faulty = people(3, 60);
const EXPECTED = ['row', 'outcome', 'causes'];
const csvLines = faultyCsvLines(faulty, tidyCells);
save('salah.csv', csv([[MARK], HEADER, ...csvLines.map(({ cells }) => cells)]));
save('salah.expected.csv', csv([EXPECTED, ...csvLines.map(({ expected }, i) => [String(i + 1), ...expected])]));
const sheetRows = faultySheetRows(faulty, tidyCells);
const faultyBook = new ExcelJS.Workbook();
faultyBook.addWorksheet('Pekerja').addRows([[MARK], HEADER, ...sheetRows.map(({ cells }) => cells)]);
await saveBook('salah.xlsx', faultyBook);
save('salah-xlsx.expected.csv', csv([EXPECTED, ...sheetRows.map(({ expected }, i) => [String(i + 1), ...expected])]));

// Next month: four have left, five say something new, five have come, and behind one NIK stands another person.
const changed = tidy.slice(0, 196).map((p, i) => {
  if ([4, 31, 77].includes(i)) return { ...p, wage: p.wage + 250_000 };
  if (i === 120) return { ...p, phone: '081299990120' };
  if (i === 150) return { ...p, sector: 'G', occupation: 'Pedagang pasar' };
  return i === 9 ? { ...p, name: 'TEGUH PRIHATIN', motherName: 'SUMINAH' } : p;
});
const next = [...changed, ...people(4, 5)];
save('bulan-depan.csv', csv([[MARK], HEADER, ...next.map(tidyCells)]));
save(
  'bulan-depan.expected.csv',
  csv([
    EXPECTED,
    ...next.map((_, i) => {
      if (i === 9) return [String(i + 1), 'held', 'worker.other_person'];
      const outcome = i >= 196 ? 'created' : [4, 31, 77, 120, 150].includes(i) ? 'updated' : 'unchanged';
      return [String(i + 1), outcome, ''];
    }),
  ]),
);

// Of the first 120: two thirds protected, the others lapsed; ten under a name that is written differently, three under another.
const REGISTRY = ['NIK', 'NAMA', 'TANGGAL LAHIR', 'NO KPJ', 'SEGMEN', 'JKK', 'JKM', 'JHT', 'JP', 'JKP'];
const extract = tidy.slice(0, 120).map((p, i) => {
  const until = i % 3 === 2 ? '2026-06' : '2027-03';
  const name = i < 10 ? `Hj. ${p.name.toLowerCase()}` : [20, 50, 80].includes(i) ? 'NAMA LAIN CONTOH' : p.name;
  return [p.nik, name, p.birthDate, `99${String(i + 1).padStart(9, '0')}`, 'BPU', until, until, i % 4 ? '' : until, '', ''];
});
save('peserta.csv', csv([[MARK], REGISTRY, ...extract]));
