import { isCalendarDate, monthNamed, nikFault, Period } from '../../kernel/index.js';
import { NEVER } from '../../programmes/index.js';
import { CellKind } from '../../tabular/index.js';
import type { ExtractCause, ExtractRepair } from './extract-causes.js';

/** A reader gives the value, or which cause the cell has. */
export type Reading<T> = { value: T; repair?: ExtractRepair } | { cause: ExtractCause };

const LONGEST_CELL = 200;
const MARKS_OF_NOTHING = new Set(['-', '--', '–', '—', '.', '?', 'N/A', 'NULL', '(NULL)', 'NIHIL', 'KOSONG']);

/** Without outer white space; '' also for what people and programs write into empty cells. */
export function bare(text: string): string {
  const trimmed = text.trim();
  return trimmed.length <= 6 && MARKS_OF_NOTHING.has(trimmed.toUpperCase()) ? '' : trimmed;
}

const NIK_CAUSE = {
  length: 'nik.length',
  not_digits: 'nik.not_digits',
  impossible_date: 'nik.impossible_date',
  serial: 'nik.serial',
} as const;

/** Sixteen digits. A NIK that has been a number in a spreadsheet has lost its last digit and is not repaired. */
export function readExtractNik(text: string, kind: number): Reading<string> {
  const written = bare(text);
  if (written === '') return { cause: 'nik.missing' };
  if (
    kind === CellKind.number ||
    kind === CellKind.date ||
    /^\d+(?:[.,]\d+)?E\+?\d+$/i.test(written.slice(0, LONGEST_CELL))
  )
    return { cause: 'nik.truncated_by_excel' };
  const digits = /^\d{16}$/.test(written) ? written : written.slice(0, LONGEST_CELL).replace(/[\s'’"`=._-]/g, '');
  const fault = nikFault(digits);
  if (fault) return { cause: NIK_CAUSE[fault] };
  return digits === written ? { value: digits } : { value: digits, repair: 'nik.separators' };
}

const FIRST_SERIAL = 3654;
const LAST_SERIAL = 73_051;
const TIME_TAIL = /[T ]\d{1,2}[:.]\d{2}(?:[:.]\d{2}(?:\.\d+)?)?(?:Z|[+-]\d{2}:?\d{2})?$/;

/** YYYY-MM-DD of `31/12/2026`, `2026-12-31`, `20261231`, `31 Desember 2026`, a spreadsheet's day number. Day before month. */
export function readDay(text: string, kind: number): Reading<string> | null {
  const written = text.slice(0, LONGEST_CELL).trim();
  if (/^\d{4,5}(?:[.,]\d+)?$/.test(written) && (kind === CellKind.number || written.length === 5)) {
    const serial = Math.floor(Number(written.replace(',', '.')));
    if (serial < FIRST_SERIAL || serial > LAST_SERIAL) return null;
    return { value: new Date((serial - 25_569) * 86_400_000).toISOString().slice(0, 10), repair: 'date.serial' };
  }
  const day = written.replace(TIME_TAIL, '');
  const time = day === written ? {} : ({ repair: 'date.time' } as const);
  const yearFirst = /^(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})$/.exec(day) ?? /^((?:19|20|21)\d\d)(\d\d)(\d\d)$/.exec(day);
  if (yearFirst) return dated(yearFirst[1], Number(yearFirst[2]), yearFirst[3], time);
  const dayFirst = /^(\d{1,2})[-/. ](\d{1,2})[-/. ](\d{4})$/.exec(day);
  if (dayFirst) return dated(dayFirst[3], Number(dayFirst[2]), dayFirst[1], time);
  const named = /^(\d{1,2})[-/. ]{1,3}(\p{L}{3,9})[-/. ,]{1,3}(\d{4})$/u.exec(day);
  return named ? dated(named[3], monthNamed(named[2] ?? ''), named[1], { repair: 'date.words' }) : null;
}

function dated(year = '', month: number, day = '', note: { repair?: ExtractRepair }): Reading<string> | null {
  if (!isCalendarDate(Number(year), month, Number(day)) || year < '1900' || year > '2199') return null;
  return { value: `${year}-${String(month).padStart(2, '0')}-${day.padStart(2, '0')}`, ...note };
}

const NEVER_WORDS = new Set([
  '',
  '0',
  'N',
  'T',
  'X',
  'TIDAK',
  'TDK',
  'BELUM',
  'BELUM PERNAH',
  'TIDAK IKUT',
  'NEVER',
  'NO',
  'NON',
]);

/** Last day of the last protected month: from a month (`2026-12`, `12/2026`, `Des 2026`) or any day in it. */
export function readUntil(text: string, kind: number): Reading<string> {
  const written = bare(text).slice(0, LONGEST_CELL);
  if (NEVER_WORDS.has(written.toUpperCase())) return { value: NEVER };
  const month = kind === CellKind.number && /^\d{4,5}$/.test(written) ? null : Period.parse(written);
  if (month) return { value: month.lastDay() };
  const day = readDay(written, kind);
  if (!day || 'cause' in day) return { cause: 'until.unreadable' };
  return { ...day, value: Period.containing(day.value).lastDay() };
}

const SEGMENTS: ReadonlyMap<string, string> = new Map(
  Object.entries({
    pu: 'PU|PENERIMA UPAH|PPU|PEKERJA PENERIMA UPAH|WAGE EARNER',
    bpu: 'BPU|BUKAN PENERIMA UPAH|PEKERJA BUKAN PENERIMA UPAH|INFORMAL|NON WAGE EARNER',
    construction: 'JAKON|JASA KONSTRUKSI|JK|KONSTRUKSI|CONSTRUCTION',
    pmi: 'PMI|PEKERJA MIGRAN|PEKERJA MIGRAN INDONESIA|TKI|MIGRANT WORKER',
  }).flatMap(([segment, names]) => names.split('|').map((name) => [name, segment] as const)),
);

/** '' where nothing is written. */
export function readSegment(text: string): Reading<string> {
  const written = bare(text);
  if (written === '') return { value: '' };
  const key = written
    .slice(0, LONGEST_CELL)
    .toUpperCase()
    .replace(/[^A-Z]+/g, ' ')
    .trim();
  const segment = SEGMENTS.get(key);
  return segment ? { value: segment } : { cause: 'segment.unknown' };
}

/** The participant numbers of one cell, eleven digits each. */
export function readKpjs(text: string): Reading<string[]> {
  const written = bare(text);
  if (written === '') return { value: [] };
  if (/^\d{11}$/.test(written)) return { value: [written] };
  if (written.length > 600) return { cause: 'kpj.unreadable' };
  const numbers = written.split(/[,;/&|\n]+/).map((part) => part.replace(/[\s.'’-]/g, ''));
  const given = numbers.filter((number) => number !== '');
  if (!given.every((number) => /^\d{11}$/.test(number))) return { cause: 'kpj.unreadable' };
  return given.join('') === written || given.length > 1 ? { value: given } : { value: given, repair: 'kpj.separators' };
}
