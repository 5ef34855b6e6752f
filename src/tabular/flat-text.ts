/**
 * `rest + chunk` as one flat string. V8 keeps a sum as a tree and looks through it at every charCodeAt even after
 * flattening: going through bytes once made the scanners 10-15 % faster.
 */
export function joined(rest: string, chunk: string): string {
  if (rest === '') return chunk;
  const text = rest + chunk;
  // Half a character at the end would not survive UTF-8.
  const last = text.charCodeAt(text.length - 1);
  const encoding = last >= 0xd800 && last <= 0xdbff ? 'utf16le' : 'utf8';
  return Buffer.from(text, encoding).toString(encoding);
}
