import { randomBytes } from 'node:crypto';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { RegistryKeys, WorkspaceKeys } from '../../../src/platform/crypto/index.js';

const keys = new WorkspaceKeys(randomBytes(32));
const others = new WorkspaceKeys(randomBytes(32));
const digits = fc.stringMatching(/^[0-9]{16}$/);
const fields = (nik: string) => ({
  nik,
  phone: '+6281200000000',
  email: null,
  address: 'Jl. Contoh 1',
  motherName: null,
});

describe('the keyed index of a NIK', () => {
  it('is equal for equal NIKs of one workspace, and for no others', () => {
    fc.assert(
      fc.property(digits, digits, (a, b) => {
        expect(keys.nikIndex(a).equals(keys.nikIndex(b))).toBe(a === b);
        expect(keys.nikIndex(a)).toHaveLength(16);
      }),
    );
  });

  it('cannot be joined with another workspace or the registry', () => {
    const data = randomBytes(32);
    const nik = '3205014501900001';
    const indexes = [
      keys.nikIndex(nik),
      others.nikIndex(nik),
      new WorkspaceKeys(data).nikIndex(nik),
      new RegistryKeys(data).matchIndex(nik),
    ];
    expect(new Set(indexes.map((index) => index.toString('hex'))).size).toBe(4);
  });

  it('does not keep anything of a call that it refused', () => {
    const before = keys.nikIndex('3205014501900001');
    for (const wrong of ['', '320501450190000', '32050145019000011', '32050145019000O1', '３205014501900001']) {
      expect(() => keys.nikIndex(wrong)).toThrow('sixteen digits');
    }
    expect(keys.nikIndex('3205014501900001').equals(before)).toBe(true);
  });
});

describe('sealed fields', () => {
  it('open with what they were bound to, and with nothing else', () => {
    const nik = '3205014501900001';
    const index = keys.nikIndex(nik);
    const sealed = keys.sealFields(fields(nik), index);
    expect(keys.openFields(sealed, index)).toEqual(fields(nik));
    expect(() => keys.openFields(sealed, keys.nikIndex('3205014501900002'))).toThrow();
    expect(() => others.openFields(sealed, index)).toThrow();
    sealed[20] = (sealed[20] ?? 0) ^ 1;
    expect(() => keys.openFields(sealed, index)).toThrow();
  });

  it('never look alike twice', () => {
    const index = keys.nikIndex('3205014501900001');
    const seals = Array.from({ length: 5000 }, () =>
      keys.sealFields(fields('3205014501900001'), index).toString('hex'),
    );
    expect(new Set(seals).size).toBe(5000);
  });
});

describe('the marks of sealed fields', () => {
  const person = keys.nikIndex('3205014501900001');

  it('are equal for the same field of the same person, and for nothing else', () => {
    fc.assert(
      fc.property(fc.string({ maxLength: 400 }), fc.string({ maxLength: 400 }), (a, b) => {
        const mark = keys.marks.of(person, 0, a);
        expect(mark.length).toBe(8);
        expect(mark.equals(keys.marks.of(person, 0, b))).toBe(a === b);
        expect(mark.equals(keys.marks.of(person, 1, a))).toBe(false);
        expect(mark.equals(keys.marks.of(keys.nikIndex('3205014501900002'), 0, a))).toBe(false);
        expect(mark.equals(others.marks.of(person, 0, a))).toBe(false);
      }),
    );
  });

  it('tell a million phones and a hundred thousand near texts apart', () => {
    const seen = new Set<bigint>();
    for (let i = 0; i < 1_000_000; i++) seen.add(keys.marks.of(person, 0, `08${1_000_000_000 + i}`).readBigUInt64BE());
    for (let i = 0; i < 100_000; i++)
      seen.add(keys.marks.of(person, 0, `Jl. Melati ${i} RT ${i % 7}`).readBigUInt64BE());
    expect(seen.size).toBe(1_100_000);
  });

  it('are the same one by one and many at once', () => {
    const texts = Array.from({ length: 3000 }, (_, i) => `0812${10_000_000 + i}`);
    for (const [i, text] of texts.entries()) keys.marks.add(person, i % 4, Buffer.from(text));
    const marks = keys.marks.take();
    expect(
      texts.every((text, i) => keys.marks.of(person, i % 4, text).equals(marks.subarray(i * 16, i * 16 + 8))),
    ).toBe(true);
  });
});

describe('the mark of personal text', () => {
  it('changes with the text and with the workspace, whatever the length', () => {
    fc.assert(
      fc.property(fc.string({ maxLength: 9000 }), fc.string({ maxLength: 9000 }), (a, b) => {
        expect(keys.contentMark(a).equals(keys.contentMark(b))).toBe(a === b);
        expect(keys.contentMark(a).equals(others.contentMark(a))).toBe(false);
      }),
    );
  });
});
