import { describe, expect, it } from 'vitest';
import {
  readDay,
  readExtractNik,
  readKpjs,
  readSegment,
  readUntil,
} from '../../src/participants/extract/extract-cells.rules.js';
import { CellKind } from '../../src/tabular/index.js';

describe('protected until', () => {
  it.each([
    ['2026-12', '2026-12-31'],
    ['202612', '2026-12-31'],
    ['12/2026', '2026-12-31'],
    ['2-2028', '2028-02-29'],
    ['Des 2026', '2026-12-31'],
    ['Desember 2026', '2026-12-31'],
    ['DES-26', '2026-12-31'],
    ['2026-11-01', '2026-11-30'],
    ['30/11/2026', '2026-11-30'],
    ['1 Nov 2026', '2026-11-30'],
    ['2026-11-30 00:00:00', '2026-11-30'],
    ['', '-infinity'],
    ['-', '-infinity'],
    ['Tidak', '-infinity'],
    ['belum pernah', '-infinity'],
    ['0', '-infinity'],
  ])('%s is %s', (text, until) => {
    expect(readUntil(text, CellKind.text)).toMatchObject({ value: until });
  });

  it('reads the day numbers and months that spreadsheets hold as numbers', () => {
    expect(readUntil('46387', CellKind.number)).toEqual({ value: '2026-12-31', repair: 'date.serial' });
    expect(readUntil('202612', CellKind.number)).toEqual({ value: '2026-12-31' });
  });

  it.each(['13/2026', '2026-13', 'ya', 'aktif', '2026', '31/02/2026', 'x'.repeat(5000)])(
    'does not guess %.20s',
    (text) => {
      expect(readUntil(text, CellKind.text)).toEqual({ cause: 'until.unreadable' });
    },
  );
});

describe('days', () => {
  it.each([
    ['1980-01-12', '1980-01-12'],
    ['12/01/1980', '1980-01-12'],
    ['12-1-1980', '1980-01-12'],
    ['12.01.1980', '1980-01-12'],
    ['19800112', '1980-01-12'],
    ['12 Januari 1980', '1980-01-12'],
    ['12-Jan-1980', '1980-01-12'],
    ['1980-01-12T00:00:00Z', '1980-01-12'],
    ['29232', '1980-01-12'],
  ])('%s is %s', (text, day) => {
    expect(readDay(text, CellKind.text)).toMatchObject({ value: day });
  });
  it.each(['01/13/1980', '31-02-1980', '80-01-12', '12/01/80', 'kemarin', '1899-01-01', '99999'])(
    'refuses %s',
    (text) => {
      expect(readDay(text, CellKind.text)).toBeNull();
    },
  );
});

describe('NIK of an extract', () => {
  it('takes sixteen digits, also between marks', () => {
    expect(readExtractNik('9901010101900001', CellKind.text)).toEqual({ value: '9901010101900001' });
    expect(readExtractNik("'9901 0101 0190 0001", CellKind.text)).toEqual({
      value: '9901010101900001',
      repair: 'nik.separators',
    });
  });
  it.each([
    ['', CellKind.text, 'nik.missing'],
    ['-', CellKind.text, 'nik.missing'],
    ['990101010190001', CellKind.text, 'nik.length'],
    ['99010101019000O1', CellKind.text, 'nik.not_digits'],
    ['9901013201900001', CellKind.text, 'nik.impossible_date'],
    ['9901010101900000', CellKind.text, 'nik.serial'],
    ['9901010101900001', CellKind.number, 'nik.truncated_by_excel'],
    ['9.90101E+15', CellKind.text, 'nik.truncated_by_excel'],
  ])('%s (%i): %s', (text, kind, cause) => {
    expect(readExtractNik(text, kind)).toEqual({ cause });
  });
});

describe('segments and participant numbers', () => {
  it.each([
    ['PU', 'pu'],
    ['Penerima Upah', 'pu'],
    ['bukan penerima upah', 'bpu'],
    ['BPU', 'bpu'],
    ['Jasa Konstruksi', 'construction'],
    ['PMI', 'pmi'],
    ['', ''],
  ])('%s is %s', (text, segment) => {
    expect(readSegment(text)).toEqual({ value: segment });
  });
  it('does not guess a segment', () => {
    expect(readSegment('Peserta')).toEqual({ cause: 'segment.unknown' });
  });
  it('takes several numbers of one person', () => {
    expect(readKpjs('19001234567; 20001234567')).toEqual({ value: ['19001234567', '20001234567'] });
    expect(readKpjs('1900-1234-567')).toEqual({ value: ['19001234567'], repair: 'kpj.separators' });
    expect(readKpjs('')).toEqual({ value: [] });
    expect(readKpjs('0001234567890')).toEqual({ cause: 'kpj.unreadable' });
  });
});
