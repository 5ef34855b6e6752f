import { describe, expect, it } from 'vitest';
import { nikRest, type NikRest } from '../../../src/rosters/held/nik-rest.rules.js';
import { NameBudget, namesakesOf, onlyOneLeft, type CutPerson } from '../../../src/rosters/held/rescue.rules.js';
import { sideBySide } from '../../../src/rosters/held/side-by-side.rules.js';
import { noValues } from '../../../src/rosters/row/judged-row.js';

const rest = nikRest('3201011503900000') as NikRest;
const cut = (rowNo: number, nameKey: string, birthDate = '1990-03-15'): CutPerson => ({
  rowNo,
  nameKey,
  birthDate,
  rest,
});
const person = (id: string, nameKey: string, nik: string, birthDate = '1990-03-15') => ({
  id,
  nameKey,
  birthDate,
  nik,
});
const niks = (candidate: { nik: string }) => candidate.nik;

describe('the person behind a cut NIK', () => {
  const roster = [
    person('a', 'MUHAMMAD HARTONO', '3201011503900007'),
    person('b', 'SITI RAHAYU', '3201011503900008'),
    person('c', 'MUHAMMAD HARTONO', '3201011503900009', '1990-03-16'),
  ];

  it('has the same birth date and a name that agrees', () => {
    const found = namesakesOf([cut(1, 'MOCH HARTONO'), cut(2, 'BUDI SANTOSO')], roster, new NameBudget(100));
    expect([...found].map(([row, people]) => [row, people.map(({ id }) => id)])).toEqual([[1, ['a']]]);
  });

  it('is the only one whose NIK fits', () => {
    const [a] = roster as [(typeof roster)[number]];
    expect(onlyOneLeft(rest, [a], niks)?.id).toBe('a');
    expect(onlyOneLeft(rest, [a, person('d', a.nameKey, '3201011503900006')], niks)).toBeNull();
    expect(onlyOneLeft(rest, [a, person('d', a.nameKey, '3201011503910006')], niks)?.id).toBe('a');
    expect(onlyOneLeft(rest, [], niks)).toBeNull();
  });

  it('is looked for only as long as the budget lasts', () => {
    const rows = [cut(1, 'MUHAMMAD HARTONO'), cut(2, 'MUHAMMAD HARTONO')];
    expect([...namesakesOf(rows, roster, new NameBudget(3)).keys()]).toEqual([1]);
  });
});

describe('side by side', () => {
  const stored = {
    ...{ name: 'Siti Rahayu, S.Pd.', nameKey: 'SITI RAHAYU', birthDate: '1990-03-15', sex: 'P' as const },
    ...{ region: '3201', sector: '', occupation: null, wage: 0, programmes: null, startedOn: null },
    ...{ status: null, kpj: null, externalId: null },
  };
  const sealed = { nik: '3201011503900008', phone: '+6281200000001', email: null, address: null, motherName: null };
  const said = { ...noValues(), name: 'SITI RAHAYU', nameKey: 'SITI RAHAYU', birthDate: '1991-03-15', wage: 5_000_000 };
  const differing = (sides: ReturnType<typeof sideBySide>) =>
    sides.filter((side) => side.differs).map((side) => side.field);

  it('marks what the file says otherwise; silence and titles are no difference', () => {
    expect(differing(sideBySide(said, stored, sealed))).toEqual(['birth_date', 'wage']);
    expect(differing(sideBySide({ ...said, phone: '+6281200000002' }, stored, sealed))).toContain('phone');
  });

  it('marks nothing when nobody is stored', () => expect(differing(sideBySide(said, null, null))).toEqual([]));
});
