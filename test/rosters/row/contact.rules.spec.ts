import fc from 'fast-check';
import { parsePhoneNumberFromString } from 'libphonenumber-js/max';
import { describe, expect, it } from 'vitest';
import { readEmail } from '../../../src/rosters/row/email.rules.js';
import { readPhone } from '../../../src/rosters/row/phone.rules.js';
import { faulty, fine, reading } from './reading.js';

const phone = (text: string) => reading((findings) => readPhone(text, findings));
const email = (text: string) => reading((findings) => readEmail(text, findings));

describe('a phone cell', () => {
  it.each([
    ['081234567890', '+6281234567890'],
    ['6281234567890', '+6281234567890'],
    ['+6281234567890', '+6281234567890'],
    ['+62 812-3456-7890', '+6281234567890'],
    ['0812 3456 7890', '+6281234567890'],
    ['0812-3456-7890', '+6281234567890'],
    ['(0812) 3456.7890', '+6281234567890'],
    ["'081234567890", '+6281234567890'],
    ['+62 0812 3456 7890', '+6281234567890'],
    ['6208123456789', '+628123456789'],
    ['006281234567890', '+6281234567890'],
    ['HP: 081234567890', '+6281234567890'],
    ['021-5551234', '+62215551234'],
    ['(0274) 512345', '+62274512345'],
    ['021 5551234 ext 12', '+62215551234'],
    ['+60 12-345 6789', '+60123456789'],
    ['\u202a+62 812-3456-7890\u202c', '+6281234567890'],
  ])('%j is %s', (text, number) => {
    expect(phone(text)).toEqual(fine(number));
  });

  it.each([
    ['81234567890', '+6281234567890', 'phone.leading_zero'],
    ['812-3456-7890', '+6281234567890', 'phone.leading_zero'],
    ['081234567890/081987654321', '+6281234567890', 'phone.first_of_several'],
    ['081234567890 atau 021-555123', '+6281234567890', 'phone.first_of_several'],
  ])('%j is %s, with the note %s', (text, number, note) => {
    expect(phone(text)).toEqual(fine(number, note));
  });

  it.each([
    '0812',
    '08',
    '12345678',
    '5551234',
    '8,12346E+11',
    'tidak punya',
    '0812abc4567',
    '0812345678901234',
    '+',
    '0012345',
    'x'.repeat(500),
    '080123456789',
    '+0812345678',
  ])('%j is held', (text) => {
    expect(phone(text)).toMatchObject({ value: '', causes: ['phone.unreadable'] });
  });

  it('gives what libphonenumber gives, for every mobile number that it calls valid', () => {
    const national = fc.stringMatching(/^8[1-9][0-9]{7,10}$/);
    const written = fc.constantFrom(
      (n: string) => `0${n}`,
      (n: string) => `+62${n}`,
      // libphonenumber takes 62 and nine digits for a landline number without its zero.
      (n: string) => (n.length > 9 ? `62${n}` : `+62${n}`),
      (n: string) => `0${n.slice(0, 3)}-${n.slice(3, 7)}-${n.slice(7)}`,
      (n: string) => `+62 ${n.slice(0, 3)} ${n.slice(3, 7)} ${n.slice(7)}`,
    );
    let compared = 0;
    fc.assert(
      fc.property(national, written, (number, write) => {
        const expected = parsePhoneNumberFromString(write(number), 'ID');
        if (!expected?.isValid()) return;
        compared++;
        expect(phone(write(number))).toEqual(fine(expected.number));
      }),
      { numRuns: 500 },
    );
    expect(compared).toBeGreaterThan(100);
  });

  it('gives E.164 or nothing for any text', () => {
    fc.assert(
      fc.property(fc.oneof(fc.string(), fc.stringMatching(/^[+0-9 ()./-]{0,30}$/)), (text) => {
        const { value, causes } = phone(text);
        expect(value === '' ? causes : value).toEqual(
          value === '' ? ['phone.unreadable'] : expect.stringMatching(/^\+[1-9]\d{7,14}$/),
        );
      }),
    );
  });
});

describe('an e-mail cell', () => {
  it.each([
    ['budi@contoh.id', 'budi@contoh.id'],
    ['Budi.Santoso+kerja@Contoh.CO.ID', 'budi.santoso+kerja@contoh.co.id'],
    ['a_b-c@sub-domain.contoh.id', 'a_b-c@sub-domain.contoh.id'],
  ])('%s is %s', (text, address) => {
    expect(email(text)).toEqual(fine(address));
  });

  it.each([
    ' budi@contoh.id ',
    'mailto:budi@contoh.id',
    '<budi@contoh.id>',
    'budi@contoh.id;siti@contoh.id',
    'Budi <budi@contoh.id>',
    'budi@contoh.id.',
  ])('%j is tidied', (text) => {
    expect(email(text)).toEqual(fine('budi@contoh.id', 'email.cleaned'));
  });

  it.each([
    'budi',
    'budi@',
    '@contoh.id',
    'budi@contoh',
    'budi@@contoh.id',
    'bu di@contoh',
    'budi@contoh..id',
    '.budi@contoh.id',
    'budi.@contoh.id',
    'budi@-contoh.id',
    'budi@contoh.id\r\nBcc: x',
    'bùdi@contoh.id',
    `${'a'.repeat(65)}@contoh.id`,
  ])('%j is left out with a warning', (text) => {
    const found = email(text);
    if (text.includes('\n')) expect(found.value).toBe('budi@contoh.id');
    else expect(found).toEqual(faulty('', 'email.unreadable'));
  });

  it('never lets a line break or a blank through', () => {
    const wild = fc.array(fc.constantFrom('a', '@', '.', '\n', '\r', ' ', 'id', '-', '<', '"', ','), { maxLength: 20 });
    fc.assert(
      fc.property(wild, (parts) => {
        expect(email(parts.join('')).value).not.toMatch(/\s|[<>",]/);
      }),
    );
  });
});
