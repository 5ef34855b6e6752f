const FREE = 0;
const SEGMENTS = 64;
const FIRST_PLACES = 512;
/** Full to four fifths at most, and never much emptier. */
const FULLEST = 0.8;
const GROWTH = 1.25;

/**
 * Remembers which people a file has shown before: open addressing over flat arrays, 16 bytes a place. A NIK is two numbers of
 * eight digits, which are compared as a whole: no repeat is a mistake. In segments that grow by themselves and at different
 * times: one table would stand there twice while it grows, which for five million people is 200 MB.
 */
export class RepeatTable {
  private readonly segments = Array.from(
    { length: SEGMENTS },
    (_, i) => new Segment(Math.ceil(FIRST_PLACES * GROWTH ** (i / SEGMENTS))),
  );

  /** Enters the NIK and answers null, or answers the first row that had it and whether its content was the same. */
  enter(nik: string, row: number, content: number): { row: number; same: boolean } | null {
    const a = eightDigits(nik, 0);
    const b = eightDigits(nik, 8);
    const hash = mixed(a, b);
    return (this.segments[hash & (SEGMENTS - 1)] as Segment).enter(a, b, hash >>> 6, row, content);
  }
}

class Segment {
  private size: number;
  private used = 0;
  private keys: Uint32Array;
  private rows: Int32Array;
  private contents: Uint32Array;

  constructor(size: number) {
    this.size = size;
    this.keys = new Uint32Array(size * 2);
    this.rows = new Int32Array(size);
    this.contents = new Uint32Array(size);
  }

  enter(a: number, b: number, hash: number, row: number, content: number): { row: number; same: boolean } | null {
    if (this.used > this.size * FULLEST) this.grow();
    const place = this.find(a, b, hash);
    const found = this.rows[place] ?? FREE;
    if (found !== FREE) return { row: found, same: this.contents[place] === content };
    this.put(place, a, b, row, content);
    this.used++;
    return null;
  }

  private find(a: number, b: number, hash: number): number {
    let place = hash % this.size;
    while (this.rows[place] !== FREE) {
      if (this.keys[place * 2] === a && this.keys[place * 2 + 1] === b) return place;
      if (++place === this.size) place = 0;
    }
    return place;
  }

  private put(place: number, a: number, b: number, row: number, content: number): void {
    this.keys[place * 2] = a;
    this.keys[place * 2 + 1] = b;
    this.rows[place] = row;
    this.contents[place] = content;
  }

  private grow(): void {
    const { keys, rows, contents, size } = this;
    this.size = Math.ceil(size * GROWTH);
    this.keys = new Uint32Array(this.size * 2);
    this.rows = new Int32Array(this.size);
    this.contents = new Uint32Array(this.size);
    for (let i = 0; i < size; i++) {
      const row = rows[i] ?? FREE;
      if (row === FREE) continue;
      const [a, b] = [keys[i * 2] ?? 0, keys[i * 2 + 1] ?? 0];
      this.put(this.find(a, b, mixed(a, b) >>> 6), a, b, row, contents[i] ?? 0);
    }
  }
}

/** 32 bits. Both halves of a NIK are far from evenly spread (areas, birth dates, small serials). */
function mixed(a: number, b: number): number {
  let hash = Math.imul(a ^ Math.imul(b, 0x9e3779b1), 0x85ebca6b);
  hash = Math.imul(hash ^ (hash >>> 15), 0xc2b2ae35);
  return (hash ^ (hash >>> 16)) >>> 0;
}

function eightDigits(nik: string, from: number): number {
  let number = 0;
  for (let i = from; i < from + 8; i++) number = number * 10 + (nik.charCodeAt(i) - 48);
  return number;
}

/** 32-bit FNV-1a: only compares two rows that already have the same key. */
export function contentHash(text: string): number {
  let hash = 0x811c9dc5;
  for (let i = 0; i < text.length; i++) {
    hash ^= text.charCodeAt(i);
    hash = Math.imul(hash, 0x01000193);
  }
  return hash >>> 0;
}
