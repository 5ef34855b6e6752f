import { inspect } from 'node:util';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { isCalendarDate, maskNik, Nik, nikBirthDigits, nikFault } from '../../src/kernel/index.js';

const TODAY = '2026-11-23';

function parsed(text: string): Nik {
  const nik = Nik.parse(text, TODAY);
  if (!(nik instanceof Nik)) throw new Error(`not parsed: ${nik}`);
  return nik;
}

const two = (value: number) => String(value).padStart(2, '0');

describe('a NIK', () => {
  it('tells birth date, sex and region of a man', () => {
    const nik = parsed('3173011201800007');
    expect([nik.birthDate, nik.sex, nik.province, nik.regency, nik.district, nik.serial]).toEqual([
      '1980-01-12',
      'L',
      '31',
      '3173',
      '317301',
      '0007',
    ]);
  });

  it('takes forty off the day of a woman', () => {
    const nik = parsed('3173015201800007');
    expect([nik.birthDate, nik.sex]).toEqual(['1980-01-12', 'P']);
  });

  it.each([
    ['3173012311260001', '2026-11-23'],
    ['3173012411260001', '1926-11-24'],
    ['3173010101000001', '2000-01-01'],
    ['3173012902000001', '2000-02-29'],
    ['3173010101270001', '1927-01-01'],
  ])('puts the year of %s into the century that is not after today', (text, birthDate) => {
    expect(parsed(text).birthDate).toBe(birthDate);
  });

  it.each([
    ['', 'length'],
    ['317301120180000', 'length'],
    ['31730112018000071', 'length'],
    ['317301120180000x', 'not_digits'],
    ['3173 01120180000', 'not_digits'],
    ['3173011201800000', 'serial'],
    ['3173013102800007', 'impossible_date'],
    ['3173017102800007', 'impossible_date'],
    ['3173010001800007', 'impossible_date'],
    ['3173014001800007', 'impossible_date'],
    ['3173017201800007', 'impossible_date'],
    ['3173011213800007', 'impossible_date'],
    ['3173011200800007', 'impossible_date'],
    ['3173012902810007', 'impossible_date'],
  ])('refuses %s: %s', (text, fault) => {
    expect(Nik.parse(text, TODAY)).toBe(fault);
  });

  it('shows itself masked wherever it is printed', () => {
    const nik = parsed('3173011201800007');
    const masked = '3173••••••••0007';
    expect(nik.masked).toBe(masked);
    expect(`${nik} ${JSON.stringify({ nik })} ${inspect({ nik })}`).not.toContain('120180');
    expect(`${nik}`).toBe(masked);
    expect(inspect(nik)).toContain(masked);
    expect(maskNik('12345')).not.toMatch(/\d/);
  });

  it('gives back every date and sex that is written into it', () => {
    const birth = fc
      .record({
        year: fc.integer({ min: 1927, max: 2025 }),
        month: fc.integer({ min: 1, max: 12 }),
        day: fc.integer({ min: 1, max: 31 }),
      })
      .filter(({ year, month, day }) => isCalendarDate(year, month, day));
    fc.assert(
      fc.property(birth, fc.boolean(), fc.integer({ min: 1, max: 9999 }), ({ year, month, day }, woman, serial) => {
        const text = `317301${two(woman ? day + 40 : day)}${two(month)}${two(year % 100)}${String(serial).padStart(4, '0')}`;
        const nik = parsed(text);
        expect(nik.birthDate).toBe(`${year}-${two(month)}-${two(day)}`);
        expect(nik.sex).toBe(woman ? 'P' : 'L');
        expect(nik.digits).toBe(text);
        expect(nikBirthDigits(text)).toBe(day * 10000 + month * 100 + (year % 100));
      }),
    );
  });

  it('never throws, and answers any text with a NIK or a fault', () => {
    fc.assert(
      fc.property(fc.oneof(fc.string(), fc.stringMatching(/^\d{14,18}$/)), (text) => {
        const nik = Nik.parse(text, TODAY);
        expect(nik instanceof Nik).toBe(nikFault(text) === null);
        if (nik instanceof Nik) expect(nik.birthDate <= TODAY).toBe(true);
      }),
    );
  });
});
