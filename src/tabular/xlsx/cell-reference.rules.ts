/** Letters of a cell reference as a column from 0; without letters the expected one. */
export function columnOf(text: string, from: number, to: number, expected: number): number {
  let column = 0;
  let pos = from;
  for (; pos < to; pos++) {
    const letter = text.charCodeAt(pos) & ~32;
    if (letter < 65 || letter > 90) break;
    column = column * 26 + letter - 64;
  }
  return pos === from || column > 1_000_000 ? expected : column - 1;
}
