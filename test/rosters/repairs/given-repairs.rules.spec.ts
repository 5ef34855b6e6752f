import { describe, expect, it } from 'vitest';
import { GivenRepairs } from '../../../src/rosters/repairs/given-repairs.js';
import type { GivenRepair, RepairPattern } from '../../../src/rosters/repairs/repair.rules.js';
import { patternRule, valueKey } from '../../../src/rosters/repairs/repair.rules.js';
import { WrongCellCounter } from '../../../src/rosters/repairs/wrong-cells.js';
import { compileJudge } from '../../../src/rosters/row/judge-row.js';
import { compileLexicon } from '../../../src/rosters/row/lexicon.js';
import type { RosterField } from '../../../src/rosters/row/roster-fields.js';
import { SMALL_LEXICON } from '../row/small-lexicon.js';

const lexicon = compileLexicon(SMALL_LEXICON);
const REQUIRED = { nik: '3273010405800001', name: 'Demo Orang', birth_date: '04/05/1980', sex: 'L' };
type Cells = Partial<Record<RosterField, string>>;

const word = (field: GivenRepair['field'], text: string, to: string): GivenRepair => ({
  ...{ id: `w-${text}`, field, pattern: null, from: valueKey(text), to },
});
const pattern = (name: RepairPattern): GivenRepair => ({
  ...{ id: name, field: patternRule(name).field, pattern: name, from: null, to: '' },
});

function judged(cells: Cells, ...given: GivenRepair[]) {
  const all: Cells = { ...REQUIRED, ...cells };
  const fields = Object.keys(all) as RosterField[];
  const judge = compileJudge(fields, fields, lexicon, new GivenRepairs(given));
  const row = { number: 1, cells: Object.values(all), kinds: null, width: fields.length };
  return { ...judge(row), row, fields };
}

