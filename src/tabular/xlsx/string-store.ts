import { limits } from '../limits.js';
import { megabytes } from '../sniff.js';
import { Unreadable } from '../unreadable.js';

const blockBytes = 4_194_304;
const recentSize = 65_536;

/**
 * Millions of strings outside the JavaScript heap: UTF-16 or Latin-1 bytes in blocks, eight bytes of index each.
 * 600,000 different names cost 20 MB instead of 60.
 */
export class StringStore {
  count = 0;
  private readonly blocks: Buffer[] = [];
  private block = Buffer.alloc(0);
  private used = 0;
  private bytes = 0;
  /** Block number * blockBytes + offset; length * 2 + (1 when two bytes per character). */
  private starts = new Float64Array(1_024);
  private lengths = new Uint32Array(1_024);
  /** Sexes, sectors and districts come again and again: slot = index modulo size. */
  private readonly recent: string[] = new Array<string>(recentSize).fill('');
  private readonly recentIndex = new Int32Array(recentSize).fill(-1);

  add(text: string): void {
    const wide = isWide(text);
    const size = wide ? text.length * 2 : text.length;
    if (this.used + size > this.block.length) this.grow(size);
    this.block.write(text, this.used, wide ? 'utf16le' : 'latin1');
    if (this.count === this.starts.length) this.widen();
    this.starts[this.count] = (this.blocks.length - 1) * blockBytes + this.used;
    this.lengths[this.count] = size * 2 + (wide ? 1 : 0);
    this.count++;
    this.used += size;
  }

  /** undefined: there is no such string. */
  get(index: number): string | undefined {
    const slot = index & (recentSize - 1);
    if (this.recentIndex[slot] === index) return this.recent[slot];
    if (!(index >= 0 && index < this.count)) return undefined;
    const start = this.starts[index] as number;
    const coded = this.lengths[index] as number;
    if (coded < 2) return '';
    const from = start % blockBytes;
    const block = this.blocks[Math.floor(start / blockBytes)] as Buffer;
    const text = block.toString(coded & 1 ? 'utf16le' : 'latin1', from, from + (coded >>> 1));
    this.recent[slot] = text;
    this.recentIndex[slot] = index;
    return text;
  }

  private grow(size: number): void {
    this.bytes += blockBytes;
    if (this.bytes > limits.sharedStringMemory || size > blockBytes) {
      throw new Unreadable('xlsx.too_much_text', { limit: megabytes(limits.sharedStringMemory) });
    }
    this.block = Buffer.allocUnsafeSlow(blockBytes);
    this.blocks.push(this.block);
    this.used = 0;
  }

  private widen(): void {
    const starts = new Float64Array(this.starts.length * 2);
    const lengths = new Uint32Array(this.lengths.length * 2);
    starts.set(this.starts);
    lengths.set(this.lengths);
    this.starts = starts;
    this.lengths = lengths;
  }
}

function isWide(text: string): boolean {
  for (let i = 0; i < text.length; i++) if (text.charCodeAt(i) > 255) return true;
  return false;
}
