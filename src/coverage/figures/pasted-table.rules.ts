/**
 * Rows of a small table pasted from a spreadsheet (tabs) or out of a CSV file (commas or semicolons), quotes allowed.
 * The delimiter is the one the first line holds most of. Blank lines are passed over.
 */
export function pastedRows(text: string): string[][] {
  const plain = text.replace(/^\ufeff/, '').replace(/\r\n?/g, '\n');
  const first = plain.trimStart().split('\n', 1)[0] ?? '';
  const delimiter = ['\t', ';', ','].reduce((best, one) => (count(first, one) > count(first, best) ? one : best));
  return split(plain, delimiter).filter((row) => row.some((cell) => cell !== ''));
}

function split(text: string, delimiter: string): string[][] {
  const rows: string[][] = [];
  const row: string[] = [];
  let cell = '';
  let quoted = false;
  for (let at = 0; at < text.length; at++) {
    const character = text[at] ?? '';
    if (quoted) {
      if (character !== '"') cell += character;
      else if (text[at + 1] === '"') cell += text[++at];
      else quoted = false;
    } else if (character === '"' && cell === '') quoted = true;
    else if (character === delimiter || character === '\n') {
      row.push(cell.trim());
      cell = '';
      if (character === '\n') rows.push(row.splice(0));
    } else cell += character;
  }
  row.push(cell.trim());
  rows.push(row);
  return rows;
}

function count(text: string, character: string): number {
  return text.split(character).length - 1;
}
