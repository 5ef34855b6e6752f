import { describe, expect, it } from 'vitest';
import { nikRest, restAgrees } from '../../../src/rosters/held/nik-rest.rules.js';

// Made up: district 320101, born 15 March 1990.
const NIK = '3201011503900007';
const rest = (text: string) => nikRest(text)?.digits ?? null;

describe('what is left of a NIK that was a number', () => {
  it.each([
    ['3201011503900000', '320101150390000'],
    ['3.20101150390000E+15', '320101150390000'],
    ['3,20101E+15', '320101'],
    ['3.2e15', '32'],
    ['3E+15', '3'],
    ['3.201.011.503.900.000', '320101150390000'],
    ['3201011503900000.0', '320101150390000'],
    [" '3201011503900000", '320101150390000'],
    ['3201011503900007', '3201011503900007'],
  ])('of %s are the digits %s', (text, digits) => expect(rest(text)).toBe(digits));

  it.each(['', '320101150390000', '32010115039000000', '3.20101E+14', '0.3E+15', '1990-03-15', 'NIK', '9'.repeat(70)])(
    'of %s is nothing',
    (text) => expect(rest(text)).toBeNull(),
  );
});

describe('a stored NIK', () => {
  const agrees = (text: string, nik = NIK) => {
    const left = nikRest(text);
    return left !== null && restAgrees(left, nik);
  };

  it('agrees by its first fifteen digits, whatever the last', () => {
    expect(agrees('3201011503900000')).toBe(true);
    expect(agrees('3201011503900010')).toBe(false);
    expect(agrees('3201011503910000')).toBe(false);
  });

  it('agrees with a shortened number cut or rounded, and with no other', () => {
    expect(agrees('3.20101E+15')).toBe(true);
    expect(agrees('3.2010115E+15')).toBe(true);
    expect(agrees('3.20101151E+15')).toBe(false);
    // 3201011503900007 shown with five decimals of ...503 rounds up from the sixth digit on.
    expect(agrees('3.20101150E+15', '3201011499900007')).toBe(false);
    expect(agrees('3.2010115E+15', '3201011499900007')).toBe(false);
    expect(agrees('3.201012E+15', '3201011603900007')).toBe(true);
    expect(agrees('3.201013E+15', '3201011603900007')).toBe(false);
  });

  it('of which all sixteen digits are left must have them all', () => {
    expect(agrees('3201011503900007')).toBe(true);
    expect(agrees('3201011503900006')).toBe(false);
  });

  it('that is none never agrees', () => expect(agrees('3201011503900000', '320101150390')).toBe(false));
});
