import { limits } from './limits.js';

/** The first records of a table. `physical` is from 1; sheets may leave numbers out. */
export interface PreviewRecord {
  physical: number;
  cells: string[];
}

export interface FoundHeader {
  headerRow: number;
  headerRows: number;
  /** False: a person should look. */
  sure: boolean;
}

/** Compares header texts: letters and digits only, lower case. */
export function headerKey(text: string): string {
  return text.toLowerCase().replace(/[^\p{L}\p{N}]+/gu, '');
}

/** Finds the header below title rows: the row with most known names, else the first wide row of words above data. */
export function findHeader(records: PreviewRecord[], known?: (text: string) => boolean): FoundHeader {
  const rows = records.filter((record) => filled(record) > 0);
  const top = (known && mostKnown(rows, known)) ?? firstWords(rows);
  if (top === null) return { headerRow: -1, headerRows: 0, sure: false };
  const at = rows.indexOf(top.record);
  let first = at;
  let last = at;
  const above = rows[at - 1];
  const below = rows[at + 1];
  let sure = top.sure;
  const under = below ? subHeader(top.record, below, rows[at + 2], known) : 'no';
  if (under === 'yes') last++;
  else if (above && subHeader(above, top.record, below, known) === 'yes') first--;
  // Words under some of the names may be a second header row or a person without numbers: somebody should look.
  if (under === 'perhaps') sure = false;
  // Once each, and only with rows after them: a table of equal rows is a table, `1,2,3` alone is data.
  for (const passes of [(row: PreviewRecord) => sameTexts(row, top.record), isNumbering]) {
    const next = rows[last + 1];
    if (next && rows[last + 2] && passes(next)) last++;
  }
  // Words with nothing below them are no header for sure: show them as rows and ask.
  if (!sure && last === rows.length - 1) return { headerRow: -1, headerRows: 0, sure: false };
  const headerRow = (rows[last] as PreviewRecord).physical - 1;
  return { headerRow, headerRows: headerRow - ((rows[first] as PreviewRecord).physical - 1) + 1, sure };
}

/** Column names: header rows joined from top to bottom; unnamed columns that hold data are ''. */
export function headerTexts(records: PreviewRecord[], headerRow: number, headerRows: number): string[] {
  const head = records.filter(
    (r) => r.physical - 1 <= headerRow && r.physical - 1 > headerRow - headerRows && !isNumbering(r),
  );
  const body = records.filter((r) => r.physical - 1 > headerRow && filled(r) > 0);
  const bodyWidth = commonWidth(body);
  if (head.length === 0) return Array.from({ length: bodyWidth }, (_, column) => columnLetters(column));
  const distinct = head.filter((row, i) => i === 0 || !sameTexts(row, head[i - 1] as PreviewRecord));
  const width = Math.max(bodyWidth, ...distinct.map((row) => lastFilled(row.cells)));
  const grouped = distinct.map((row, i) =>
    i < distinct.length - 1 ? filledRight(row.cells, distinct[i + 1]?.cells ?? []) : row.cells,
  );
  return Array.from({ length: width }, (_, column) =>
    grouped
      .map((cells) => (cells[column] ?? '').replace(/\s+/g, ' ').trim())
      .filter((text) => text !== '')
      .join(' ')
      .slice(0, limits.sampleCellLength),
  );
}

export function columnLetters(column: number): string {
  const rest = Math.floor(column / 26);
  return (rest > 0 ? columnLetters(rest - 1) : '') + String.fromCharCode(65 + (column % 26));
}

function mostKnown(
  rows: PreviewRecord[],
  known: (text: string) => boolean,
): { record: PreviewRecord; sure: boolean } | null {
  let best: PreviewRecord | null = null;
  let most = 0;
  for (const record of rows) {
    const count = record.cells.filter((cell) => cell.trim() !== '' && known(cell)).length;
    if (count > most) [best, most] = [record, count];
  }
  return best !== null && (most >= 2 || filled(best) === 1) ? { record: best, sure: true } : null;
}

function firstWords(rows: PreviewRecord[]): { record: PreviewRecord; sure: boolean } | null {
  const counts = rows.map(filled).sort((a, b) => a - b);
  const usual = counts[Math.floor(counts.length / 2)] ?? 0;
  const wide = rows.filter((row) => filled(row) >= Math.max(usual < 2 ? 1 : 2, usual * 0.5));
  const data = wide.findIndex((row) => filled(row) >= usual * 0.7 && dataShare(row) > 0.2);
  // Above the data the widest row of words; in a table of words only, its first row.
  const above = wide.slice(0, data < 0 ? 1 : data).filter((row) => dataShare(row) <= 0.2);
  const record = above.toSorted((a, b) => filled(b) - filled(a))[0];
  if (record === undefined) return null;
  const following = rows.slice(rows.indexOf(record) + 1);
  const texts = record.cells.map(headerKey).filter((text) => text !== '');
  const distinct = new Set(texts).size === texts.length;
  return { record, sure: distinct && following.slice(0, 20).some((row) => dataShare(row) > dataShare(record)) };
}

