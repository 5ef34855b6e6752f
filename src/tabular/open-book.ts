import type { Book } from './book.js';
import type { Container } from './sniff.js';
import { Unreadable } from './unreadable.js';

/** Opens a workbook by what it is. Macros, passwords and foreign documents are refused here. */
export async function openBook(_path: string, _container: Exclude<Container, 'text'>, _bytes: number): Promise<Book> {
  throw new Unreadable('file.not_a_table');
}
