import { existsSync, readFileSync, readdirSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { parse } from 'csv-parse/sync';

/**
 * Where an expected version of a file stands beside it. Answers [{ sheet: index or null, rows: string[][], from }] .
 * Layouts known: Pollock (csv/ and clean/), csv-spectrum and csv-test-data (csv(s)/ and json/), xlsx2csv (same name,
 * .csv), SheetJS (`name.xls.<sheet>.csv`, also for Apache POI's files under their original names).
 */
export function twinsOf(path) {
  const folder = dirname(path);
  const name = basename(path);
  const twins = [];
  if (folder.endsWith('polluted_files/csv')) {
    add(twins, join(folder, '../clean', name), null, 'pollock');
  }
  if (/\/csvs?$/.test(folder) && existsSync(join(folder, '../json', name.replace(/csv$/, 'json')))) {
    const rows = fromJson(JSON.parse(readFileSync(join(folder, '../json', name.replace(/csv$/, 'json')), 'utf8')));
    twins.push({ sheet: null, rows, from: 'json' });
  }
  if (/xlsx2csv$/.test(folder) && name.endsWith('.xlsx')) add(twins, path.replace(/xlsx$/, 'csv'), 0, 'xlsx2csv');
  if (/\.(xlsx?|xlsm|ods)$/i.test(name)) {
    for (const prefix of ['', 'apachepoi_']) {
      const beside = prefix === '' ? folder : join(folder, '../sheetjs');
      if (!existsSync(beside)) continue;
      for (const file of listed(beside)) {
        const sheet =
          file.startsWith(`${prefix}${name}.`) && /^\d+\.csv$/.test(file.slice(prefix.length + name.length + 1));
        if (sheet) add(twins, join(beside, file), Number(file.match(/\.(\d+)\.csv$/)[1]), 'sheetjs');
      }
    }
  }
  return twins;
}

const folders = new Map();
function listed(folder) {
  if (!folders.has(folder)) folders.set(folder, readdirSync(folder));
  return folders.get(folder);
}

function add(twins, file, sheet, from) {
  if (!existsSync(file)) return;
  const options = { relax_column_count: true, relax_quotes: true, skip_empty_lines: false, bom: true };
  const rows = parse(readFileSync(file), options);
  if (!/^-{8} \d+ - /.test(rows[0]?.[0] ?? '')) return twins.push({ sheet, from, rows });
  // xlsx2csv writes all sheets into one file with a line before each.
  let part = -1;
  for (const row of rows) {
    if (/^-{8} \d+ - /.test(row[0])) twins.push({ sheet: ++part, from, rows: [] });
    else twins.at(-1).rows.push(row);
  }
}

function fromJson(data) {
  if (!Array.isArray(data) || data.length === 0 || Array.isArray(data[0]))
    return data.map?.((row) => row.map(String)) ?? [];
  const keys = Object.keys(data[0]);
  return [keys, ...data.map((row) => keys.map((key) => String(row[key])))];
}

/** Share of the expected cells that we have too, and the first differences. Blank rows and outer blanks don't count. */
export function compare(expected, found) {
  const theirs = squared(expected);
  const ours = squared(found);
  let cells = 0;
  let same = 0;
  const differences = [];
  for (let r = 0; r < theirs.length; r++) {
    for (let c = 0; c < Math.max(theirs[r].length, ours[r]?.length ?? 0); c++) {
      cells++;
      if (agrees(theirs[r][c] ?? '', ours[r]?.[c] ?? '')) same++;
      else if (differences.length < 3) differences.push([r, c, theirs[r][c], ours[r]?.[c]]);
    }
  }
  return { cells, same, differences, rows: [theirs.length, ours.length] };
}

/** Without blank rows, and without the blank columns on the left that some writers leave out. */
function squared(table) {
  const rows = table.map(trimmed).filter((row) => row.length > 0);
  const left = Math.min(...rows.map((row) => row.findIndex((cell) => cell !== '')));
  return left > 0 && Number.isFinite(left) ? rows.map((row) => row.slice(left)) : rows;
}

function trimmed(row) {
  const cells = row.map((cell) => cell.trim());
  while (cells.length > 0 && cells.at(-1) === '') cells.pop();
  return cells;
}

/** Twins of workbooks hold what Excel shows; we give the stored value: numbers agree to the digits shown, days as days. */
export function agrees(shown, stored) {
  if (shown === stored || shown.replace(/\s+/g, ' ') === stored.replace(/\s+/g, ' ')) return true;
  if (/^#+$/.test(shown)) return stored !== '';
  if (/^(true|false)$/i.test(shown)) return shown.toUpperCase() === stored.toUpperCase();
  const number = numberShown(shown);
  if (number !== null && stored !== '' && Number.isFinite(Number(stored))) {
    const digits = (/\.(\d+)/.exec(shown.replace(/,/g, ''))?.[1] ?? '').length;
    const factor = shown.includes('%') ? 0.01 : 1;
    const scale = /e([+-]?\d+)/i.exec(shown) ? 10 ** Number(/e([+-]?\d+)/i.exec(shown)[1]) : 1;
    return (
      Math.abs(number * factor - Number(stored)) <= 0.5000001 * 10 ** -digits * factor * scale + 1e-9 * Math.abs(number)
    );
  }
  const day = /^\d{4}-\d\d-\d\d$/.test(stored) ? new Date(`${stored}T00:00:00Z`) : null;
  return day !== null && sameDay(shown, day);
}

function numberShown(text) {
  const bare = text
    .replace(/^\((.*)\)$/, '-$1')
    .replace(/[$€£¥, %]/g, '')
    .trim();
  return bare !== '' && Number.isFinite(Number(bare)) ? Number(bare) : null;
}

function sameDay(shown, day) {
  const numbers = (shown.match(/\d+/g) ?? []).map(Number);
  const month = day.toLocaleString('en', { month: 'short', timeZone: 'UTC' });
  const parts = [day.getUTCDate(), day.getUTCMonth() + 1, day.getUTCFullYear(), day.getUTCFullYear() % 100];
  const named = shown.toLowerCase().includes(month.toLowerCase());
  return (
    numbers.length > 0 && numbers.filter((n) => parts.includes(n)).length >= Math.min(numbers.length, named ? 1 : 2)
  );
}
