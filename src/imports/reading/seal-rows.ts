import { Transform, type TransformCallback } from 'node:stream';
import { limits } from '../../tabular/index.js';
import { COPY_HEADER, CopiedRows } from './copied-rows.js';
import { CopyWriter } from './copy-writer.js';
import type { RowSealer } from './row-sealer.js';
import { COMMON } from './stage-rows.js';

const CELLS = COMMON - 1;

/**
 * Between the caged reader and the database: the reader has no keys, so what it read passes through here and is sealed
 * before it is stored. Whole pieces of some hundred rows at a time.
 */
export class SealRows extends Transform {
  private readonly rows: CopiedRows;
  private readonly sealer: RowSealer;
  private readonly out = new CopyWriter();
  private rest: Buffer = Buffer.alloc(0);
  private begun = false;

  /** @param columns of the subject, after the common ones */
  constructor(sealer: RowSealer, columns: number) {
    super({ writableHighWaterMark: 1 << 18, readableHighWaterMark: 1 << 18 });
    this.sealer = sealer;
    this.rows = new CopiedRows(COMMON + columns);
  }

  override _transform(piece: Buffer, _encoding: BufferEncoding, done: TransformCallback): void {
    try {
      this.pass(this.rest.length > 0 ? Buffer.concat([this.rest, piece]) : piece);
      done(null, this.out.take());
    } catch (error) {
      done(error as Error);
    }
  }

  override _flush(done: TransformCallback): void {
    if (this.rows.isLast) done(null, this.out.end());
    else done(new Error('the reader ended in the middle of its rows'));
  }

  private pass(piece: Buffer): void {
    if (!this.begun && piece.length < COPY_HEADER) {
      this.rest = piece;
      return;
    }
    const body = this.begun ? piece : piece.subarray(COPY_HEADER);
    this.begun = true;
    const { rows, sealer, out } = this;
    rows.find(body);
    if (rows.count > 0) {
      sealer.begin(rows);
      for (let row = 0; row < rows.count; row++) {
        out.row(rows.fields);
        out.encoded(rows.encoded(row, 0, CELLS));
        if (rows.isNone(row, CELLS)) out.none();
        else out.bytes(sealer.cells(rows.value(row, CELLS)));
        sealer.row(rows, row, out);
      }
    }
    this.rest = body.subarray(rows.consumed);
    // The reader handles what strangers wrote; whatever becomes of it, it must not fill this process.
    if (this.rest.length > limits.stagedRowBytes) throw new Error('a row of the reader does not end');
  }
}
