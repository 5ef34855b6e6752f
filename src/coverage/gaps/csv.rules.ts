/** What a spreadsheet would run as a formula when a cell begins with it. */
const DANGEROUS = /^[=+\-@\t\r\n\0＝＋－＠]/;
const QUOTED = /[",;\r\n]|^\s|\s$/;

/** A cell that every spreadsheet shows as text: dangerous beginnings get an apostrophe, the rest RFC 4180 quotes. */
export function csvCell(value: string | null): string {
  const text = value ?? '';
  const safe = DANGEROUS.test(text) ? `'${text}` : text;
  return QUOTED.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}

export function csvLine(cells: readonly (string | null)[]): string {
  return `${cells.map(csvCell).join(',')}\r\n`;
}
