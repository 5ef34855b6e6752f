import { describe, expect, it } from 'vitest';
import {
  EXTRACT_FIELDS,
  extractBit,
  extractFieldNamed,
  extractFieldsOf,
  proposeExtractMapping,
  type ExtractField,
} from '../../src/participants/extract/extract-fields.js';
import { compileRegistryJudge } from '../../src/participants/index.js';
import { CellKind } from '../../src/tabular/index.js';

const HEADERS = ['No', 'NIK', 'Nama Peserta', 'Tgl. Lahir', 'Segmen', 'KPJ', 'KPJ 2', 'JKK s/d', 'JKM s/d', 'JHT'];
const { mapping } = proposeExtractMapping(HEADERS);
const judge = compileRegistryJudge(mapping, HEADERS, '2026-11-23');
const row = (...cells: string[]) => ({ number: 1, physical: 2, cells, kinds: null, width: cells.length });
const GOOD = [
  '1',
  '9901010101900001',
  'BUDI SANTOSO',
  '01-01-1990',
  'BPU',
  '19001234567',
  '',
  '2026-12',
  '2026-12',
  '',
];
const withCell = (column: number, text: string) => row(...GOOD.map((cell, i) => (i === column ? text : cell)));

describe('mapping of an extract', () => {
  it('finds the fields by their usual headers, KPJ in several columns', () => {
    expect(mapping).toEqual([
      null,
      ...['nik', 'name', 'birth_date', 'segment', 'kpj', 'kpj', 'jkk_until', 'jkm_until', 'jht_until'],
    ]);
  });
  it('asks for what is missing and for what is there twice', () => {
    const { mapping: found, questions } = proposeExtractMapping(['NIK', 'No KTP', 'Nama', 'Tanggal Lahir', 'JKK']);
    expect(found).toEqual([null, null, 'name', 'birth_date', 'jkk_until']);
    expect(questions).toEqual([
      { code: 'ambiguous', field: 'nik', columns: [0, 1] },
      { code: 'missing', field: 'jkm_until', columns: [] },
    ]);
  });
  it('knows every field by its own name and gives each a bit of its own', () => {
    for (const field of EXTRACT_FIELDS) {
      expect(extractFieldNamed(field)).toBe(field);
      expect(extractFieldsOf(extractBit(field))).toEqual([field]);
    }
  });
  it('refuses a mapping that cannot be judged', () => {
    const twice: (ExtractField | null)[] = ['nik', 'nik', 'name', 'birth_date', 'jkk_until', 'jkm_until'];
    expect(() => compileRegistryJudge(twice, HEADERS, '2026-11-23')).toThrow(RangeError);
    expect(() => compileRegistryJudge(['nik', 'name'], HEADERS, '2026-11-23')).toThrow(RangeError);
  });
});

describe('judge of an extract', () => {
  it('reads a whole row', () => {
    expect(judge(row(...GOOD))).toEqual({
      ...{ verdict: 'ok', skip: null, causes: [], repairs: [] },
      values: {
        ...{ nik: '9901010101900001', name: 'BUDI SANTOSO', nameKey: 'BUDI SANTOSO', birthDate: '1990-01-01' },
        ...{ segment: 'bpu', kpj: ['19001234567'], until: ['2026-12-31', '2026-12-31', '-infinity', null, null] },
      },
    });
  });

  it('leaves titles out of the key and keeps numbers once', () => {
    const { values } = judge(row(...GOOD.with(2, 'Ir. Budi  Santoso, M.Si').with(6, '19001234567')));
    expect(values).toMatchObject({ name: 'Ir. Budi Santoso, M.Si', nameKey: 'BUDI SANTOSO', kpj: ['19001234567'] });
  });

  it.each([
    [1, '', 'reject', 'nik.missing'],
    [1, '990101010190001', 'reject', 'nik.length'],
    [2, '', 'reject', 'name.missing'],
    [2, '12345', 'reject', 'name.unreadable'],
    [3, '', 'reject', 'birth_date.missing'],
    [3, 'kemarin', 'reject', 'birth_date.unreadable'],
    [3, '01-01-2027', 'reject', 'birth_date.future'],
    [3, '02-01-1990', 'ok', 'nik.birth_date_mismatch'],
    [4, 'Anggota', 'hold', 'segment.unknown'],
    [5, '123', 'hold', 'kpj.unreadable'],
    [7, 'aktif', 'hold', 'until.unreadable'],
  ])('column %i with "%s": %s, %s', (column, text, verdict, cause) => {
    const judged = judge(withCell(column, text));
    expect(judged.verdict).toBe(verdict);
    expect(judged.causes).toContain(cause);
  });

  it('passes over lines that are no rows, and refuses misshapen ones', () => {
    expect(judge(row('', ' ', '')).skip).toBe('blank');
    expect(judge(row(...HEADERS)).skip).toBe('header');
    expect(judge(row('', '', 'JUMLAH', '250', '', '', '', '', '')).skip).toBe('totals');
    expect(judge(row(...GOOD, 'lebih')).causes).toEqual(['row.columns']);
    expect(judge(row(...GOOD.slice(0, 8))).causes).toEqual(['row.columns']);
    expect(judge(row(...GOOD.slice(0, 9))).verdict).toBe('ok');
  });

  it('holds a row with a spreadsheet error, and does not trust a NIK that is a number', () => {
    const kinds = new Uint8Array(GOOD.length);
    kinds[7] = CellKind.error;
    expect(judge({ ...row(...GOOD), kinds })).toMatchObject({ verdict: 'hold', causes: ['row.cell_error'] });
    const numbers = new Uint8Array(GOOD.length);
    numbers[1] = CellKind.number;
    expect(judge({ ...row(...GOOD), kinds: numbers }).causes).toContain('nik.truncated_by_excel');
  });
});
