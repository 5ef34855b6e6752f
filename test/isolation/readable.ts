import { inflateRawSync } from 'node:zlib';

/** Bodies that are kept byte for byte, as latin1, until they are made readable. */
export const isBinary = (headers: Headers) => /spreadsheetml|pdf/.test(headers.get('content-type') ?? '');

/**
 * A body as text that can be compared: workbooks unpacked, of documents only their length, because letters are numbered
 * in the order of their first use and so differ with every id in them.
 * @param body as latin1 when `isBinary`
 */
export function readable(headers: Headers, body: string): string {
  const type = headers.get('content-type') ?? '';
  if (type.includes('spreadsheetml')) return workbookText(Buffer.from(body, 'latin1'));
  return type.includes('pdf') ? documentText(body) : body;
}

/** Every part of a zip by its table of contents: name and contents. */
function workbookText(file: Buffer): string {
  const parts: string[] = [];
  let at = file.indexOf('PK\x01\x02', 0, 'latin1');
  while (at >= 0 && file.toString('latin1', at, at + 4) === 'PK\x01\x02') {
    const [packed, name, extra, comment] = [20, 28, 30, 32].map((o) =>
      o === 20 ? file.readUInt32LE(at + o) : file.readUInt16LE(at + o),
    );
    const local = file.readUInt32LE(at + 42);
    const data = local + 30 + file.readUInt16LE(local + 26) + file.readUInt16LE(local + 28);
    const bytes = file.subarray(data, data + packed!);
    const isDeflated = file.readUInt16LE(at + 10) === 8;
    parts.push(
      `${file.toString('utf8', at + 46, at + 46 + name!)}\n${(isDeflated ? inflateRawSync(bytes) : bytes).toString('utf8')}`,
    );
    at += 46 + name! + extra! + comment!;
  }
  if (parts.length === 0) throw new Error('not a workbook');
  return parts.sort().join('\n');
}

/** How many pages: where lines end follows from the widths of the digits in ids and hashes. What is on them is the receipt, as JSON. */
function documentText(file: string): string {
  const pages = file.match(/\/Type \/Page\b/g)?.length ?? 0;
  if (pages === 0) throw new Error('not a document');
  return `${pages} pages`;
}
