import type { Findings } from './findings.js';

/** Kinds of a spreadsheet cell as the table reader reports them; a CSV has only text. */
export const CELL = { text: 0, number: 1, date: 2, boolean: 3, error: 4, formula: 5 } as const;

const PLACEHOLDERS: ReadonlySet<string> = new Set([
  '-',
  '--',
  '---',
  '–',
  '—',
  '.',
  '..',
  '?',
  '_',
  '*',
  'N/A',
  'NULL',
  '(NULL)',
  'NIHIL',
  'KOSONG',
  'TIDAK ADA',
  'TDK ADA',
  'NONE',
  'NAN',
]);
const LONGEST_PLACEHOLDER = 9;
const ERRORS: ReadonlySet<string> = new Set([
  '#N/A',
  '#REF!',
  '#VALUE!',
  '#DIV/0!',
  '#NAME?',
  '#NULL!',
  '#NUM!',
  '#SPILL!',
  '#CALC!',
  '#GETTING_DATA',
  '#ERROR!',
]);

/**
 * What counts as the content of a cell: '' for blanks, for marks that people write into empty cells (noted) and for
 * spreadsheet errors (a cause). Otherwise the text as it is.
 */
export function contentOfCell(text: string, kind: number, findings: Findings): string {
  if (text.length === 0) return '';
  if (kind === CELL.error) {
    findings.cause('row.cell_error');
    return '';
  }
  // Nearly every cell ends here: its first character already says that it is neither blank nor mark nor error.
  const first = text.charCodeAt(0);
  if (first >= 48 && first <= 57) return text;
  if (text.length > LONGEST_PLACEHOLDER && first > 32 && first < 127 && first !== 35) return text;
  return contentOfOddCell(text, findings);
}

function contentOfOddCell(text: string, findings: Findings): string {
  const bare = trimmed(text);
  if (bare === '') return '';
  const upper = bare.length <= 13 ? bare.toUpperCase() : '';
  if (bare.charCodeAt(0) === 35 && ERRORS.has(upper)) {
    findings.cause('row.cell_error');
    return '';
  }
  if (bare.length <= LONGEST_PLACEHOLDER && PLACEHOLDERS.has(upper)) {
    findings.repair('cell.placeholder');
    return '';
  }
  return text;
}

/** Without outer white space and invisible characters. */
export function trimmed(text: string): string {
  let from = 0;
  let to = text.length;
  while (from < to && isInvisible(text.charCodeAt(from))) from++;
  while (to > from && isInvisible(text.charCodeAt(to - 1))) to--;
  return from === 0 && to === text.length ? text : text.slice(from, to);
}

/** Spaces of every kind, control characters, zero-width characters and byte order marks. */
export function isInvisible(code: number): boolean {
  if (code <= 32) return true;
  if (code < 127) return false;
  return (
    code <= 160 || // DEL, C1 controls, no-break space
    code === 0xad ||
    code === 0x1680 ||
    (code >= 0x2000 && code <= 0x200f) ||
    (code >= 0x2028 && code <= 0x202f) ||
    (code >= 0x205f && code <= 0x206f) ||
    code === 0x3000 ||
    code === 0xfeff
  );
}
