import { describe, expect, it } from 'vitest';
import { columnLetters, findHeader, headerKey, headerRowsAt, headerTexts } from '../../src/tabular/headers.rules.js';

function table(...rows: string[]) {
  return rows.map((row, i) => ({ physical: i + 1, cells: row === '' ? [''] : row.split('|') }));
}

function headersOf(rows: ReturnType<typeof table>, known?: (text: string) => boolean) {
  const { headerRow, headerRows, sure } = findHeader(rows, known);
  return { headerRow, headerRows, sure, headers: headerTexts(rows, headerRow, headerRows) };
}

const person = '3173010101800001|Demo Satu|1980-01-01';

describe('findHeader', () => {
  it('takes the first row of a plain table', () => {
    expect(headersOf(table('nik|nama|lahir', person))).toEqual({
      headerRow: 0,
      headerRows: 1,
      sure: true,
      headers: ['nik', 'nama', 'lahir'],
    });
  });

  it('skips titles and blank rows', () => {
    const rows = table('DAFTAR PEKERJA RENTAN', 'Kabupaten Contoh|2026', '', 'NIK|Nama|Tgl Lahir', person);
    expect(headersOf(rows)).toMatchObject({ headerRow: 3, sure: true, headers: ['NIK', 'Nama', 'Tgl Lahir'] });
  });

  it('prefers the row with the most known names, wherever it stands', () => {
    const keys = new Set(['nik', 'nama']);
    const rows = table('Data|Kolom|Lain', 'a|b|1', 'NIK |Nama|X', person);
    expect(headersOf(rows, (text) => keys.has(headerKey(text)))).toMatchObject({ headerRow: 2, sure: true });
  });

  it('joins a header of two rows', () => {
    const rows = table('NIK|Nama|Lahir||Alamat', '||Tempat|Tanggal|', `3173|Demo|Contoh|1980-01-01|Jl. A`);
    expect(headersOf(rows)).toMatchObject({
      headerRow: 1,
      headerRows: 2,
      headers: ['NIK', 'Nama', 'Lahir Tempat', 'Lahir Tanggal', 'Alamat'],
    });
  });

  const keys = new Set(['nik', 'nama', 'lahirtempat', 'lahirtanggal', 'hp', 'alamat']);
  const known = (text: string) => keys.has(headerKey(text));

  it('joins groups of a single column when their names are known', () => {
    const rows = table(
      'NIK|Nama|Lahir||Kontak|Alamat',
      '||Tempat|Tanggal|HP|',
      '3173|Demo|Contoh|1980-01-01|0812|Jl. A',
    );
    expect(headersOf(rows, known)).toEqual({
      headerRow: 1,
      headerRows: 2,
      sure: true,
      headers: ['NIK', 'Nama', 'Lahir Tempat', 'Lahir Tanggal', 'Kontak HP', 'Alamat'],
    });
    const one = table('NIK|Nama|Kontak', '||HP', '3173|Demo|0812', '3174|Demo|0813');
    expect(headersOf(one, known)).toMatchObject({ headerRow: 1, headers: ['NIK', 'Nama', 'Kontak HP'] });
  });

  it('asks when words stand under single names that nobody knows, and never swallows a row', () => {
    const rows = table('NIK|Nama|Lahir||Kontak', '||Tempat|Tanggal|Ponsel ibu', '3173|Demo|Contoh|1980-01-01|0812');
    expect(headersOf(rows, known)).toMatchObject({ headerRow: 0, headerRows: 1, sure: false });
    const person2 = table('NIK|Nama|Alamat', '|Demo Tanpa NIK|', '3173|Demo Satu|Jl. A');
    expect(headersOf(person2, known)).toMatchObject({ headerRow: 0, headerRows: 1, sure: true });
  });

  it('joins the row above to one that a person chose when it names what that one leaves open', () => {
    const rows = table('NIK|Nama|Lahir||Kontak', '||Tempat|Tanggal|Ponsel ibu', '3173|Demo|Contoh|1980-01-01|0812');
    expect(headerRowsAt(rows, 1)).toBe(2);
    expect(headerTexts(rows, 1, 2)).toEqual(['NIK', 'Nama', 'Lahir Tempat', 'Lahir Tanggal', 'Kontak Ponsel ibu']);
    expect(headerRowsAt(table('DAFTAR PEKERJA', 'NIK|Nama|Kota', person), 1)).toBe(1);
    expect(headerRowsAt(rows, -1)).toBe(0);
  });

  it('leaves a row of column numbers to the header', () => {
    const rows = table('NIK|Nama|Lahir', '(1)|(2)|(3)', person);
    expect(headersOf(rows)).toMatchObject({ headerRow: 1, headerRows: 2, headers: ['NIK', 'Nama', 'Lahir'] });
    expect(headersOf(table('a|b|c', '1|2|3'))).toMatchObject({ headerRow: 0 });
  });

  it('does not take words below words for a second header row', () => {
    expect(headersOf(table('Nama||Kota', 'Demo|x|Contoh', 'Demo Dua|y|Contoh'))).toMatchObject({
      headerRow: 0,
      headerRows: 1,
    });
  });

  it('asks when data begins at once, and names columns by letter', () => {
    expect(headersOf(table(person, person))).toEqual({
      headerRow: -1,
      headerRows: 0,
      sure: false,
      headers: ['A', 'B', 'C'],
    });
  });

  it('asks when only words are there, and shows a lone row as a row', () => {
    expect(headersOf(table('a|b', 'c|d', 'e|f')).sure).toBe(false);
    expect(headersOf(table('a|b'))).toMatchObject({ headerRow: -1, sure: false });
  });

  it('keeps a place for columns that hold data without a name', () => {
    expect(headersOf(table('nik|nama', '1|Demo|x', '2|Demo|y', '3|Demo|z')).headers).toEqual(['nik', 'nama', '']);
  });

  it('names columns as Excel does', () => {
    expect([0, 25, 26, 701, 702].map(columnLetters)).toEqual(['A', 'Z', 'AA', 'ZZ', 'AAA']);
  });
});
