import type { Book } from './book.js';
import { describe, preview } from './describe.js';
import { openBook } from './open-book.js';
import type { Container } from './sniff.js';
import type { Inspection, InspectOptions, Question, SheetFacts } from './table.js';
import { Unreadable } from './unreadable.js';

/** A workbook: which sheet, then header and sample as for text. */
export async function inspectBook(
  path: string,
  container: Exclude<Container, 'text'>,
  bytes: number,
  options: InspectOptions,
): Promise<Inspection> {
  const book = await openBook(path, container, bytes, true);
  try {
    const questions: Question[] = [];
    const wish = options.choice ?? {};
    const sheet = wish.sheet ?? (await chooseSheet(book, questions));
    const look = () => preview(wish.headerRow, (sink) => book.scan(sheet, sink));
    const records = await withAllTexts(book, look);
    if (records.length === 0) throw new Unreadable('xlsx.sheet_empty');
    const found = describe(book.format, records, { sheet, headerRow: -1, headerRows: 0 }, questions, options);
    return { ...found, sheets: book.sheets, bytes };
  } finally {
    await book.close();
  }
}

/** The only visible sheet with data, else the first of them and a question. Hidden sheets are never chosen silently. */
async function chooseSheet(book: Book, questions: Question[]): Promise<string> {
  if (book.sheets.length === 0) throw new Unreadable('xlsx.no_sheet');
  const full: SheetFacts[] = [];
  for (const sheet of book.sheets) {
    if (await withAllTexts(book, () => hasText(book, sheet.name))) full.push(sheet);
    else sheet.rows = 0;
  }
  const visible = full.filter((sheet) => !sheet.hidden);
  const candidates = visible.length > 0 ? visible : full;
  const first = candidates[0];
  if (first === undefined) throw new Unreadable('xlsx.sheet_empty');
  if (candidates.length > 1 || first.hidden) {
    questions.push({ about: 'sheet', proposed: first.name, options: full.map((sheet) => sheet.name) });
  }
  return first.name;
}

async function hasText(book: Book, sheet: string): Promise<boolean> {
  let text = false;
  await book.scan(sheet, (cells, _kinds, width) => {
    text = cells.slice(0, width).some((cell) => cell.trim() !== '');
    return !text;
  });
  return text;
}

/** The first rows may use a text that stands far behind in the list: then read it whole and look again. */
async function withAllTexts<T>(book: Book, look: () => Promise<T>): Promise<T> {
  try {
    return await look();
  } catch (error) {
    if (error instanceof Unreadable && error.code === 'xlsx.reference' && book.complete()) return look();
    throw error;
  }
}
