import { describe, expect, it } from 'vitest';
import { askedBy, readRepairForm } from '../../../src/rosters/repairs/repair-form.rules.js';
import { planRepairs } from '../../../src/rosters/repairs/repair-plan.rules.js';
import type { WrongCells } from '../../../src/rosters/repairs/wrong-cells.js';

const examples: [string, string][] = [];
const WRONG: WrongCells[] = [
  {
    ...{ cause: 'sector.unknown', field: 'sector', rows: 12, patterns: [] },
    values: [
      { text: 'dagang', rows: 9, frees: 7 },
      { text: 'tani', rows: 3, frees: 3 },
    ],
  },
  { cause: 'sex.unreadable', field: 'sex', rows: 2, patterns: [], values: [{ text: 'Bapak', rows: 2, frees: 2 }] },
  {
    ...{ cause: 'phone.unreadable', field: 'phone', rows: 30, values: [] },
    patterns: [
      { pattern: 'phone.lost_zero', rows: 20, frees: 18, examples },
      { pattern: 'phone.no_number', rows: 4, frees: 4, examples },
      { pattern: 'phone.leave_out', rows: 30, frees: 27, examples },
    ],
  },
];
const read = (_field: string, said: string) => (/^[A-Z]$/.test(said) ? said : null);
const plan = (...asked: Parameters<typeof planRepairs>[0]) => planRepairs(asked, WRONG, read);

describe('what asked repairs would do', () => {
  it('adds up words and patterns of different cells', () => {
    const { rows, frees, repairs } = plan(
      { cause: 'sector.unknown', text: 'DAGANG', to: 'G' },
      { cause: 'sector.unknown', text: 'tani', to: null },
      { cause: 'phone.unreadable', pattern: 'phone.lost_zero' },
    );
    expect([rows, frees]).toEqual([32, 28]);
    expect(repairs.map(({ field, text, pattern, to }) => [field, text ?? pattern, to])).toEqual([
      ['sector', 'dagang', 'G'],
      ['sector', 'tani', ''],
      ['phone', 'phone.lost_zero', ''],
    ]);
  });

  it('counts the rows of a cause once when its cells are left out anyway', () => {
    const { rows, frees } = plan(
      { cause: 'phone.unreadable', pattern: 'phone.lost_zero' },
      { cause: 'phone.unreadable', pattern: 'phone.leave_out' },
    );
    expect([rows, frees]).toEqual([30, 27]);
  });

  it('is one repair when a pattern answers two causes, with the rows of both', () => {
    const turned = (cause: string, rows: number): WrongCells => ({
      ...{ cause, field: 'birth_date', rows, values: [] },
      patterns: [{ pattern: 'birth_date.month_first', rows, frees: rows - 1, examples }],
    });
    const wrong = [turned('birth_date.unreadable', 5), turned('nik.birth_date_mismatch', 3)];
    const asked = wrong.map(({ cause }) => ({ cause, pattern: 'birth_date.month_first' }));
    const { rows, frees, repairs } = planRepairs(asked, wrong, read);
    expect([rows, frees, repairs.length, repairs[0]?.rows]).toEqual([8, 6, 1, 8]);
  });

  it('takes the last of two meanings for the same words', () => {
    const { rows, repairs } = plan(
      { cause: 'sector.unknown', text: 'dagang', to: 'A' },
      { cause: 'sector.unknown', text: 'Dagang', to: 'G' },
    );
    expect([rows, repairs.length, repairs[0]?.to]).toEqual([9, 1, 'G']);
  });

  it.each([
    ['repairs.none', []],
    ['repairs.not-offered', [{ cause: 'sector.unknown', text: 'lain', to: 'G' }]],
    ['repairs.not-offered', [{ cause: 'nik.length', text: 'dagang', to: 'G' }]],
    ['repairs.not-offered', [{ cause: 'phone.unreadable', pattern: 'phone.letters' }]],
    ['repairs.not-offered', [{ cause: 'sector.unknown', pattern: 'phone.lost_zero' }]],
    ['repairs.not-offered', [{ cause: 'phone.unreadable', text: '0812', to: 'G' }]],
    ['repairs.meaning-unknown', [{ cause: 'sector.unknown', text: 'dagang', to: 'entah' }]],
    ['repairs.meaning-unknown', [{ cause: 'sector.unknown', text: 'dagang', to: '' }]],
    ['repairs.meaning-unknown', [{ cause: 'sector.unknown', text: 'dagang' }]],
    ['repairs.meaning-unknown', [{ cause: 'sex.unreadable', text: 'bapak', to: null }]],
  ])('is refused with %s', (code, asked) => {
    expect(() => plan(...asked)).toThrow(expect.objectContaining({ code, status: 422 }));
  });
});

describe('the form of wrong cells', () => {
  it('asks for what was decided only, each about its cause', () => {
    const form = readRepairForm({
      ...{ cause: 'sector.unknown', pattern: ['phone.unreadable/a', 'b'], remember: 'yes' },
      ...{ 'from.0': 'dagang', 'to.0': 'G', 'from.1': 'tani', 'to.1': '', 'from.9': 'x', 'to.9': ' - ' },
      ...{ 'cause.9': 'region.unknown', 'from.1000': 'no', 'to.1000': 'G' },
    });
    expect(form.remember).toBe(true);
    expect(askedBy(form)).toEqual([
      { cause: 'phone.unreadable', pattern: 'a' },
      { cause: 'sector.unknown', text: 'dagang', to: 'G' },
      { cause: 'region.unknown', text: 'x', to: null },
    ]);
    expect(askedBy(readRepairForm({}))).toEqual([]);
    expect(askedBy(readRepairForm({ pattern: { toString: 1 }, 'from.0': ['x'], 'to.0': '' }))).toEqual([]);
  });
});
