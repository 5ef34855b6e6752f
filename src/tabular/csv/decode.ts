import { isAscii, isUtf8 } from 'node:buffer';
import iconv from 'iconv-lite';
import { Unreadable } from '../unreadable.js';

export interface TextSource {
  /** Text of the bytes that are complete; a character cut off at the end comes with the next call. */
  push(bytes: Buffer): string;
  end(): string;
}

/** @throws Unreadable csv.encoding_unknown */
export function textSource(encoding: string): TextSource {
  const name = encoding.toLowerCase();
  if (name === 'utf-8' || name === 'utf8') return new StrictUtf8();
  if (!iconv.encodingExists(name)) throw new Unreadable('csv.encoding_unknown', { encoding: encoding.slice(0, 40) });
  const decoder = iconv.getDecoder(name);
  return { push: (bytes) => decoder.write(bytes), end: () => decoder.end() ?? '' };
}

/** TextDecoder with `stream: true` makes two-byte strings and is four times slower than this for ASCII. */
class StrictUtf8 implements TextSource {
  private carry: Buffer = Buffer.alloc(0);
  private first = true;

  push(bytes: Buffer): string {
    let all = this.carry.length === 0 ? bytes : Buffer.concat([this.carry, bytes]);
    if (this.first && all.length >= 3) {
      this.first = false;
      if (all[0] === 0xef && all[1] === 0xbb && all[2] === 0xbf) all = all.subarray(3);
    }
    const cut = all.length - unfinished(all);
    const whole = cut === all.length ? all : all.subarray(0, cut);
    // The buffer is read into again: what is carried over must be a copy.
    this.carry = cut === all.length ? Buffer.alloc(0) : Buffer.from(all.subarray(cut));
    if (isAscii(whole)) return whole.toString('latin1');
    if (!isUtf8(whole)) throw new Unreadable('csv.encoding', { encoding: 'utf-8' });
    return whole.toString('utf8');
  }

  end(): string {
    if (this.carry.length > 0) throw new Unreadable('csv.encoding', { encoding: 'utf-8' });
    return '';
  }
}

/** Bytes at the end that begin a UTF-8 character without finishing it. */
export function unfinished(bytes: Buffer): number {
  for (let back = 1; back <= 3 && back <= bytes.length; back++) {
    const byte = bytes[bytes.length - back] as number;
    if (byte < 0x80) return 0;
    if (byte >= 0xc0) {
      const length = byte >= 0xf0 ? 4 : byte >= 0xe0 ? 3 : 2;
      return length > back ? back : 0;
    }
  }
  return 0;
}
