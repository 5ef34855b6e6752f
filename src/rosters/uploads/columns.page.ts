import {
  correctionColumns,
  firstText,
  type ColumnQuestion,
  type Import,
  type ImportQuestion,
  type ImportSubject,
  type Preview,
} from '../../imports/index.js';
import type { Locale } from '../../kernel/index.js';
import { translator } from '../../platform/i18n/index.js';
import { maskCell } from './mask-cells.rules.js';
import { fieldName } from './words.js';

const SAMPLES = 5;
const ENCODINGS = ['utf-8', 'windows-1252', 'utf-16le', 'utf-16be'];
const DELIMITERS = { ',': 'comma', ';': 'semicolon', '\t': 'tab', '|': 'pipe' } as const;
const QUOTES = { '"': 'double', "'": 'single', '': 'none' } as const;
const HEADER_LINES = 15;

/**
 * Each column of the file with its samples and what it means, questions beside the column they are about.
 * @param chosen what a person just sent and could not be taken
 */
export function columnsView(
  file: Import,
  subject: ImportSubject,
  preview: Preview,
  locale: Locale,
  chosen: (string | null)[] | null = null,
) {
  const t = translator(locale);
  const mapping = chosen ?? file.mapping ?? [];
  const added = Object.values(correctionColumns(file.headers ?? []));
  const aboutColumns = file.questions.filter(isAboutColumn);
  return {
    columns: (file.headers ?? [])
      .map((header, index) => ({
        index,
        header: header || t('rosters.columns.unnamed', { n: index + 1 }),
        samples: samplesOf(preview, index, mapping[index] ?? null),
        field: mapping[index] ?? '',
        error: aboutColumns
          .filter(({ columns }) => columns.includes(index))
          .map((question) => questionText(locale, question))
          .join(' '),
      }))
      .filter(({ index }) => !added.includes(index)),
    fields: subject.fields.map(({ key, required }) => ({
      value: key,
      text: required ? `${fieldName(locale, key)} *` : fieldName(locale, key),
    })),
    asked: [
      ...aboutColumns
        .filter(({ columns }) => columns.length === 0)
        .map((question) =>
          question.field
            ? `${fieldName(locale, question.field)}: ${questionText(locale, question)}`
            : questionText(locale, question),
        ),
      ...file.questions
        .filter((question) => !isAboutColumn(question))
        .map(({ about }) => t(`tabular.question.${about}`)),
    ],
    titles: preview.titles.map((title) => maskCell(null, title)),
    reading: readingView(file, locale),
  };
}

function samplesOf(preview: Preview, column: number, field: string | null): string[] {
  const filled = preview.sample.map(({ cells }) => cells[column] ?? '').filter((text) => text.trim() !== '');
  return filled.slice(0, SAMPLES).map((text) => maskCell(field, text));
}

/** How the file is read: only what this format leaves open. */
function readingView(file: Import, locale: Locale) {
  const t = translator(locale);
  const { choice } = file;
  const isText = file.format === 'csv';
  const headerRow = choice?.headerRow ?? -1;
  const lines = [...new Set([...Array.from({ length: HEADER_LINES }, (_, i) => i), headerRow])].filter((n) => n >= 0);
  return {
    sheets:
      isText || file.sheets.length < 2
        ? null
        : file.sheets.map((sheet) => ({ value: sheet.name, text: sheetText(sheet) })),
    sheet: choice?.sheet ?? '',
    delimiters: isText
      ? Object.entries(DELIMITERS).map(([value, name]) => ({ value, text: t(`rosters.columns.delimiters.${name}`) }))
      : null,
    delimiter: choice?.delimiter ?? '',
    quotes: Object.values(QUOTES).map((name) => ({ value: name, text: t(`rosters.columns.quotes.${name}`) })),
    quote: QUOTES[choice?.quote ?? '"'],
    encodings: isText
      ? [...new Set([...ENCODINGS, choice?.encoding ?? 'utf-8'])].map((value) => ({ value, text: value.toUpperCase() }))
      : null,
    encoding: choice?.encoding ?? '',
    headerRows: [
      ...lines.sort((a, b) => a - b).map((n) => ({ value: String(n), text: lineText(n) })),
      { value: '-1', text: t('rosters.columns.noHeader') },
    ],
    headerRow: String(headerRow),
    isAsked: file.questions.some((question) => !isAboutColumn(question)),
  };

  function lineText(n: number): string {
    const line = t('rosters.columns.line', { n: n + 1 });
    if (n !== headerRow) return line;
    return `${line}: ${(file.headers ?? []).filter(Boolean).slice(0, 4).join(', ')}…`;
  }

  function sheetText({ name, hidden, rows }: Import['sheets'][number]): string {
    const facts = [
      rows === null ? '' : t('rosters.columns.rowsInSheet', { count: rows }),
      hidden ? t('rosters.columns.hidden') : '',
    ].filter(Boolean);
    return facts.length > 0 ? `${name} (${facts.join(', ')})` : name;
  }
}

function isAboutColumn(question: ImportQuestion): question is ColumnQuestion {
  return question.about === 'column';
}

function questionText(locale: Locale, { code }: ColumnQuestion): string {
  return firstText(locale, [`causes.mapping.question.${code}`, `imports.question.${code}`], code);
}

/** What the form of the columns page says. */
export function readColumnsForm(body: Record<string, unknown>, columns: number) {
  const text = (name: string) => (typeof body[name] === 'string' ? body[name] : undefined);
  const headerRow = Number(text('headerRow') ?? NaN);
  const delimiter = text('delimiter');
  const [quote] = Object.entries(QUOTES).find(([, name]) => name === text('quote')) ?? [];
  return {
    mapping: Array.from({ length: columns }, (_, index) => text(`column.${index}`) || null),
    choice: {
      ...(text('sheet') ? { sheet: text('sheet') } : {}),
      ...(text('encoding') ? { encoding: text('encoding') } : {}),
      ...(delimiter && delimiter in DELIMITERS ? { delimiter: delimiter as keyof typeof DELIMITERS } : {}),
      ...(quote !== undefined ? { quote: quote as keyof typeof QUOTES } : {}),
      ...(Number.isInteger(headerRow) ? { headerRow } : {}),
    },
  };
}
