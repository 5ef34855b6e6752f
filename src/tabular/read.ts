import { limits } from './limits.js';
import { openBook } from './open-book.js';
import { scanTextFile } from './csv/source.js';
import { RowFeed } from './row-feed.js';
import { sniff } from './sniff.js';
import type { ReadControl, ReadOptions, ReadStats, TableChoice, TableRow } from './table.js';

/**
 * Reads every data row below the header and hands it to `onRow`, synchronously and in file order, in bounded memory.
 * The row object is reused (see TableRow). Run it in a cage: the file is not to be trusted.
 * @param onRow may answer false to stop early
 * @throws Unreadable
 */
export async function readTable(
  path: string,
  choice: TableChoice,
  options: ReadOptions,
  onRow: (row: TableRow) => boolean | void,
  control: ReadControl = {},
): Promise<ReadStats> {
  const { container, bytes } = await sniff(path);
  const { headerCount } = options;
  if (container === 'text') {
    const feed = new RowFeed({ choice, headerCount, sheet: false, maxRows: limits.csvRows }, onRow);
    const { encoding = 'utf-8', delimiter = ',', quote = '"', padded = false } = choice;
    await scanTextFile(path, { encoding, delimiter, quote, padded, expectedWidth: headerCount }, feed.take, control);
    feed.finish();
    return { ...feed.stats, uncalculated: 0, bytes };
  }
  const book = await openBook(path, container, bytes);
  try {
    const feed = new RowFeed({ choice, headerCount, sheet: true, maxRows: limits.xlsxRows }, onRow);
    await book.scan(choice.sheet ?? book.sheets[0]?.name ?? '', feed.take, control);
    feed.finish();
    return { ...feed.stats, uncalculated: book.uncalculated, bytes };
  } finally {
    await book.close();
  }
}
