const FREE = 0;

/**
 * Remembers which keys a file has shown before: open addressing over flat arrays, 20 bytes a place, so that five
 * million people fit in memory. Keys are keyed hashes already; 96 of their bits decide (a false repeat among five
 * million has a chance of about 10^-16).
 */
export class RepeatTable {
  private size = 1 << 15;
  private used = 0;
  private keys = new Uint32Array(this.size * 3);
  private rows = new Int32Array(this.size);
  private contents = new Uint32Array(this.size);

  /** Enters the key and answers null, or answers the first row that had it and whether its content was the same. */
  enter(key: Buffer, row: number, content: number): { row: number; same: boolean } | null {
    if (this.used * 4 > this.size * 3) this.grow();
    const a = key.readUInt32LE(0);
    const b = key.readUInt32LE(4);
    const c = key.readUInt32LE(8);
    const place = this.find(a, b, c);
    const found = this.rows[place] ?? FREE;
    if (found !== FREE) return { row: found, same: this.contents[place] === content };
    this.put(place, a, b, c, row, content);
    this.used++;
    return null;
  }

  private find(a: number, b: number, c: number): number {
    const mask = this.size - 1;
    let place = a & mask;
    while (this.rows[place] !== FREE) {
      const at = place * 3;
      if (this.keys[at] === a && this.keys[at + 1] === b && this.keys[at + 2] === c) return place;
      place = (place + 1) & mask;
    }
    return place;
  }

  private put(place: number, a: number, b: number, c: number, row: number, content: number): void {
    this.keys[place * 3] = a;
    this.keys[place * 3 + 1] = b;
    this.keys[place * 3 + 2] = c;
    this.rows[place] = row;
    this.contents[place] = content;
  }

  private grow(): void {
    const { keys, rows, contents, size } = this;
    this.size = size * 2;
    this.keys = new Uint32Array(this.size * 3);
    this.rows = new Int32Array(this.size);
    this.contents = new Uint32Array(this.size);
    for (let i = 0; i < size; i++) {
      const row = rows[i] ?? FREE;
      if (row === FREE) continue;
      const [a, b, c] = [keys[i * 3] ?? 0, keys[i * 3 + 1] ?? 0, keys[i * 3 + 2] ?? 0];
      this.put(this.find(a, b, c), a, b, c, row, contents[i] ?? 0);
    }
  }
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
