import { columnsOf, type CauseCount, type Import, type ImportSubject, type LedgerRow } from '../../imports/index.js';
import type { Locale } from '../../kernel/index.js';
import { translator } from '../../platform/i18n/index.js';
import { maskCell } from './mask-cells.rules.js';
import { causeTexts } from './words.js';

/** Causes whose point is how long the number is. */
const ABOUT_LENGTH: ReadonlySet<string> = new Set(['nik.length', 'kpj.unreadable', 'phone.unreadable']);

export interface ShownCell {
  header: string;
  text: string;
  wrong: boolean;
}

/** Causes as the shared part draws them, the dearest first. */
export function causesView(
  file: Import,
  subject: ImportSubject,
  causes: readonly CauseCount[],
  examples: ReadonlyMap<number, LedgerRow>,
  rowsPath: string | null,
  locale: Locale,
  repairPaths: ReadonlyMap<string, string> = new Map(),
) {
  const t = translator(locale);
  return causes.map(({ code, severity, count, examples: numbers }) => {
    const { title, what, repair } = causeTexts(locale, code);
    return {
      code,
      severity,
      count,
      title,
      share: (file.rows ?? file.rowsRead) ? count / (file.rows ?? file.rowsRead) : 0,
      repair: [what, repair].filter(Boolean).join(' '),
      examples: numbers.map((row) => ({
        row,
        value: exampleText(code, examples.get(row), file, subject, t('rosters.causes.noCells'), (n) =>
          t('rosters.causes.length', { count: n }),
        ),
      })),
      href: rowsPath && `${rowsPath}?cause=${code}`,
      fixHref: repairPaths.get(code) ?? null,
      compareHref: severity === 'hold' ? comparePath(file, rowsPath, code) : null,
    };
  });
}

/** Where held rows are decided about, as long as they can be. */
function comparePath(file: Import, rowsPath: string | null, code: string): string | null {
  if (rowsPath === null || file.kind !== 'roster' || file.state !== 'ready') return null;
  return `${rowsPath.replace(/rows$/, 'held')}?cause=${code}`;
}

function exampleText(
  code: string,
  row: LedgerRow | undefined,
  file: Import,
  subject: ImportSubject,
  none: string,
  length: (n: number) => string,
): string {
  if (!row?.cells) return none;
  const columns = columnsOf(code, file.mapping ?? [], subject);
  const shown = columns.map((column) => {
    const text = row.cells?.[column] ?? '';
    const cell = `${file.headers?.[column] ?? ''}: ${maskCell(file.mapping?.[column] ?? null, text) || '–'}`;
    return ABOUT_LENGTH.has(code) && text !== '' ? `${cell} ${length(text.trim().length)}` : cell;
  });
  return shown.join(' · ') || none;
}

/** NIK, name and what is wrong of a row, masked. */
export function shownCells(row: LedgerRow, file: Import, subject: ImportSubject): ShownCell[] {
  if (!row.cells) return [];
  const mapping = file.mapping ?? [];
  const wrong = new Set(row.causes.flatMap((cause) => columnsOf(cause, mapping, subject)));
  return mapping.flatMap((field, column) => {
    const isWrong = wrong.has(column);
    if (!isWrong && field !== 'nik' && field !== 'name') return [];
    const text = maskCell(field, row.cells?.[column] ?? '');
    return [{ header: file.headers?.[column] ?? '', text: text || '–', wrong: isWrong }];
  });
}