describe('repairs in the judge', () => {
  it('give words a meaning that the reader does not know, whatever their letters and signs', () => {
    const dagang = word('sector', 'dagang', 'G');
    expect(judged({ sector: 'Dagang.' })).toMatchObject({ verdict: 'hold', causes: ['sector.unknown'] });
    expect(judged({ sector: 'Dagang.' }, dagang)).toMatchObject({
      verdict: 'ok',
      causes: [],
      repairs: ['given.sector:w-dagang'],
      values: { sector: 'G' },
    });
  });

  it('never change what the reader knows already', () => {
    const { values, repairs } = judged({ sector: 'Konstruksi' }, word('sector', 'Konstruksi', 'A'));
    expect([values.sector, repairs]).toEqual(['F', []]);
  });

  it.each([
    [{ region: 'Bdg Kota' }, word('region', 'bdg kota', '3273'), { region: '3273' }],
    [{ sector: 'Jasa lain' }, word('sector', 'jasa lain', 'S'), { sector: 'S' }],
    [{ status: 'on duty' }, word('status', 'ON DUTY', 'active'), { status: 'active' }],
    [{ status: 'entah' }, word('status', 'entah', ''), { status: '' }],
    [{ programmes: 'lengkap' }, word('programmes', 'Lengkap', '7'), { programmes: 7 }],
    [{ programmes: 'nanti' }, word('programmes', 'nanti', ''), { programmes: null }],
    [{ occupation: 'ngojek' }, word('occupation', 'ngojek', 'ojek'), { occupation: 'ojek' }],
    [{ sex: 'Bapak' }, word('sex', 'bapak', 'L'), { sex: 'L' }],
  ])('answer %o', (cells, repair, values) => {
    expect(judged(cells).causes).not.toEqual([]);
    expect(judged(cells, repair)).toMatchObject({ verdict: 'ok', causes: [], values });
  });

  it('still compare with the NIK what a repair said', () => {
    expect(judged({ sex: 'Bapak' }, word('sex', 'bapak', 'P')).causes).toEqual(['nik.sex_mismatch']);
  });

  it('read cells as their pattern means them, the first that fits', () => {
    const all = (['phone.lost_zero', 'phone.letters', 'phone.no_number'] as const).map(pattern);
    expect(judged({ phone: '215551234' }, ...all)).toMatchObject({ verdict: 'ok', values: { phone: '+62215551234' } });
    expect(judged({ phone: 'O8l234567890' }, ...all).values.phone).toBe('+6281234567890');
    expect(judged({ phone: 'belum punya' }, ...all)).toMatchObject({ causes: [], values: { phone: '' } });
    expect(judged({ phone: '0812-2222-3333' }, ...all).repairs).toEqual([]);
    expect(judged({ phone: '99999999999999999' }, ...all).causes).toEqual(['phone.unreadable']);
    expect(judged({ phone: '99999999999999999' }, pattern('phone.leave_out'))).toMatchObject({
      causes: [],
      repairs: ['given.phone:phone.leave_out'],
      values: { phone: '' },
    });
  });

  it('answer only the causes that they are about', () => {
    expect(judged({ wage: '5000' }, pattern('wage.leave_out'))).toMatchObject({
      causes: ['wage.range'],
      values: { wage: 5000 },
    });
    expect(judged({ kpj: '0001234567890' }, pattern('kpj.leave_out')).causes).toEqual(['kpj.jkn_number']);
    expect(judged({ kpj: '0001234567890' }, pattern('kpj.jkn_number')).causes).toEqual([]);
  });

  it('read a whole column another way where that was said, and the rest as it can be read', () => {
    const thousands = pattern('wage.in_thousands');
    expect(judged({ wage: '12.000' }, thousands).values.wage).toBe(12_000_000);
    expect(judged({ wage: '3.500.000' }, thousands)).toMatchObject({ repairs: [], values: { wage: 3_500_000 } });
    const american = pattern('started_on.month_first');
    expect(judged({ started_on: '03/04/2024' }, american).values.startedOn).toBe('2024-03-04');
    expect(judged({ started_on: '25/04/2024' }, american)).toMatchObject({
      causes: [],
      repairs: [],
      values: { startedOn: '2024-04-25' },
    });
  });

  it('turn a birth date round only where the NIK agrees', () => {
    const american = pattern('birth_date.month_first');
    expect(judged({ birth_date: '05/04/1980' }).causes).toEqual(['nik.birth_date_mismatch']);
    expect(judged({ birth_date: '05/04/1980' }, american)).toMatchObject({
      verdict: 'ok',
      values: { birthDate: '1980-05-04' },
    });
    expect(judged({}, american).repairs).toEqual([]);
    expect(judged({ birth_date: '07/04/1980' }, american).causes).toEqual(['nik.birth_date_mismatch']);
  });
});

describe('counting wrong cells', () => {
  const count = (rows: Cells[]) => {
    const shapes = rows.map((cells) => judged({ sector: '', phone: '', wage: '', ...cells }));
    const fields = shapes[0]!.fields;
    const counter = new WrongCellCounter(fields, fields, lexicon);
    for (const shape of shapes) counter.note(shape.row, shape);
    return counter.found();
  };

  it('adds up equal words, and knows which rows nothing else keeps back', () => {
    const found = count([
      { sector: 'dagang' },
      { sector: 'DAGANG ' },
      { sector: 'Dagang', phone: 'rusak' },
      { sector: 'tani ikan' },
      { sector: '0812345678 Pak Demo' },
    ]);
    const sectors = found.find(({ cause }) => cause === 'sector.unknown');
    expect(sectors).toMatchObject({ field: 'sector', rows: 5 });
    expect(sectors?.values).toEqual([
      { text: 'dagang', rows: 3, frees: 2 },
      { text: 'tani ikan', rows: 1, frees: 1 },
    ]);
    expect(found.find(({ cause }) => cause === 'phone.unreadable')?.patterns).toMatchObject([
      { pattern: 'phone.no_number', rows: 1, frees: 0 },
      { pattern: 'phone.leave_out', rows: 1, frees: 0 },
    ]);
  });

  it('shows examples before and after without a whole number', () => {
    const [phones] = count([{ phone: '215551234' }, { phone: '2199998888' }]);
    const [lost] = phones!.patterns;
    expect(lost).toMatchObject({ pattern: 'phone.lost_zero', rows: 2, frees: 2 });
    expect(lost!.examples).toEqual([
      ['2155••234', '0215•••234'],
      ['2199•••888', '0219••••888'],
    ]);
  });
});
