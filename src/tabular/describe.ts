import { findHeader, headerRowsAt, headerTexts, type PreviewRecord } from './headers.rules.js';
import { limits } from './limits.js';
import { RowFeed } from './row-feed.js';
import type { Inspection, InspectOptions, Question, RecordSink, TableChoice, TableFormat } from './table.js';

/** The first records with text or without, at least to a header that a person has chosen. */
export async function preview(
  headerRow: number | undefined,
  scan: (sink: RecordSink) => Promise<void>,
): Promise<PreviewRecord[]> {
  const records: PreviewRecord[] = [];
  const last = Math.min(headerRow ?? 0, 20_000) + limits.previewRecords;
  await scan((cells, _kinds, width, physical) => {
    records.push({ physical, cells: cells.slice(0, width) });
    return records.length < limits.previewRecords || physical < last;
  });
  return records;
}

/** Header, names, sample and the question about the header: the same for every format. */
export function describe(
  format: TableFormat,
  records: PreviewRecord[],
  dialect: TableChoice,
  questions: Question[],
  options: InspectOptions,
): Omit<Inspection, 'sheets' | 'bytes'> {
  const wish = options.choice ?? {};
  const found = findHeader(records, options.knownHeaders);
  const chosen = wish.headerRow !== undefined;
  const headerRow = wish.headerRow ?? found.headerRow;
  const own = headerRow === found.headerRow ? found.headerRows : headerRowsAt(records, headerRow);
  const choice: TableChoice = { ...dialect, headerRow, headerRows: wish.headerRows ?? own };
  const headers = headerTexts(records, choice.headerRow, choice.headerRows);
  if (!chosen && !found.sure && records.length > 0) {
    const rows = records.filter((record) => record.cells.some((cell) => cell.trim() !== '')).slice(0, 10);
    const options10 = ['-1', ...rows.map((record) => String(record.physical - 1))];
    questions.push({ about: 'header', proposed: String(headerRow), options: options10 });
  }
  const sample: Inspection['sample'] = [];
  const titles: string[] = [];
  const feedOptions = { choice, headerCount: headers.length, sheet: format !== 'csv', maxRows: Infinity };
  const feed = new RowFeed(feedOptions, (row) => {
    const cells = row.cells.slice(0, Math.max(row.width, headers.length));
    sample.push({ row: row.number, cells: cells.map((cell) => cell.slice(0, limits.sampleCellLength)) });
    return sample.length < limits.sampleRows;
  });
  for (const { cells, physical } of records) {
    if (physical - 1 <= choice.headerRow - choice.headerRows) titles.push(titleText(cells));
    if (!feed.take([...cells], null, cells.length, physical)) break;
  }
  return { format, choice, headers, sample, titles: titles.filter((title) => title !== ''), questions };
}

function titleText(cells: string[]): string {
  return cells
    .map((cell) => cell.trim())
    .filter((cell) => cell !== '')
    .join(' ')
    .slice(0, limits.sampleCellLength);
}