/** Rows of a header whose last one a person has chosen: the row above belongs to it when it names columns that it leaves open. */
export function headerRowsAt(records: PreviewRecord[], headerRow: number): number {
  const chosen = records.find((record) => record.physical - 1 === headerRow);
  const above = records.find((record) => record.physical === headerRow);
  if (!chosen || !above) return Math.min(1, headerRow + 1);
  const open = above.cells.filter((cell, column) => cell.trim() !== '' && !isFilled(chosen, column));
  return open.length >= 2 && dataShare(above) <= 0.2 && dataShare(chosen) === 0 ? 2 : 1;
}

/**
 * Whether `below` is a second header row: it fills the groups that `top` spans (`Lahir` over `Tempat`, `Tanggal`). A group
 * of one column (`Kontak` over `HP`) looks like a cell of data: only a name that is known tells them apart.
 */
function subHeader(
  top: PreviewRecord,
  below: PreviewRecord,
  next: PreviewRecord | undefined,
  known?: (text: string) => boolean,
): 'yes' | 'perhaps' | 'no' {
  if (next === undefined || dataShare(below) > 0 || dataShare(top) > 0.2 || filled(top) < 2) return 'no';
  const width = Math.max(top.cells.length, below.cells.length);
  const text = (row: PreviewRecord, column: number) => (row.cells[column] ?? '').trim();
  let under = 0;
  let groups = 0;
  let singles = 0;
  let named = 0;
  for (let column = 0; column < width; column++) {
    if (!isFilled(below, column)) continue;
    under++;
    if (!isFilled(top, column)) groups++;
    else if (isFilled(top, column + 1) || !isFilled(below, column + 1)) {
      singles++;
      if (known?.(text(below, column)) || known?.(`${text(top, column)} ${text(below, column)}`)) named++;
    }
  }
  const standing = top.cells.some((cell, column) => cell.trim() !== '' && !isFilled(below, column));
  if (!standing || !(filled(next) > under || dataShare(next) > 0)) return 'no';
  if (singles === 0) return groups > 0 ? 'yes' : 'no';
  if (named === singles) return 'yes';
  return groups > 0 || named > 0 ? 'perhaps' : 'no';
}

function isFilled(row: PreviewRecord, column: number): boolean {
  return (row.cells[column] ?? '').trim() !== '';
}

/** `1 2 3 4` or `(1) (2) (3)` under the header, usual on official forms. */
function isNumbering(record: PreviewRecord): boolean {
  const texts = record.cells.map((cell) => cell.trim().replace(/^\((.*)\)$/, '$1')).filter((text) => text !== '');
  return texts.length >= 3 && texts.every((text, i) => text === String(i + 1));
}

function filledRight(cells: string[], below: string[]): string[] {
  let group = '';
  return Array.from({ length: Math.max(cells.length, below.length) }, (_, column) => {
    const own = (cells[column] ?? '').trim();
    if (own !== '') group = own;
    return own !== '' || (below[column] ?? '').trim() === '' ? own : group;
  });
}

function sameTexts(a: PreviewRecord, b: PreviewRecord): boolean {
  const key = (row: PreviewRecord) => row.cells.map(headerKey).join('\n').trimEnd();
  return key(a) === key(b) && filled(a) >= 2;
}

function dataShare(record: PreviewRecord): number {
  const texts = record.cells.filter((cell) => cell.trim() !== '');
  return texts.length === 0 ? 0 : texts.filter(looksLikeData).length / texts.length;
}

function looksLikeData(cell: string): boolean {
  const text = cell.trim();
  return text.length > 80 || text.includes('@') || (/\d/.test(text) && /^['Rp\s\d.,:/+()%$E-]+$/i.test(text));
}

function filled(record: PreviewRecord): number {
  return record.cells.filter((cell) => cell.trim() !== '').length;
}

function lastFilled(cells: string[]): number {
  return cells.findLastIndex((cell) => cell.trim() !== '') + 1;
}

/** The width that at least a third of the rows reach with text. */
function commonWidth(rows: PreviewRecord[]): number {
  const widths = rows.map((row) => lastFilled(row.cells)).sort((a, b) => b - a);
  return widths[Math.floor(widths.length / 3)] ?? 0;
}
