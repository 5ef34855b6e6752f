import { parse } from 'csv-parse/sync';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { csvCell, csvLine } from '../../src/coverage/gaps/csv.rules.js';

const PAYLOADS = [
  '=1+1',
  "=cmd|' /C calc'!A0",
  '+SUM(1,2)',
  '-2+3',
  '@SUM(A1)',
  '\t=1+1',
  '\r=1+1',
  '\n=1+1',
  '=HYPERLINK("http://x.test","klik")',
  '＝1+1',
];

describe('cells of a CSV export', () => {
  it.each(PAYLOADS)('never begins with what a spreadsheet would run: %j', (payload) => {
    const [[cell] = []] = parse(csvLine([payload, 'x'])) as string[][];
    expect(cell).toBe(`'${payload}`);
  });

  it('keeps every other text as it is, whatever is in it', () => {
    const text = fc.array(fc.string({ unit: 'grapheme' }), { minLength: 2, maxLength: 5 });
    fc.assert(
      fc.property(text, (cells) => {
        const [read] = parse(csvLine(cells)) as string[][];
        expect(read?.map((cell, index) => (cell === `'${cells[index]}` ? cells[index] : cell))).toEqual(cells);
        for (const cell of read ?? []) expect(cell).not.toMatch(/^[=+\-@\t\r\n\0]/);
      }),
    );
  });

  it('writes nothing for nothing', () => {
    expect(csvCell(null)).toBe('');
  });
});
