import { describe, expect, it } from 'vitest';
import { inForce, readValue } from '../../src/coverage/figures/figure.rules.js';
import { readFigureTable } from '../../src/coverage/figures/figure-table.rules.js';

describe('values of figures', () => {
  it.each([
    ['61.000.000', 61_000_000],
    ['61,000,000', 61_000_000],
    ['101 810 000', 101_810_000],
    ['7', 7],
    ['1.5', null],
    ['-3', null],
    ['banyak', null],
  ])('reads people %s as %s', (text, value) => expect(readValue(text, 'people')).toBe(value));

  it.each([
    ['67,28', 67.28],
    ['67.28 %', 67.28],
    ['100', 100],
    ['100,01', null],
    ['1.234', null],
    ['', null],
  ])('reads percent %s as %s', (text, value) => expect(readValue(text, 'percent')).toBe(value));
});

describe('the figure in force', () => {
  const target = (year: number, value: number, region = '') => ({
    ...{ indicator: 'coverage_of_roster' as const, region, sector: '', year, value },
  });
  const figures = [target(2024, 30), target(2026, 45), target(2028, 60), target(2026, 99, '3174')];

  it('is that of the year or of the last one before', () => {
    const of = (year: number) => inForce(figures, { indicator: 'coverage_of_roster', year })?.value;
    expect([of(2023), of(2025), of(2026), of(2027), of(2030)]).toEqual([undefined, 30, 45, 45, 60]);
  });
});

describe('pasted tables', () => {
  const header = 'indikator\twilayah\ttahun\tnilai\tsumber\ttanggal sumber\tdefinisi';
  const line = 'eligible_workers\t31.74\t2026\t1.234.567\tBPS Sakernas\t2025-11-05\teligible-v1';

  it('reads what is copied out of a spreadsheet', () => {
    expect(readFigureTable(`${header}\n${line}\n\n`)).toEqual({
      faults: [],
      entries: [
        {
          ...{ indicator: 'eligible_workers', region: '3174', sector: '', year: 2026, value: 1_234_567 },
          ...{ source: 'BPS Sakernas', sourceDate: '2025-11-05', definition: 'eligible-v1' },
        },
      ],
    });
  });

  it('reads CSV with commas, quotes and CRLF', () => {
    const csv =
      '\ufeffindicator,year,value,source,source_date\r\ncoverage_of_roster,2026,"67,28","SK Bupati ""12/2026"", pasal 3",2026-01-02\r\n';
    expect(readFigureTable(csv).entries[0]).toMatchObject({ value: 67.28, source: 'SK Bupati "12/2026", pasal 3' });
  });

  it('names every faulty cell and takes nothing', () => {
    const wrong = 'eligible_workers\t3174\t1999\tbanyak\tx\t2026-02-30\t';
    expect(readFigureTable(`${header}\n${line}\n${wrong}`)).toEqual({
      entries: [],
      faults: ['year', 'value', 'source', 'source_date'].map((column) => ({ line: 3, column })),
    });
  });

  it('asks for the columns it needs', () => {
    expect(readFigureTable('indikator;nilai\nx;1').faults.map(({ column }) => column)).toEqual([
      'year',
      'source',
      'source_date',
    ]);
    expect(readFigureTable('').entries).toEqual([]);
    expect(readFigureTable(header).faults).toEqual([{ line: 2, column: null }]);
  });
});
