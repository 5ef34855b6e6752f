import type { Book } from './book.js';
import { openLegacy } from './legacy-book.js';
import type { Container } from './sniff.js';
import { Unreadable } from './unreadable.js';
import { XlsxBook } from './xlsx/xlsx-book.js';
import { ZipArchive } from './xlsx/zip.js';

const openDocument = 'application/vnd.oasis.opendocument.';

/** Opens a workbook by what it is. Macros, passwords and foreign documents are refused here. @throws Unreadable */
export async function openBook(path: string, container: Exclude<Container, 'text'>, bytes: number): Promise<Book> {
  if (container !== 'zip') return openLegacy(path, bytes, 'xls');
  const archive = await ZipArchive.open(path);
  try {
    if (archive.has('[Content_Types].xml')) return await XlsxBook.open(archive);
    if (!archive.has('mimetype')) throw new Unreadable('file.zip');
    const type = (await archive.whole('mimetype', 1_000)).toString('latin1').trim();
    if (!type.startsWith(`${openDocument}spreadsheet`)) {
      throw new Unreadable(type.startsWith(openDocument) ? 'file.document' : 'file.zip');
    }
  } catch (error) {
    archive.close();
    throw error;
  }
  archive.close();
  return openLegacy(path, bytes, 'ods');
}
