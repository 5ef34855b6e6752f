import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { CELL } from '../../../src/rosters/row/cells.js';
import { looksLikeNik, readNik } from '../../../src/rosters/row/nik.rules.js';
import { faulty, fine, reading } from './reading.js';

const NIK = '3173011201800007';
const read = (text: string, kind: number = CELL.text) => reading((findings) => readNik(text, kind, findings));

describe('a NIK cell', () => {
  it.each([
    "'3173011201800007",
    '3173 0112 0180 0007',
    '31.73.01.120180.0007',
    '317301-120180-0007',
    '317301.120180.0007',
    '\u00a03173011201800007\u00a0',
    '3173011201800007 ',
    '\u200b3173011201800007\ufeff',
    '="3173011201800007"',
    '"3173011201800007"',
    '’3173011201800007',
    '３１７３０１１２０１８００００７',
  ])('loses only what is no digit: %j', (text) => {
    expect(read(text)).toEqual(text.length === 16 ? fine(NIK) : fine(NIK, 'nik.separators'));
  });

  it('is taken as it is when it is clean', () => {
    expect(read(NIK)).toEqual(fine(NIK));
  });

  it.each([
    ['3,17301E+15', CELL.text],
    ['3.17301E+15', CELL.text],
    ['3.1730112018E+15', CELL.text],
    ['3,17e15', CELL.text],
    ['3E+15', CELL.text],
    ['3173011201800007.0', CELL.text],
    ['3173011201800000,00', CELL.text],
    ['3.173.011.201.800.000', CELL.text],
    ['3,173,011,201,800,010', CELL.text],
    [NIK, CELL.number],
    ['3173011201800000', CELL.number],
    ['317301120180000', CELL.number],
    ['3.1730112018E+15', CELL.number],
    ['3173011201800010', CELL.formula],
  ])('that has been a number is refused, however whole it looks: %s (kind %i)', (text, kind) => {
    expect(read(text, kind)).toEqual(faulty('', 'nik.truncated_by_excel'));
  });

  it('may come from a formula that makes text', () => {
    expect(read(NIK, CELL.formula)).toEqual(fine(NIK));
  });

  it.each([
    ['317301120180000', 'nik.length'],
    ['31730112018000071', 'nik.length'],
    ['12', 'nik.length'],
    ['3173O11201800007', 'nik.not_digits'],
    ['tidak punya', 'nik.not_digits'],
    ['3173011201800007 (baru)', 'nik.not_digits'],
    ['3173,0112,0180,0007', 'nik.not_digits'],
    ['3173011201800000', 'nik.serial'],
    ['3173013102800007', 'nik.impossible_date'],
    ['0000000000000000', 'nik.serial'],
    ['---', 'nik.missing'],
    ['x'.repeat(1000), 'nik.not_digits'],
  ])('%s is refused as %s', (text, cause) => {
    expect(read(text)).toEqual(faulty('', cause));
  });

  it('never gives digits that are not in the cell', () => {
    const wild = fc.array(
      fc.constantFrom(...'0123456789'.split(''), ' ', "'", '.', '-', ',', 'E', '+', 'x', '\u00a0'),
      { maxLength: 24 },
    );
    fc.assert(
      fc.property(wild, fc.constantFrom(...Object.values(CELL)), (signs, kind) => {
        const text = signs.join('');
        const { value, causes } = read(text, kind);
        expect(value === '' ? causes.length : 0).toBe(value === '' ? 1 : 0);
        if (value !== '') expect(value).toBe(text.replace(/\D/g, ''));
        if (kind === CELL.number) expect(value).toBe('');
      }),
    );
  });

  it('survives any separators between its digits', () => {
    const gaps = fc.array(fc.constantFrom('', '', ' ', "'", '-', '\u00a0', '\u200b', '_'), {
      minLength: 17,
      maxLength: 17,
    });
    fc.assert(
      fc.property(gaps, (between) => {
        const text = between.map((gap, i) => gap + NIK.charAt(i)).join('');
        expect(read(text).value).toBe(NIK);
        expect(looksLikeNik(text)).toBe(true);
      }),
    );
  });
});
