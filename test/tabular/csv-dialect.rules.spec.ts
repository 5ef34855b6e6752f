import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { findDialect } from '../../src/tabular/csv/dialect.rules.js';

describe('findDialect', () => {
  it.each([
    ['commas', 'nik,nama\n3173,Demo\n3174,Contoh\n', ','],
    ['semicolons beside decimal commas', 'upah;bonus\n1,5;2,5\n3,5;4,25\n', ';'],
    ['semicolons beside commas in addresses', 'nama;alamat\nDemo A;Jl. Satu, No 1\nDemo B;Jl. Dua, No 2\n', ';'],
    ['tabs beside commas', 'nama\talamat\nDemo\tJl. A, B, C\n', '\t'],
    ['bars', 'a|b|c\n1|2|3\n', '|'],
    ['a line that says so', 'sep=;\na,b;c\n1,2;3\n', ';'],
    ['one column', 'nik\n3173012345\n3173012346\n', ','],
    [
      'title rows above',
      'DAFTAR PEKERJA\nKabupaten Contoh, 2026\n\nnik;nama;upah\n1;Demo;3\n2;Demo;4\n3;Demo;5\n',
      ';',
    ],
  ])('finds %s', (_name, text, delimiter) => {
    expect(findDialect(text)).toMatchObject({ delimiter, quote: '"' });
  });

  it('tells apostrophes that quote from apostrophes before numbers', () => {
    expect(findDialect("a,b\n'x, y','z'\n'p, q','r'\n").quote).toBe("'");
    expect(findDialect("nik,nama\n'3173,Demo\n'3174,Demo\n").quote).toBe('"');
  });

  it('sees blanks between delimiter and quote', () => {
    expect(findDialect('a, "b", c\n1, "x, y", 2\n3, "p, q", 4\n').padded).toBe(true);
    expect(findDialect('a,"b"\n1,"x, ""y"""\n').padded).toBe(false);
  });

  it('names rivals instead of guessing, and lets known columns decide', () => {
    const tie = 'nik,x;nama,y;kota\n1,2;3,4;5\n';
    const known = (text: string) => ['nik', 'x;nama', 'y;kota'].includes(text);
    expect(findDialect(tie, known).delimiter).toBe(',');
    expect(findDialect('a;b,c\nd;e,f\n').rivals.length).toBeGreaterThan(0);
  });

  it('finds the delimiter of any regular table of words', () => {
    const word = fc.stringMatching(/^[a-z]{1,8}$/);
    const rows = fc
      .integer({ min: 2, max: 6 })
      .chain((width) => fc.array(fc.array(word, { minLength: width, maxLength: width }), { minLength: 3 }));
    fc.assert(
      fc.property(rows, fc.constantFrom(',', ';', '\t', '|'), (table, delimiter) => {
        expect(findDialect(table.map((row) => row.join(delimiter)).join('\n'))).toMatchObject({
          delimiter,
          rivals: [],
        });
      }),
    );
  });
});
