import type { Book } from './book.js';
import { Unreadable } from './unreadable.js';

export async function openLegacy(_path: string, _bytes: number, _format: 'xls' | 'ods'): Promise<Book> {
  throw new Unreadable('file.not_a_table');
}
