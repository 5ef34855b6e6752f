import { asciiUpper } from '../kernel/index.js';

/** Upper-case ASCII words and numbers parted by one space: how places are searched and compared. */
export function searchKey(text: string): string {
  return asciiUpper(text)
    .replace(/[^A-Z0-9]+/g, ' ')
    .trim();
}
