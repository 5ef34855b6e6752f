// The same people as a file from the field has them: every spelling that the importer reads without asking.
import { SECTORS } from '../dist/reference/data/sectors.js';

export const MESSY_PEOPLE = 60;
const TITLE = 'DAFTAR PEKERJA RENTAN TAHUN 2026 (DATA CONTOH, SEMUA ORANG REKAAN)';
const MONTHS = 'Januari Februari Maret April Mei Juni Juli Agustus September Oktober November Desember'.split(' ');
const HEADER = [
  ...['No.', 'No. KTP', 'NAMA LENGKAP', 'Tgl. Lahir', 'L/P', 'No HP/WA', 'E-mail', 'Lapangan Usaha'],
  ...['Jenis Pekerjaan', 'Kab/Kota', 'Alamat', 'Penghasilan per Bulan', 'Program', 'Status', 'Nama Ibu Kandung'],
];
const REGIONS = {
  3205: ['3205', '32.05', 'KAB. GARUT', 'Kabupaten Garut', 'garut', 'Kab Garut, Jawa Barat'],
  3273: ['3273', '32.73', 'KOTA BANDUNG', 'Kodya Bandung', 'kota bandung', 'Kota Bandung (Jawa Barat)'],
  3204: ['3204', '32.04', 'KAB. BANDUNG', 'Kabupaten Bandung', 'kab bandung', '32.04.05'],
};
const NIKS = [
  (n) => n,
  (n) => `'${n}`,
  (n) => n.replace(/(.{4})(?!$)/g, '$1 '),
  (n) => `${n.slice(0, 2)}.${n.slice(2, 4)}.${n.slice(4, 6)}.${n.slice(6, 12)}.${n.slice(12)}`,
  (n) => `\u00a0${n}\u00a0`,
  (n) => `="${n}"`,
  (n) => `${n.slice(0, 6)}-${n.slice(6, 12)}-${n.slice(12)}`,
  (n) => `\u2019${n}`,
];
const NAMES = [
  (n) => n,
  (n) => n.toLowerCase(),
  (n, sex) => `${sex === 'L' ? 'Drs. H.' : 'Dra. Hj.'} ${capitals(n)}, M.Si`,
  (n) => ` ${n.replace(/ /g, '   ')} `,
  (n) => `${capitals(n)}, S.Pd`,
];
const DATES = [
  ({ y, m, d }) => `${d}/${m}/${y}`,
  ({ y, m, d }) => `${Number(d)}-${Number(m)}-${y.slice(2)}`,
  ({ y, m, d }) => `${d}.${m}.${y}`,
  ({ y, m, d }) => `${y}-${m}-${d}`,
  ({ y, m, d }) => String(serial(y, m, d)),
  ({ y, m, d }) => `${Number(d)} ${MONTHS[m - 1]} ${y}`,
  ({ y, m, d }) => `${Number(d)} ${MONTHS[m - 1].slice(0, 3)} ${y}`,
  ({ y, m, d }) => `Garut, ${d}-${m}-${y}`,
  ({ y, m, d }) => `${d}/${m}/${y} 0:00`,
];
const SEXES = { L: ['L', 'Laki-laki', 'Pria', 'M', '1', 'LK', 'laki laki'], P: ['P', 'Perempuan', 'Wanita', 'F', '2', 'PR', 'wanita'] };
const PHONES = [
  (n) => n,
  (n) => n.slice(1),
  (n) => `+62 ${n.slice(1, 4)}-${n.slice(4, 8)}-${n.slice(8)}`,
  (n) => `62${n.slice(1)}`,
  (n) => `${n.slice(0, 4)} ${n.slice(4, 8)} ${n.slice(8)}`,
  (n) => `${n.slice(0, 4)}.${n.slice(4, 8)}.${n.slice(8)} / 0262-123456`,
];
const EMAILS = [(a) => a, (a) => a && `<${a.toUpperCase()}>`, (a) => a && `mailto:${a}`];
const WAGES = [
  (n) => dotted(n),
  (n) => `Rp ${dotted(n)},00`,
  (n) => `Rp${dotted(n)},-`,
  (n) => dotted(n).replaceAll('.', ','),
  (n) => `${n}.00`,
  (n) => `${n / 1000}rb`,
  (n) => `${String(n / 1_000_000).replace('.', ',')} juta`,
];
const PROGRAMMES = ['JKK, JKM', 'JKK+JKM', 'jkk;jkm', 'JKK/JKM', 'JKK JKM', '2 program'];
const STATUSES = ['Aktif', 'A', 'masih bekerja', 'Tetap', ''];

