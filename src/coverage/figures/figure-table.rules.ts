import { isCalendarDate } from '../../kernel/index.js';
import { INDICATORS, isIndicator, readValue, type FigureEntry } from './figure.rules.js';
import { pastedRows } from './pasted-table.rules.js';

/** Columns of a pasted table, in the order that is offered; headers may stand in any order and either language. */
export const FIGURE_COLUMNS = [
  'indicator',
  'region',
  'sector',
  'year',
  'value',
  'source',
  'source_date',
  'definition',
] as const;
type Column = (typeof FIGURE_COLUMNS)[number];

const HEADERS: Record<string, Column> = {
  indikator: 'indicator',
  wilayah: 'region',
  lapangan_usaha: 'sector',
  sektor: 'sector',
  tahun: 'year',
  nilai: 'value',
  sumber: 'source',
  tanggal_sumber: 'source_date',
  definisi: 'definition',
};

/** What is wrong with one line; `column` null: with the line as a whole. Line 1 is the header. */
export interface LineFault {
  line: number;
  column: Column | null;
}

const MOST_LINES = 2_000;

/** All lines or none: with a single fault there are no entries. */
export function readFigureTable(text: string): { entries: FigureEntry[]; faults: LineFault[] } {
  const [header = [], ...rows] = pastedRows(text);
  const columns = header.map(columnOf);
  const missing = (['indicator', 'year', 'value', 'source', 'source_date'] as const).filter(
    (name) => !columns.includes(name),
  );
  if (missing.length > 0) return { entries: [], faults: missing.map((column) => ({ line: 1, column })) };
  if (rows.length === 0 || rows.length > MOST_LINES) return { entries: [], faults: [{ line: 2, column: null }] };
  const read = rows.map((row, index) => readLine(new Map(columns.map((name, at) => [name, row[at] ?? ''])), index + 2));
  const faults = read.flatMap((line) => line.faults);
  return { entries: faults.length > 0 ? [] : read.map((line) => line.entry), faults };
}

function readLine(cells: Map<Column | null, string>, line: number): { entry: FigureEntry; faults: LineFault[] } {
  const cell = (column: Column) => cells.get(column) ?? '';
  const indicator = isIndicator(cell('indicator')) ? (cell('indicator') as keyof typeof INDICATORS) : null;
  const value = indicator && readValue(cell('value'), INDICATORS[indicator].unit);
  const region = cell('region').replace('.', '');
  const sector = cell('sector').toUpperCase();
  const year = Number(cell('year'));
  const wrong: Record<Column, boolean> = {
    indicator: indicator === null,
    region: !/^(\d{4})?$/.test(region),
    sector: !/^[A-Z]?$/.test(sector),
    year: !isYear(year),
    value: indicator !== null && value === null,
    source: cell('source').length < 3 || cell('source').length > 300,
    source_date: !isDay(cell('source_date')),
    definition: cell('definition').length > 200,
  };
  const entry: FigureEntry = {
    ...{ indicator: indicator ?? 'coverage_of_roster', region, sector, year, value: value ?? 0 },
    ...{ source: cell('source'), sourceDate: cell('source_date'), definition: cell('definition') || '-' },
  };
  return { entry, faults: FIGURE_COLUMNS.filter((name) => wrong[name]).map((column) => ({ line, column })) };
}

export function isYear(year: number): boolean {
  return Number.isInteger(year) && year >= 2000 && year <= 2100;
}

export function isDay(text: string): boolean {
  const parts = /^(\d{4})-(\d{2})-(\d{2})$/.exec(text);
  return parts !== null && isCalendarDate(Number(parts[1]), Number(parts[2]), Number(parts[3]));
}

function columnOf(header: string): Column | null {
  const name = header
    .toLowerCase()
    .trim()
    .replace(/[\s-]+/g, '_');
  return HEADERS[name] ?? FIGURE_COLUMNS.find((column) => column === name) ?? null;
}
