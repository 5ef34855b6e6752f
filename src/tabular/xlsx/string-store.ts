import { limits } from '../limits.js';
import { megabytes } from '../sniff.js';
import { Unreadable } from '../unreadable.js';

const blockBits = 22;
const blockBytes = 1 << blockBits;
const pageSize = 65_536;
const recentSize = 65_536;

/**
 * Millions of strings outside the JavaScript heap. Each lies in a block as its coded length (bytes * 2, odd when two
 * bytes per character; as many 7-bit groups as needed) and its Latin-1 or UTF-16 bytes; four bytes of index say where.
 * Five million names and addresses cost 110 MB instead of 400.
 */
export class StringStore {
  count = 0;
  private readonly blocks: Buffer[] = [];
  private block = Buffer.alloc(0);
  private used = 0;
  /** Block number and offset in one number, in pages so that growing copies nothing. */
  private readonly starts: Uint32Array[] = [];
  /** Sexes, sectors and districts come again and again: slot = index modulo size. */
  private readonly recent: string[] = new Array<string>(recentSize).fill('');
  private readonly recentIndex = new Int32Array(recentSize).fill(-1);

  add(text: string): void {
    const wide = isWide(text);
    const size = wide ? text.length * 2 : text.length;
    if (this.used + size + 5 > this.block.length) this.grow(size);
    const slot = this.count & (pageSize - 1);
    if (slot === 0) this.starts.push(new Uint32Array(pageSize));
    (this.starts.at(-1) as Uint32Array)[slot] = ((this.blocks.length - 1) << blockBits) + this.used;
    this.count++;
    let coded = size * 2 + (wide ? 1 : 0);
    for (; coded > 127; coded >>>= 7) this.block[this.used++] = (coded & 127) | 128;
    this.block[this.used++] = coded;
    this.block.write(text, this.used, wide ? 'utf16le' : 'latin1');
    this.used += size;
  }

  /** undefined: there is no such string. */
  get(index: number): string | undefined {
    const slot = index & (recentSize - 1);
    if (this.recentIndex[slot] === index) return this.recent[slot];
    if (!(index >= 0 && index < this.count)) return undefined;
    const start = this.starts[Math.floor(index / pageSize)]?.[index & (pageSize - 1)] as number;
    const block = this.blocks[start >>> blockBits] as Buffer;
    let from = start & (blockBytes - 1);
    let coded = 0;
    for (let shift = 0; ; shift += 7) {
      const byte = block[from++] as number;
      coded |= (byte & 127) << shift;
      if (byte < 128) break;
    }
    const text = block.toString(coded & 1 ? 'utf16le' : 'latin1', from, from + (coded >>> 1));
    this.recent[slot] = text;
    this.recentIndex[slot] = index;
    return text;
  }

  private grow(size: number): void {
    if ((this.blocks.length + 1) * blockBytes > limits.sharedStringMemory || size + 5 > blockBytes) {
      throw new Unreadable('xlsx.too_much_text', { limit: megabytes(limits.sharedStringMemory) });
    }
    this.block = Buffer.allocUnsafeSlow(blockBytes);
    this.blocks.push(this.block);
    this.used = 0;
  }
}

function isWide(text: string): boolean {
  for (let i = 0; i < text.length; i++) if (text.charCodeAt(i) > 255) return true;
  return false;
}
