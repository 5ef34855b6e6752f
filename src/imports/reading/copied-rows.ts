/** Before the first row: signature, flags, length of the header's extension. */
export const COPY_HEADER = 19;
const END = -1;

/** Whole rows of a piece of a binary COPY stream, found where they lie: nothing is copied and no value is made of them. */
export class CopiedRows {
  buffer: Buffer = Buffer.alloc(0);
  count = 0;
  /** Bytes of the piece up to the end of its last whole row. */
  consumed = 0;
  /** The stream said that no row follows. */
  isLast = false;
  readonly fields: number;
  private places = new Int32Array(1 << 14);

  constructor(fields: number) {
    this.fields = fields;
  }

  /** @throws Error when a row has another number of fields than the table has columns */
  find(buffer: Buffer): void {
    this.buffer = buffer;
    this.count = 0;
    let at = 0;
    for (;;) {
      this.consumed = at;
      if (at + 2 > buffer.length) return;
      const fields = buffer.readInt16BE(at);
      if (fields === END) {
        this.isLast = true;
        return;
      }
      if (fields !== this.fields) throw new Error('a row of the reader has the wrong number of fields');
      const end = this.row(at + 2);
      if (end < 0) return;
      at = end;
      this.count++;
    }
  }

  /** Where the field's value begins; its four bytes of length stand before it. */
  start(row: number, field: number): number {
    return this.places[row * this.fields + field] ?? 0;
  }

  isNone(row: number, field: number): boolean {
    return this.buffer.readInt32BE(this.start(row, field) - 4) < 0;
  }

  /** Bytes of the field's value. */
  length(row: number, field: number): number {
    return Math.max(this.buffer.readInt32BE(this.start(row, field) - 4), 0);
  }

  value(row: number, field: number): Buffer {
    const start = this.start(row, field);
    return this.buffer.subarray(start, start + this.length(row, field));
  }

  /** The fields from `first` up to and without `until`, as they stand in the stream. */
  encoded(row: number, first: number, until: number): Buffer {
    const start = this.start(row, first) - 4;
    return this.buffer.subarray(start, this.start(row, until - 1) + this.length(row, until - 1));
  }

  /** Notes the places of one row's fields. @returns where it ends, or -1 when the piece ends before */
  private row(from: number): number {
    const { buffer, fields } = this;
    const base = this.count * fields;
    if (base + fields > this.places.length) this.grow();
    let at = from;
    for (let field = 0; field < fields; field++) {
      if (at + 4 > buffer.length) return -1;
      const length = buffer.readInt32BE(at);
      at += 4;
      this.places[base + field] = at;
      if (length > 0) at += length;
      if (at > buffer.length) return -1;
    }
    return at;
  }

  private grow(): void {
    const larger = new Int32Array(this.places.length * 2);
    larger.set(this.places);
    this.places = larger;
  }
}
