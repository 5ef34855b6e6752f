import { translator, type Locale } from '../../platform/i18n/index.js';
import { formatsFor } from '../../platform/views/index.js';
import { ROWS_PER_SHEET, type Cell, type Sheet } from '../../platform/workbooks/index.js';
import type { WorkerWords } from '../workers/worker-words.js';
import { wageTotals, type ChangeKind, type ChangeSummary } from './change-kinds.rules.js';
import type { PlaceRange } from './change-filter.rules.js';
import { codeText, partText } from './change-words.js';
import type { ChangedPerson } from './changed-person.js';
import type { Compared } from './comparisons.js';

/** Everything that the workbook is made of. `people` is called when the sheet of a list is written. */
export interface WorkbookContent {
  compared: Compared;
  locale: Locale;
  words: WorkerWords;
  people(kind: ChangeKind, range: PlaceRange): AsyncIterable<ChangedPerson[]>;
}

type Row = readonly Cell[];

/** Kinds by the sheet that they stand on. */
const SHEETS = [
  ['joined', ['joined', 'returned']],
  ['left', ['left']],
  ['wage', ['wage', 'wage_set']],
  ['sector', ['sector']],
  ['region', ['region']],
] as const;

export function changesSheets(content: WorkbookContent): Sheet[] {
  return [summarySheet(content), ...SHEETS.flatMap(([name, kinds]) => listSheets(content, name, kinds))];
}

function summarySheet({ compared, locale, words }: WorkbookContent): Sheet {
  const t = translator(locale);
  const { month, datetime } = formatsFor(locale);
  const { summary } = compared;
  const rows: Row[] = [];
  for (const [key, file] of [
    ['this', compared.file],
    ['previous', compared.previous],
  ] as const) {
    rows.push([t(`rosters.changes.${key}`), file.fileName]);
    rows.push([t('rosters.changes.period'), month(file.createdAt)]);
    rows.push([
      t('rosters.changes.applied'),
      `${datetime(file.appliedAt)} · ${file.confirmedLabel ?? file.uploadedLabel}`,
    ]);
  }
  if (summary.roster) {
    rows.push([t('rosters.changes.rosterBefore'), summary.roster.before]);
    rows.push([t('rosters.changes.rosterAfter'), summary.roster.after]);
  }
  for (const kind of ['joined', 'returned', 'left', 'wage', 'wage_set', 'sector', 'region', 'coverage'] as const) {
    rows.push([t(`rosters.changes.kind.${kind}`), summary.kinds[kind].people]);
    for (const part of summary.kinds[kind].parts) {
      if (part.was === null && part.became === null) continue;
      rows.push([`    ${partText(locale, kind, part, words)}`, part.people, kind === 'wage' ? part.by : null]);
    }
  }
  rows.push(...wageRows(summary).map(([key, value]): Row => [t(`rosters.changes.${key}`), value]));
  const header = [
    t('rosters.changes.sheet.what'),
    t('rosters.changes.sheet.number'),
    t('rosters.changes.sheet.rupiah'),
  ];
  return { name: t('rosters.changes.sheet.summary'), widths: [56, 40, 20], header, rows: inOne(rows) };
}

function wageRows(summary: ChangeSummary): [string, number][] {
  return [
    ['wageRose', wageTotals(summary, true).by],
    ['wageFell', wageTotals(summary, false).by],
    ['wagesBefore', summary.wages.before],
    ['wagesAfter', summary.wages.after],
  ];
}

const WIDTHS = [32, 20, 14, 30, 34, 16, 30, 30, 18, 18, 18, 38];
const COLUMNS = [
  'name',
  'nik',
  'birthDate',
  'region',
  'sector',
  'change',
  'was',
  'became',
  'wageWas',
  'wageBecame',
  'by',
  'id',
];

/** One sheet, or several where one could not hold the people. */
function listSheets(content: WorkbookContent, name: string, kinds: readonly ChangeKind[]): Sheet[] {
  const t = translator(content.locale);
  const header = COLUMNS.map((column) => t(`rosters.changes.column.${column}`));
  const ranges = kinds.flatMap((kind) => chunks(kind, content.compared.summary.kinds[kind].people));
  const sheets = packed(ranges);
  return sheets.map((ranged, index) => ({
    name: index === 0 ? t(`rosters.changes.sheet.${name}`) : `${t(`rosters.changes.sheet.${name}`)} ${index + 1}`,
    widths: WIDTHS,
    header,
    rows: listRows(content, ranged),
  }));
}

interface Ranged extends PlaceRange {
  kind: ChangeKind;
}

function chunks(kind: ChangeKind, people: number): Ranged[] {
  const starts = Array.from({ length: Math.ceil(people / ROWS_PER_SHEET) }, (_, i) => i * ROWS_PER_SHEET);
  return starts.map((start) => ({ kind, from: start + 1, to: Math.min(people, start + ROWS_PER_SHEET) }));
}

/** Ranges onto as few sheets as hold them, in their order. */
function packed(ranges: readonly Ranged[]): Ranged[][] {
  const sheets: Ranged[][] = [[]];
  let free = ROWS_PER_SHEET;
  for (const range of ranges) {
    const size = range.to - range.from + 1;
    if (size > free) {
      sheets.push([]);
      free = ROWS_PER_SHEET;
    }
    sheets.at(-1)?.push(range);
    free -= size;
  }
  return sheets;
}

async function* listRows(content: WorkbookContent, ranges: readonly Ranged[]): AsyncGenerator<Row[]> {
  for (const { kind, ...range } of ranges) {
    for await (const people of content.people(kind, range))
      yield people.map((person) => personRow(content, kind, person));
  }
}

function personRow({ locale, words }: WorkbookContent, kind: ChangeKind, person: ChangedPerson): Row {
  const t = translator(locale);
  const isWage = kind === 'wage' || kind === 'wage_set';
  const rose = (person.wageBecame ?? 0) > (person.wageWas ?? 0) ? 'up' : 'down';
  const change = kind === 'wage' ? t(`rosters.changes.${rose}`) : t(`rosters.changes.one.${kind}`);
  const code = (value: string | null) => (isWage || value === null ? null : codeText(locale, kind, value, words));
  return [
    ...[
      person.name,
      person.maskedNik,
      person.birthDate,
      words.region(person.region),
      words.sector(person.sector),
      change,
    ],
    ...[code(person.was), code(person.became), person.wageWas, person.wageBecame],
    kind === 'wage' ? (person.wageBecame ?? 0) - (person.wageWas ?? 0) : null,
    person.id,
  ];
}

async function* inOne(rows: Row[]): AsyncGenerator<Row[]> {
  yield rows;
}
