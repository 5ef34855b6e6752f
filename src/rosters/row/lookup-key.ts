import { asciiUpper } from '../../kernel/index.js';

/** Upper-case ASCII words and numbers parted by one space: how headers, regions, sectors and words are compared. */
export function lookupKey(text: string): string {
  return asciiUpper(text)
    .replace(/[^A-Z0-9]+/g, ' ')
    .trim();
}
