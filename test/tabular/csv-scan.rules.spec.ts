import { parse } from 'csv-parse/sync';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { DelimitedScanner, type Dialect } from '../../src/tabular/csv/scan.js';
import { limits } from '../../src/tabular/limits.js';

const comma: Dialect = { delimiter: ',', quote: '"', expectedWidth: 0 };

function scan(chunks: string[], dialect: Partial<Dialect> = {}): string[][] {
  const records: string[][] = [];
  const scanner = new DelimitedScanner({ ...comma, ...dialect }, (cells, _kinds, width) => {
    records.push(cells.slice(0, width));
    return true;
  });
  for (const chunk of chunks) scanner.write(chunk);
  scanner.end();
  return records;
}

function refusal(chunks: string[], dialect: Partial<Dialect> = {}): unknown {
  try {
    return scan(chunks, dialect);
  } catch (error) {
    const { code, params } = error as { code: string; params: object };
    return { code, ...params };
  }
}

const cell = fc.oneof(
  fc.string({ unit: fc.constantFrom('a', 'é', '😀', ' ', ',', ';', '"', '\n', '\r\n', "'", '0') }),
  fc.string(),
);
const table = fc.array(fc.array(cell, { minLength: 1, maxLength: 6 }), { maxLength: 12 });

function written(rows: string[][], delimiter: string, newline: string): string {
  const quoted = (text: string) =>
    /["\r\n]/.test(text) || text.includes(delimiter) || text === '' ? `"${text.replaceAll('"', '""')}"` : text;
  return rows.map((row) => row.map(quoted).join(delimiter) + newline).join('');
}

describe('DelimitedScanner', () => {
  it('reads what csv-parse reads, in whatever pieces it arrives', () => {
    const pieces = fc.array(fc.nat(), { maxLength: 8 });
    fc.assert(
      fc.property(
        table,
        fc.constantFrom(',', ';', '\t', '|'),
        fc.constantFrom('\n', '\r\n', '\r'),
        pieces,
        (rows, delimiter, newline, cuts) => {
          const clean = rows.map((row) => row.map((text) => text.replaceAll('\0', '')));
          const text = written(clean, delimiter, newline);
          const expected = parse(text, {
            delimiter,
            record_delimiter: newline,
            relax_column_count: true,
          }) as string[][];
          const at = [0, ...cuts.map((cut) => cut % (text.length + 1)).sort((a, b) => a - b), text.length];
          const chunks = at.slice(1).map((end, i) => text.slice(at[i], end));
          expect(scan(chunks, { delimiter })).toEqual(expected);
          expect(expected).toEqual(clean);
        },
      ),
      { numRuns: 500 },
    );
  });

  it('ends records at LF and CRLF alike, and at CR in a file that has only those', () => {
    const four = [
      ['a', 'b'],
      ['c', 'd'],
      ['e', 'f'],
      ['g', 'h'],
    ];
    expect(scan(['a,b\nc,d\r\ne,f\ng,h'])).toEqual(four);
    expect(scan(['a,b\rc,d\re,f\r', 'g,h\r'])).toEqual(four);
    expect(scan(['a\r', '\nb'])).toEqual([['a'], ['b']]);
    expect(scan(['a\r\r\nb\r\r\n'])).toEqual([['a'], [''], ['b'], ['']]);
  });

  it('names the line of a lone CR that would tear a row in two', () => {
    expect(refusal(['a,b\nc,d\nDemo\rSatu,f\n'])).toEqual({ code: 'csv.lone_cr', line: 3 });
    expect(refusal(['a,b\r\nDemo', '\r', 'Satu,f\r\n'])).toEqual({ code: 'csv.lone_cr', line: 2 });
    expect(scan(['a,b\n"Demo\rSatu",f\r'])).toEqual([
      ['a', 'b'],
      ['Demo\rSatu', 'f'],
    ]);
  });

  it('delivers rows of any width', () => {
    expect(scan(['a,b,c\n1,2\n1,2,3,4\n\n'])).toEqual([['a', 'b', 'c'], ['1', '2'], ['1', '2', '3', '4'], ['']]);
  });

  it.each([
    ['an apostrophe before a number', "'3173,x", [["'3173", 'x']]],
    ['a quote inside a cell', 'a"b,c', [['a"b', 'c']]],
    ['a quote meant as inches', '"8" pipe, long",x', [['8" pipe, long', 'x']]],
    ['a stray opening quote before a quoted cell', 'a,"b,c,"d, e",f', [['a', '"b', 'c', 'd, e', 'f']]],
    [
      'a stray quote at the end of a line',
      'a,"\n1,"x, y"\n',
      [
        ['a', '"'],
        ['1', 'x, y'],
      ],
    ],
  ])('keeps %s', (_name, text, expected) => {
    expect(scan([text])).toEqual(expected);
  });

  it('reads blanks before quotes only when told to', () => {
    expect(scan(['1, "a, b" ,2'], { padded: true })).toEqual([['1', 'a, b', '2']]);
    expect(scan(['1, "a, b"'])).toEqual([['1', ' "a', ' b"']]);
  });

  it('names the line of a quote that is never closed', () => {
    expect(refusal(['a,b\n"x\ny",c\n1,"zz\n3,4\n'])).toEqual({ code: 'csv.quote_unclosed', line: 4 });
    const endless = `a\n1,"${'x,y\n'.repeat(400_000)}`;
    expect(refusal([endless])).toEqual({ code: 'csv.quote_unclosed', line: 2 });
  });

  it('notices a quote that swallowed whole rows', () => {
    const text = 'a,b,c,d\n1,"2,3,4\n5,6,7,8\n9,10,11",12\n';
    expect(refusal([text], { expectedWidth: 4 })).toEqual({ code: 'csv.quote_unclosed', line: 2 });
    expect(scan(['a,b,c,d\n1,"Jl. A\nRT 1, RW 2",3,4\n'], { expectedWidth: 4 })).toHaveLength(2);
  });

  it('names the line of a NUL, of a giant cell and of a giant record', () => {
    expect(refusal(['a\nb\n1,\0,3\n'])).toEqual({ code: 'csv.nul', line: 3 });
    expect(refusal(['a\n1,"x\0y"\n'])).toEqual({ code: 'csv.nul', line: 2 });
    const giant = 'x'.repeat(1_048_576);
    expect(refusal([`a\nb,${giant}\nc\n`])).toEqual({ code: 'csv.record_too_long', line: 2 });
    expect(refusal([`a\nb,"${giant}"\n`])).toMatchObject({ line: 2 });
    expect(refusal(['a\n', ...Array<string>(40).fill('x'.repeat(65_536))])).toEqual({
      code: 'csv.record_too_long',
      line: 2,
    });
    expect(refusal([`${'a,'.repeat(limits.columns + 1)}\n`])).toMatchObject({ code: 'file.too_many_columns', row: 1 });
  });

  it.each([
    ['stray quotes', '"a"b,'],
    ['opening quotes', ',"x'],
    ['doubled quotes', '""'],
    ['quotes and line ends', '"\n'],
  ])('stays linear on %s', (_name, unit) => {
    const time = (length: number) => {
      const text = unit.repeat(length / unit.length);
      const chunks = Array.from({ length: Math.ceil(text.length / 262_144) }, (_, i) =>
        text.slice(i * 262_144, (i + 1) * 262_144),
      );
      const started = performance.now();
      refusal(chunks);
      return performance.now() - started;
    };
    time(100_000);
    expect(time(16_000_000)).toBeLessThan(Math.max(400, time(1_000_000) * 60));
  });
});
