const FREE = 0;

/**
 * Remembers which people a file has shown before: open addressing over flat arrays, 16 bytes a place, so that five
 * million fit in memory. A NIK is two numbers of eight digits, which are compared as a whole: no repeat is a mistake.
 */
export class RepeatTable {
  private size = 1 << 15;
  private used = 0;
  private keys = new Uint32Array(this.size * 2);
  private rows = new Int32Array(this.size);
  private contents = new Uint32Array(this.size);

  /** Enters the NIK and answers null, or answers the first row that had it and whether its content was the same. */
  enter(nik: string, row: number, content: number): { row: number; same: boolean } | null {
    if (this.used * 4 > this.size * 3) this.grow();
    const a = eightDigits(nik, 0);
    const b = eightDigits(nik, 8);
    const place = this.find(a, b);
    const found = this.rows[place] ?? FREE;
    if (found !== FREE) return { row: found, same: this.contents[place] === content };
    this.put(place, a, b, row, content);
    this.used++;
    return null;
  }

  private find(a: number, b: number): number {
    const mask = this.size - 1;
    // Both halves are far from evenly spread (areas, birth dates, small serials): mixed before they choose a place.
    let hash = Math.imul(a ^ Math.imul(b, 0x9e3779b1), 0x85ebca6b);
    hash ^= hash >>> 15;
    let place = Math.imul(hash, 0xc2b2ae35) & mask;
    place = (place ^ (hash >>> 16)) & mask;
    while (this.rows[place] !== FREE) {
      if (this.keys[place * 2] === a && this.keys[place * 2 + 1] === b) return place;
      place = (place + 1) & mask;
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
    this.size = size * 2;
    this.keys = new Uint32Array(this.size * 2);
    this.rows = new Int32Array(this.size);
    this.contents = new Uint32Array(this.size);
    for (let i = 0; i < size; i++) {
      const row = rows[i] ?? FREE;
      if (row === FREE) continue;
      const [a, b] = [keys[i * 2] ?? 0, keys[i * 2 + 1] ?? 0];
      this.put(this.find(a, b), a, b, row, contents[i] ?? 0);
    }
  }
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
