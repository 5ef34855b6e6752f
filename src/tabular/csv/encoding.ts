import { isUtf8 } from 'node:buffer';
import chardet from 'chardet';
import iconv from 'iconv-lite';
import type { Question } from '../table.js';
import { Unreadable } from '../unreadable.js';
import { unfinished } from './decode.js';
import { openFile } from './source.js';

export interface EncodingFinding {
  encoding: string;
  /** Set when the bytes alone can't prove the encoding. */
  question?: Question;
}

const sampleBytes = 65_536;
const passBytes = 1_048_576;
/** What chardet says of nearly every Latin text; Windows-1252 holds all of it. */
const latin = new Set([
  'ISO-8859-1',
  'ISO-8859-2',
  'ISO-8859-9',
  'windows-1252',
  'windows-1250',
  'windows-1254',
  'ASCII',
]);

/**
 * Byte order mark, UTF-16 by its zero bytes, strict UTF-8 over the WHOLE file, and only then a guess, which becomes
 * a question. @throws Unreadable file.not_a_table for bytes that are no text at all
 */
export async function findEncoding(path: string): Promise<EncodingFinding> {
  const file = await openFile(path);
  try {
    const head = Buffer.alloc(sampleBytes);
    const sample = head.subarray(0, (await file.read(head, 0, sampleBytes, 0)).bytesRead);
    const marked = byMark(sample) ?? byZeroes(sample);
    if (marked !== null) return { encoding: marked };
    if (looksBinary(sample)) throw new Unreadable('file.not_a_table');
    const suspect = await firstNonUtf8(file);
    return suspect === null ? { encoding: 'utf-8' } : propose(suspect);
  } finally {
    await file.close();
  }
}

function byMark(bytes: Buffer): string | null {
  const hex = bytes.toString('hex', 0, 4);
  if (hex === 'fffe0000') return 'utf-32le';
  if (hex === '0000feff') return 'utf-32be';
  if (hex.startsWith('fffe')) return 'utf-16le';
  return hex.startsWith('feff') ? 'utf-16be' : null;
}

/** Latin text in UTF-16 and UTF-32 has its zeroes always at the same places. */
function byZeroes(bytes: Buffer): string | null {
  const zeroes = [0, 0, 0, 0];
  for (let i = 0; i < bytes.length; i++) if (bytes[i] === 0) zeroes[i & 3]! += 1;
  const quarter = Math.max(1, bytes.length / 4);
  const pattern = zeroes.map((count) => (count > quarter * 0.4 ? '0' : count < quarter * 0.02 ? 'x' : '?')).join('');
  return { x0x0: 'utf-16le', '0x0x': 'utf-16be', x000: 'utf-32le', '000x': 'utf-32be' }[pattern] ?? null;
}

function looksBinary(bytes: Buffer): boolean {
  let control = 0;
  for (const byte of bytes)
    if ((byte < 9 && byte > 0) || (byte > 13 && byte < 32 && byte !== 26 && byte !== 27)) control++;
  return control > 4 && control > bytes.length * 0.02;
}

async function firstNonUtf8(file: Awaited<ReturnType<typeof openFile>>): Promise<Buffer | null> {
  const buffer = Buffer.allocUnsafe(passBytes + 4);
  let position = 0;
  let carried = 0;
  for (;;) {
    const { bytesRead } = await file.read(buffer, carried, passBytes, position);
    const bytes = buffer.subarray(0, carried + bytesRead);
    if (bytesRead === 0) return carried === 0 ? null : Buffer.from(bytes);
    position += bytesRead;
    const open = unfinished(bytes);
    if (!isUtf8(bytes.subarray(0, bytes.length - open))) return Buffer.from(aroundHighByte(bytes));
    bytes.copy(buffer, 0, bytes.length - open);
    carried = open;
  }
}

function aroundHighByte(bytes: Buffer): Buffer {
  const at = bytes.findIndex((byte) => byte >= 0x80);
  const from = Math.max(0, at - 1_024);
  return bytes.subarray(from, from + sampleBytes);
}

function propose(suspect: Buffer): EncodingFinding {
  const matches = chardet.analyse(suspect);
  const best = matches.find(
    (match) => match.name !== 'UTF-8' && !match.name.startsWith('UTF-') && iconv.encodingExists(match.name),
  );
  const foreign = best !== undefined && !latin.has(best.name) && best.confidence >= 60 ? best.name.toLowerCase() : null;
  const encoding = foreign ?? 'windows-1252';
  const others = matches.map((match) => match.name.toLowerCase()).filter((name) => iconv.encodingExists(name));
  const options = [...new Set([encoding, 'windows-1252', 'utf-8', ...others])].slice(0, 6);
  return { encoding, question: { about: 'encoding', proposed: encoding, options } };
}
