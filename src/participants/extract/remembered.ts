import { CellKind } from '../../tabular/index.js';

const MOST_REMEMBERED = 40_000;
const LONGEST_REMEMBERED = 60;

/** Remembers what a reader made of a text: dates, months and segments repeat all over a file. Forgets all when full. */
export class Remembered<T> {
  private readonly known = new Map<string, T>();

  constructor(private readonly read: (text: string, kind: number) => T) {}

  of(text: string, kind: number): T {
    if (text.length > LONGEST_REMEMBERED) return this.read(text, kind);
    const key = kind === CellKind.text ? text : `${kind}\u001f${text}`;
    let reading = this.known.get(key);
    if (reading === undefined) {
      reading = this.read(text, kind);
      if (this.known.size >= MOST_REMEMBERED) this.known.clear();
      // The cell is a slice that would keep its whole piece of the file alive.
      this.known.set(Buffer.from(key).toString(), reading);
    }
    return reading;
  }
}
