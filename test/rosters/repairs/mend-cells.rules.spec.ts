import { describe, expect, it } from 'vitest';
import { mend } from '../../../src/rosters/repairs/mend-cells.rules.js';
import {
  isRepairable,
  mayRemember,
  PATTERNS,
  patternRule,
  valueKey,
  type RepairPattern,
} from '../../../src/rosters/repairs/repair.rules.js';
import { turnedBirthDate } from '../../../src/rosters/repairs/turned-birth-date.rules.js';
import { CAUSE_CODES } from '../../../src/rosters/row/causes.js';
import { UNREADABLE } from '../../../src/rosters/row/packed-dates.js';

const cases: [RepairPattern, string, string | null][] = [
  ['phone.lost_zero', '21 5551234', '021 5551234'],
  ['phone.lost_zero', '(22) 7201234', '022) 7201234'],
  ['phone.lost_zero', '0215551234', null],
  ['phone.lost_zero', '62215551234', null],
  ['phone.letters', 'O8l2 3456 789O', '0812 3456 7890'],
  ['phone.letters', '0812 3456 7890', null],
  ['phone.letters', 'tidak punya HP', null],
  ['phone.letters', 'Budi O8123456789', null],
  ['phone.no_number', 'belum ada', ''],
  ['phone.no_number', '0000', ''],
  ['phone.no_number', '08123', null],
  ['phone.leave_out', 'apa saja', ''],
  ['wage.in_thousands', '2500', '2500000'],
  ['wage.in_thousands', '2.500', '2500000'],
  ['wage.in_thousands', '100000', null],
  ['wage.in_thousands', '0', null],
  ['wage.no_number', 'tidak tetap', ''],
  ['wage.no_number', '5 hari', null],
  ['kpj.jkn_number', '0001234567890', ''],
  ['kpj.jkn_number', '12345678901', null],
  ['kpj.no_number', 'proses', ''],
  ['started_on.month_first', '01/25/2024', '25/01/2024'],
  ['started_on.month_first', '1-2-24', '2-1-24'],
  ['started_on.month_first', '2024-01-25', null],
  ['started_on.month_first', '01/25-2024', null],
  ['birth_date.month_first', '1980-05-12', '1980-12-05'],
  ['started_on.no_number', 'sejak dulu', ''],
];

describe('a wrong cell as a pattern means it', () => {
  it.each(cases)('%s: %s', (pattern, text, meant) => {
    expect(mend(pattern, text)).toBe(meant);
  });

  it('never hangs on or grows a huge cell', () => {
    const huge = '1/'.repeat(200_000);
    for (const pattern of PATTERNS) expect((mend(pattern, huge) ?? '').length).toBeLessThanOrEqual(huge.length + 1);
  });
});

describe('what can be repaired', () => {
  it('is never a NIK or a name', () => {
    const repairable = CAUSE_CODES.filter(isRepairable);
    expect(repairable.filter((code) => code.startsWith('name.') || code.startsWith('nik.'))).toEqual([
      'nik.birth_date_mismatch',
    ]);
    expect(PATTERNS.map((pattern) => patternRule(pattern).field)).not.toContain('nik');
  });

  it('is remembered only where it cannot hide the mistakes of next month', () => {
    expect(PATTERNS.filter((pattern) => !mayRemember(pattern)).sort()).toEqual(
      ['kpj.leave_out', 'phone.leave_out', 'started_on.leave_out', 'started_on.month_first', 'wage.leave_out'].sort(),
    );
    expect(mayRemember(null)).toBe(true);
  });

  it('goes by words that tell nobody: no long numbers, no addresses, no essays', () => {
    expect(valueKey(' Dagang-Kecil ')).toBe('DAGANG KECIL');
    expect(valueKey('???')).toBe('???');
    for (const text of ['', '  ', '081234', 'a@b.test', '3273010101900001', 'x'.repeat(81), '٠١٢٣٤٥٦'])
      expect([text, valueKey(text)]).toEqual([text, null]);
  });
});

describe('a birth date with the month first', () => {
  const nik = '3273010405800001';
  const of = (text: string) => turnedBirthDate(text, nik, 20_261_123);
  it('is believed only when the NIK says the same', () => {
    expect(of('05/04/1980')).toBe(19_800_504);
    expect(of('05/13/1980')).toBe(UNREADABLE);
    expect(of('06/04/1980')).toBe(UNREADABLE);
  });
  it('leaves a date alone that is right as it stands, also when both ways are the same', () => {
    expect(of('04/05/1980')).toBe(UNREADABLE);
    expect(turnedBirthDate('05/05/1980', '3273010505800001', 20_261_123)).toBe(UNREADABLE);
  });
});
