import type { Book } from './book.js';
import { openLegacy } from './legacy/legacy-book.js';
import { checkOpenDocument } from './legacy/open-document.js';
import type { Container } from './sniff.js';
import { Unreadable } from './unreadable.js';
import { XlsxBook } from './xlsx/xlsx-book.js';
import { ZipArchive } from './xlsx/zip.js';

/** Opens a workbook by what it is. Macros, passwords and foreign documents are refused here. @throws Unreadable */
export async function openBook(
  path: string,
  container: Exclude<Container, 'text'>,
  bytes: number,
  preview = false,
): Promise<Book> {
  if (container !== 'zip') return openLegacy(path, bytes, 'xls', container === 'ole');
  const archive = await ZipArchive.open(path);
  try {
    if (archive.has('[Content_Types].xml')) return await XlsxBook.open(archive, preview);
    if (!archive.has('mimetype')) throw new Unreadable('file.zip');
    await checkOpenDocument(archive);
  } catch (error) {
    archive.close();
    throw error;
  }
  archive.close();
  return openLegacy(path, bytes, 'ods', false);
}
