import { limits } from './limits.js';
import { openFile } from './csv/source.js';
import { Unreadable, type UnreadableCode } from './unreadable.js';

/** What the first bytes say; the file's name is never asked. */
export type Container = 'zip' | 'ole' | 'biff' | 'text';

const magics: [string, UnreadableCode][] = [
  ['25504446', 'file.pdf'],
  ['89504e47', 'file.image'],
  ['ffd8ff', 'file.image'],
  ['47494638', 'file.image'],
  ['49492a00', 'file.image'],
  ['4d4d002a', 'file.image'],
  ['424d', 'file.image'],
  ['1f8b', 'file.archive'],
  ['425a68', 'file.archive'],
  ['377abcaf271c', 'file.archive'],
  ['526172211a07', 'file.archive'],
  ['fd377a585a00', 'file.archive'],
  ['28b52ffd', 'file.archive'],
  ['7b5c727466', 'file.document'],
  ['7f454c46', 'file.not_a_table'],
  ['4d5a90', 'file.not_a_table'],
  ['53514c69746520', 'file.not_a_table'],
];

/** @throws Unreadable for everything that is recognisably not a table */
export async function sniff(path: string): Promise<{ container: Container; bytes: number }> {
  const file = await openFile(path);
  try {
    const { size } = await file.stat();
    if (size === 0) throw new Unreadable('file.empty');
    if (size > limits.fileBytes) throw new Unreadable('file.too_large', { limit: megabytes(limits.fileBytes) });
    const buffer = Buffer.alloc(4_096);
    const head = buffer.subarray(0, (await file.read(buffer, 0, buffer.length, 0)).bytesRead);
    return { container: containerOf(head), bytes: size };
  } finally {
    await file.close();
  }
}

export function megabytes(bytes: number): number {
  return Math.round(bytes / 1_048_576);
}

function containerOf(head: Buffer): Container {
  const hex = head.subarray(0, 8).toString('hex');
  if (hex.startsWith('504b0304') || hex.startsWith('504b0506') || hex.startsWith('504b0708')) return 'zip';
  if (hex === 'd0cf11e0a1b11ae1') return 'ole';
  // BOF records of BIFF2 to BIFF8 without a container.
  if (/^09(00|02|04|08)(04|06|08|10)00/.test(hex)) return 'biff';
  for (const [magic, code] of magics) {
    if (hex.startsWith(magic.slice(0, 16)) && (magic !== '424d' || isBitmap(head))) throw new Unreadable(code);
  }
  if (head.toString('latin1', 0, 4) === 'RIFF' && head.toString('latin1', 8, 12) === 'WEBP')
    throw new Unreadable('file.image');
  refuseMarkup(plainText(head));
  return 'text';
}

/** "BM" also begins words: a bitmap states zeroes in its reserved fields. */
function isBitmap(head: Buffer): boolean {
  return head.length > 14 && head.readUInt32LE(6) === 0;
}

/** Text that is some other kind of document. Asked again once the encoding is known. @throws Unreadable */
export function refuseMarkup(decoded: string): void {
  const text = decoded
    .replace(/^\uFEFF/, '')
    .trimStart()
    .slice(0, 2_000);
  if (/^%PDF-/.test(text)) throw new Unreadable('file.pdf');
  if (/^\s*MIME-Version:/i.test(text)) throw new Unreadable('file.html');
  if (/^ID;P/.test(text)) throw new Unreadable('file.not_a_table');
  if (/^[{[]\s*(["{[\]}]|$)/.test(text)) throw new Unreadable('file.json');
  if (!text.startsWith('<')) return;
  if (/<(!doctype\s+html|html|head|body|table|tr|div|meta|style)\b/i.test(text)) throw new Unreadable('file.html');
  if (/^<[?!]?[a-z][\w:.-]*[\s>/?]/i.test(text) || text.startsWith('<!--')) throw new Unreadable('file.xml');
}

function plainText(head: Buffer): string {
  if (head[0] === 0xff && head[1] === 0xfe) return head.toString('utf16le');
  if (head[0] === 0xfe && head[1] === 0xff)
    return Buffer.from(head.subarray(0, head.length & ~1))
      .swap16()
      .toString('utf16le');
  return head.toString('utf8');
}
