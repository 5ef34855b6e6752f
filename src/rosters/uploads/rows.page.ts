import { OUTCOMES, type CauseCount, type Import, type ImportSubject, type LedgerRow } from '../../imports/index.js';
import type { Actor } from '../../kernel/index.js';
import { translator } from '../../platform/i18n/index.js';
import { localPath } from '../../platform/views/index.js';
import { fieldsOf } from '../worker-fields.js';
import { shownCells } from './causes.page.js';
import { importsPath } from './import-rights.js';
import type { RowsQuery } from './import.forms.js';
import { workerOf } from './row-lines.js';
import { causeTexts, fieldName } from './words.js';

export const ROWS_PER_PAGE = 100;

export interface RowsFacts {
  file: Import;
  subject: ImportSubject;
  /** One more than a page shows, when there are more. */
  rows: LedgerRow[];
  causes: CauseCount[];
  /** Names of workers by id, as far as they are on the roster. */
  names: ReadonlyMap<string, string>;
  query: RowsQuery;
}

export function rowsView(actor: Actor, { file, subject, rows, causes, names, query }: RowsFacts) {
  const t = translator(actor.locale);
  const base = importsPath(actor.workspaceSlug, file.kind);
  const path = `${base}/${file.id}`;
  const filter = { outcome: query.outcome ?? '', cause: query.cause ?? '' };
  const shown = rows.slice(0, ROWS_PER_PAGE);
  return {
    base,
    importPath: path,
    rowsPath: `${path}/rows`,
    csvPath: localPath([`${path}/rows.csv`], filter),
    crumbs: [
      { text: t(`rosters.show.crumb.${file.kind}`), href: base },
      { text: file.fileName, href: path },
      { text: t('rosters.rows.title') },
    ],
    filter,
    isFiltered: filter.outcome !== '' || filter.cause !== '',
    outcomes: OUTCOMES.map((value) => ({ value, text: t(`shared.outcome.${value}`) })),
    causes: causes.map(({ code }) => ({ value: code, text: causeTexts(actor.locale, code).title })),
    rows: shown.map((row) => rowView(actor, file, subject, row, names)),
    next: rows.length > ROWS_PER_PAGE ? localPath([`${path}/rows`], { ...filter, cursor: shown.at(-1)?.row }) : null,
    first: query.cursor ? localPath([`${path}/rows`], filter) : null,
  };
}

const KINDS: Record<string, string> = { created: 'success', updated: 'info', held: 'warning', rejected: 'danger' };

function rowView(
  actor: Actor,
  file: Import,
  subject: ImportSubject,
  row: LedgerRow,
  names: ReadonlyMap<string, string>,
) {
  const t = translator(actor.locale);
  const workerId = workerOf(file, row);
  const name = workerId ? names.get(workerId) : undefined;
  const fields = file.kind === 'roster' && row.changed ? fieldsOf(row.changed) : [];
  return {
    row: row.row,
    outcome: t(`shared.outcome.${row.outcome}`),
    kind: KINDS[row.outcome] ?? 'unknown',
    causes: row.causes.map((code) => causeTexts(actor.locale, code).title),
    cells: shownCells(row, file, subject),
    changes: fields.map((field) => fieldName(actor.locale, field)).join(', '),
    other: row.otherRow,
    worker: name ? { name, href: `/w/${actor.workspaceSlug}/workers/${workerId}` } : null,
  };
}
