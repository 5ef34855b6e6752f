import { Unreadable } from '../unreadable.js';

/**
 * What an OLE2 file holds, by the names in its directory (UTF-16 text that nothing else in the file looks like).
 * @throws Unreadable file.encrypted, file.macro, file.document, file.not_a_table
 */
export function checkCompoundFile(bytes: Buffer): void {
  const holds = (name: string) => bytes.includes(Buffer.from(`${name}\0`, 'utf16le'));
  if (holds('EncryptedPackage')) throw new Unreadable('file.encrypted');
  if (!holds('Workbook') && !holds('Book') && !holds('WORKBOOK') && !holds('BOOK')) {
    throw new Unreadable(holds('WordDocument') || holds('PowerPoint Document') ? 'file.document' : 'file.not_a_table');
  }
  if (holds('_VBA_PROJECT_CUR') || holds('_VBA_PROJECT')) throw new Unreadable('file.macro');
}
