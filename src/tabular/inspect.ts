import { findEncoding } from './csv/encoding.js';
import { findDialect } from './csv/dialect.rules.js';
import { previewText } from './csv/preview.js';
import { scanTextFile } from './csv/source.js';
import { describe, preview } from './describe.js';
import { inspectBook } from './inspect-book.js';
import { refuseMarkup, sniff } from './sniff.js';
import type { Inspection, InspectOptions, Question, TableChoice } from './table.js';
import { Unreadable } from './unreadable.js';

/**
 * Looks at an uploaded file and proposes how to read it. Contents decide, never the extension; `fileName` is only
 * repeated for people. Run it in a cage. @throws Unreadable with the reason why the file can't be taken
 */
export async function inspectTable(path: string, fileName: string, options: InspectOptions = {}): Promise<Inspection> {
  const { container, bytes } = await sniff(path);
  return container === 'text'
    ? await inspectText(path, fileName, bytes, options)
    : await inspectBook(path, container, bytes, options);
}

async function inspectText(
  path: string,
  fileName: string,
  bytes: number,
  options: InspectOptions,
): Promise<Inspection> {
  const wish = options.choice ?? {};
  const questions: Question[] = [];
  const found = wish.encoding === undefined ? await findEncoding(path) : { encoding: wish.encoding };
  // Said now, while another encoding can still be chosen, and not in the middle of the file.
  if (isUtf8Name(wish.encoding) && (await findEncoding(path)).question)
    throw new Unreadable('csv.encoding', { encoding: 'utf-8' });
  if (found.question) questions.push(found.question);
  const text = await previewText(path, found.encoding);
  if (text.trim() === '') throw new Unreadable('file.empty');
  refuseMarkup(text);
  const dialect = findDialect(text, options.knownHeaders);
  if (wish.delimiter === undefined && dialect.rivals.length > 0) {
    const named = [dialect.delimiter, ...dialect.rivals];
    questions.push({ about: 'delimiter', proposed: dialect.delimiter, options: named });
  }
  const choice: TableChoice = {
    encoding: found.encoding,
    delimiter: wish.delimiter ?? dialect.delimiter,
    quote: wish.quote ?? dialect.quote,
    padded: wish.padded ?? dialect.padded,
    headerRow: -1,
    headerRows: 0,
  };
  const { encoding = 'utf-8', delimiter = ',', quote = '"', padded = false } = choice;
  const records = await preview(wish.headerRow, (sink) =>
    scanTextFile(path, { encoding, delimiter, quote, padded, expectedWidth: 0 }, sink),
  );
  const characters = records.reduce((sum, record) => sum + record.cells.reduce((n, cell) => n + cell.length + 1, 1), 0);
  const rows = Math.round((records.length * bytes) / Math.max(1, characters));
  const sheets = [
    { name: fileName, hidden: false, rows: Math.max(records.length, text.length < bytes / 4 ? rows : 0) },
  ];
  return { ...describe('csv', records, choice, questions, options), sheets, bytes };
}

function isUtf8Name(name: string | undefined): boolean {
  return name !== undefined && /^utf-?8$/i.test(name);
}
