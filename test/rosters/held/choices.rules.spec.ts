import { describe, expect, it } from 'vitest';
import { ASKING, askingCauses, choicesFor, standingAgainst } from '../../../src/rosters/held/choices.rules.js';
import { ACCEPTABLE } from '../../../src/rosters/row/causes.js';

describe('what may be decided about a held row', () => {
  it.each([
    [['nik.sex_mismatch'], true, ['file', 'stored', 'skip']],
    [['nik.sex_mismatch', 'nik.region_unknown'], false, ['file', 'skip']],
    [['worker.other_person'], true, ['file', 'stored', 'skip']],
    [['nik.truncated_by_excel', 'nik.rescue_proposed'], true, ['file', 'stored', 'skip']],
    [['nik.truncated_by_excel'], true, ['stored', 'skip']],
    [['phone.unreadable'], false, ['skip']],
    [['phone.unreadable', 'nik.sex_mismatch'], true, ['stored', 'skip']],
    [['duplicate.conflicting'], true, ['stored', 'skip']],
  ])('of %j (on the roster: %s) is %j', (causes, known, choices) => expect(choicesFor(causes, known)).toEqual(choices));

  it('is what the column of the corrections workbook accepts, for all that it accepts', () => {
    for (const code of ACCEPTABLE) expect([code, choicesFor([code], false)]).toEqual([code, ['file', 'skip']]);
  });

  it('names only causes that ask', () => {
    expect(askingCauses(['nik.truncated_by_excel', 'nik.rescue_proposed', 'nik.region_unknown'])).toEqual([
      'nik.rescue_proposed',
    ]);
  });
});

describe('an answer to one cause', () => {
  it('takes no row that another question holds', () => {
    const against = standingAgainst('nik.sex_mismatch');
    expect(against).not.toContain('nik.sex_mismatch');
    expect(against).toEqual(
      expect.arrayContaining(['nik.birth_date_mismatch', 'phone.unreadable', 'worker.other_person']),
    );
    expect(against).toHaveLength(ASKING.length - 1);
  });

  it('takes nothing when the cause cannot be taken', () => expect(standingAgainst('phone.unreadable')).toEqual(ASKING));

  it('given to a row that was seen takes every question that can be taken', () => {
    const against = standingAgainst(null);
    expect(against).toContain('duplicate.conflicting');
    for (const code of ['nik.sex_mismatch', 'worker.other_person', 'nik.rescue_proposed'] as const)
      expect(against).not.toContain(code);
  });
});