const turn = (list, i) => list[i % list.length];
const dotted = (n) => String(n).replace(/\B(?=(\d{3})+$)/g, '.');
const capitals = (text) => text.toLowerCase().replace(/\b[a-z]/g, (letter) => letter.toUpperCase());
const serial = (y, m, d) => Date.UTC(y, m - 1, d) / 86_400_000 + 25_569;

function sectorText(code, i) {
  const { nameId, aliases } = SECTORS.find((sector) => sector.code === code);
  return turn([code, nameId, aliases[0] ?? nameId, `${code} - ${nameId}`, nameId.toUpperCase()], i);
}

/** @param shift sets the two files apart: the same person is spelt differently in each */
function messyCells(p, i, shift) {
  const k = i + shift;
  const [y, m, d] = p.birthDate.split('-');
  return [
    ...[String(i + 1), turn(NIKS, k)(p.nik), turn(NAMES, k)(p.name, p.sex), turn(DATES, k)({ y, m, d })],
    ...[turn(SEXES[p.sex], k), turn(PHONES, k)(p.phone), turn(EMAILS, k)(p.email)],
    ...[sectorText(p.sector, k), p.occupation],
    ...[turn(REGIONS[p.region], k), p.address.replace(' RT', ' \u2013 RT'), turn(WAGES, k)(p.wage)],
    ...[turn(PROGRAMMES, k), turn(STATUSES, k), p.motherName],
  ];
}

/** Semicolons, Windows-1252, CRLF, title rows, a numbering row, blank rows, the header again as on a new page, a totals row. */
export function berantakanCsv(people) {
  const line = (cells) => `${cells.map((cell) => (/[";\n]/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell)).join(';')}\r\n`;
  const blank = line(HEADER.map(() => ''));
  const total = people.reduce((sum, { wage }) => sum + wage, 0);
  return [
    ...[line([TITLE]), line(['Dinas Tenaga Kerja Kabupaten Contoh \u2013 keadaan akhir Oktober 2026']), blank],
    ...[line(HEADER), line(HEADER.map((_, i) => `(${i + 1})`))],
    ...people.flatMap((p, i) => [...(i === 20 ? [blank] : []), ...(i === 40 ? [blank, line(HEADER)] : []), line(messyCells(p, i, 0))]),
    ...[blank, line(HEADER.map((_, i) => (i === 1 ? 'JUMLAH' : i === 11 ? `Rp ${dotted(total)},00` : '')))],
  ].join('');
}

/** A cover sheet, the people under merged headers in two rows, and last year's list on a hidden sheet. */
export function berantakanBook(book, people) {
  book.addWorksheet('Petunjuk').addRows([[TITLE], [], ['Isi lembar Pekerja. NIK ditulis sebagai teks, 16 angka.']]);
  const sheet = book.addWorksheet('Pekerja');
  sheet.addRow([TITLE]);
  sheet.mergeCells('A1:O1');
  sheet.addRow([]);
  sheet.addRow(['No.', 'Identitas', '', '', '', 'Kontak', '', 'Pekerjaan', '', 'Kab/Kota', 'Alamat', 'Penghasilan per Bulan', 'Program', 'Status', 'Nama Ibu Kandung']);
  sheet.addRow(['', 'NIK', 'Nama Lengkap', 'Tgl. Lahir', 'L/P', 'No HP', 'Email', 'Lapangan Usaha', 'Jenis Pekerjaan']);
  for (const range of ['B3:E3', 'F3:G3', 'H3:I3', 'A3:A4', 'J3:J4', 'K3:K4', 'L3:L4', 'M3:M4', 'N3:N4', 'O3:O4']) sheet.mergeCells(range);
  people.forEach((p, i) => {
    if (i === 30) sheet.addRow([]);
    const row = sheet.addRow(messyCells(p, i, 3));
    row.getCell(1).value = i + 1;
    if (i % 4 === 0) dateCell(row.getCell(4), p.birthDate);
    if (i % 4 === 1) row.getCell(4).value = serial(...p.birthDate.split('-'));
    if (i % 3 === 0) row.getCell(12).value = p.wage;
    if (i % 5 === 0) row.getCell(6).value = Number(p.phone);
    if (i % 7 === 0 && p.region === '3205') row.getCell(10).value = 32.05;
  });
  sheet.addRow(['', 'JUMLAH', '', '', '', '', '', '', '', '', '', { formula: `SUM(L5:L${people.length + 5})`, result: people.reduce((sum, { wage }) => sum + wage, 0) }]);
  const old = book.addWorksheet('Arsip 2025', { state: 'hidden' });
  old.addRows([['NIK', 'Nama'], ...people.slice(0, 5).map(({ nik, name }) => [nik, name])]);
  return book;
}

function dateCell(cell, day) {
  cell.value = new Date(`${day}T00:00:00Z`);
  cell.numFmt = 'dd-mmm-yy';
}
