const SIGNATURE = Buffer.from('PGCOPY\n\xff\r\n\0', 'latin1');
const DAY = 86_400_000;
const EPOCH_2000 = Date.UTC(2000, 0, 1) / DAY;

/** Writes rows in PostgreSQL's binary COPY format into one growing buffer that is handed out in large pieces. */
export class CopyWriter {
  private buffer = Buffer.allocUnsafe(1 << 18);
  private length = 0;

  constructor() {
    this.length = SIGNATURE.copy(this.buffer);
    this.buffer.fill(0, this.length, (this.length += 8));
  }

  row(fields: number): void {
    this.room(2);
    this.length = this.buffer.writeInt16BE(fields, this.length);
  }

  none(): void {
    this.room(4);
    this.length = this.buffer.writeInt32BE(-1, this.length);
  }

  integer(value: number): void {
    this.room(8);
    this.length = this.buffer.writeInt32BE(4, this.length);
    this.length = this.buffer.writeInt32BE(value, this.length);
  }

  smallint(value: number): void {
    this.room(6);
    this.length = this.buffer.writeInt32BE(2, this.length);
    this.length = this.buffer.writeInt16BE(value, this.length);
  }

  bigint(value: number): void {
    this.room(12);
    this.length = this.buffer.writeInt32BE(8, this.length);
    this.length = this.buffer.writeBigInt64BE(BigInt(value), this.length);
  }

  text(value: string | null): void {
    if (value === null) return this.none();
    this.room(4 + value.length * 3);
    const bytes = this.buffer.write(value, this.length + 4, 'utf8');
    this.buffer.writeInt32BE(bytes, this.length);
    this.length += 4 + bytes;
  }

  /** Also for uuids: their 16 bytes. */
  bytes(value: Buffer | null): void {
    if (value === null) return this.none();
    this.room(4 + value.length);
    this.length = this.buffer.writeInt32BE(value.length, this.length);
    value.copy(this.buffer, this.length);
    this.length += value.length;
  }

  /** Fields that stand encoded in another stream. */
  encoded(fields: Buffer): void {
    this.room(fields.length);
    fields.copy(this.buffer, this.length);
    this.length += fields.length;
  }

  /** YYYY-MM-DD. */
  date(value: string | null): void {
    if (value === null) return this.none();
    this.integer(Date.UTC(digits(value, 0, 4), digits(value, 5, 7) - 1, digits(value, 8, 10)) / DAY - EPOCH_2000);
  }

  /** -infinity as a date. */
  dateNever(): void {
    this.integer(-2147483648);
  }

  texts(values: readonly string[] | null): void {
    if (values === null || values.length === 0) return this.none();
    const start = this.length;
    this.room(24);
    this.length += 4;
    for (const header of [1, 0, 25, values.length, 1]) this.length = this.buffer.writeInt32BE(header, this.length);
    for (const value of values) this.text(value);
    this.buffer.writeInt32BE(this.length - start - 4, start);
  }

  /** What was written so far, once it is worth sending; null before. The caller owns the buffer. */
  take(atLeast = 1 << 16): Buffer | null {
    if (this.length < atLeast) return null;
    const out = this.buffer.subarray(0, this.length);
    this.buffer = Buffer.allocUnsafe(1 << 18);
    this.length = 0;
    return out;
  }

  /** The rest with the end mark. */
  end(): Buffer {
    this.room(2);
    this.length = this.buffer.writeInt16BE(-1, this.length);
    return this.take(0) ?? Buffer.alloc(0);
  }

  private room(bytes: number): void {
    if (this.length + bytes <= this.buffer.length) return;
    const larger = Buffer.allocUnsafe(Math.max(this.buffer.length * 2, this.length + bytes));
    this.buffer.copy(larger, 0, 0, this.length);
    this.buffer = larger;
  }
}

/** The number that stands there: cheaper than parsing the date, and than looking it up. */
function digits(text: string, from: number, until: number): number {
  let number = 0;
  for (let i = from; i < until; i++) number = number * 10 + text.charCodeAt(i) - 48;
  return number;
}
