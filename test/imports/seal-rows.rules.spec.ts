import { Readable } from 'node:stream';
import { buffer } from 'node:stream/consumers';
import { describe, expect, it } from 'vitest';
import { COPY_HEADER, CopiedRows } from '../../src/imports/reading/copied-rows.js';
import { CopyWriter } from '../../src/imports/reading/copy-writer.js';
import type { RowSealer } from '../../src/imports/reading/row-sealer.js';
import { SealRows } from '../../src/imports/reading/seal-rows.js';
import { COMMON } from '../../src/imports/reading/stage-rows.js';
import { limits } from '../../src/tabular/index.js';

const OWN = 2;
const FIELDS = COMMON + OWN;
const CELLS = COMMON - 1;

/** Turns cells round, and writes the subject's columns with the number of rows of their piece behind. */
class Turning implements RowSealer {
  readonly pieces: number[] = [];

  begin(rows: CopiedRows): void {
    this.pieces.push(rows.count);
  }

  cells(plain: Buffer): Buffer {
    return Buffer.from(plain).reverse();
  }

  row(rows: CopiedRows, row: number, out: CopyWriter): void {
    out.bytes(rows.value(row, COMMON));
    out.bytes(rows.isNone(row, COMMON + 1) ? null : rows.value(row, COMMON + 1));
  }
}

interface Line {
  cells: string | null;
  own: string;
  more?: string;
}

function write(out: CopyWriter, line: Line, number: number): void {
  out.row(FIELDS);
  out.integer(number);
  out.text(line.cells === null ? 'ok' : 'hold');
  out.none();
  out.texts(line.cells === null ? null : ['sex.missing', 'wage.range']);
  out.text(line.cells);
  out.text(line.own);
  out.text(line.more ?? null);
}

/** What the reader writes. */
function streamOf(lines: readonly Line[]): Buffer {
  const out = new CopyWriter();
  lines.forEach((line, index) => write(out, line, index + 1));
  return out.end();
}

function sealed(...pieces: Buffer[]): Promise<Buffer> {
  return buffer(Readable.from(pieces).compose(new SealRows(new Turning(), OWN)));
}

function read(stream: Buffer): CopiedRows {
  const rows = new CopiedRows(FIELDS);
  rows.find(stream.subarray(COPY_HEADER));
  return rows;
}

const LINES: Line[] = [
  { cells: null, own: 'satu', more: '' },
  { cells: '["é","","0"]', own: '' },
  { cells: '', own: 'tiga', more: 'lagi' },
];
const WHOLE = streamOf(LINES);

describe('rows of the reader', () => {
  it('are sealed one by one, and what needs no seal passes as it is', async () => {
    const before = read(WHOLE);
    const after = read(await sealed(WHOLE));
    expect([after.count, after.isLast]).toEqual([3, true]);
    for (let row = 0; row < after.count; row++) {
      expect(after.encoded(row, 0, CELLS)).toEqual(before.encoded(row, 0, CELLS));
      expect(after.encoded(row, COMMON, FIELDS)).toEqual(before.encoded(row, COMMON, FIELDS));
    }
    expect([0, 1, 2].map((row) => after.isNone(row, CELLS))).toEqual([true, false, false]);
    expect(after.value(1, CELLS)).toEqual(Buffer.from('["é","","0"]').reverse());
    // An empty value is a value.
    expect([after.isNone(0, COMMON + 1), after.isNone(1, COMMON + 1)]).toEqual([false, true]);
  });

  it('come out the same wherever the stream is cut in two', async () => {
    const whole = await sealed(WHOLE);
    for (let at = 0; at <= WHOLE.length; at++)
      expect([at, await sealed(WHOLE.subarray(0, at), WHOLE.subarray(at))]).toEqual([at, whole]);
  });

  it('come out the same byte by byte, with the header in pieces too', async () => {
    const bytes = Array.from(WHOLE, (byte) => Buffer.from([byte]));
    expect(await sealed(...bytes)).toEqual(await sealed(WHOLE));
  });

  it('are given to the sealer as many at a time as a piece holds', async () => {
    const sealer = new Turning();
    const many = streamOf(Array.from({ length: 5_000 }, (_, i) => ({ cells: null, own: `orang ${i}` })));
    const out = await buffer(Readable.from([many]).compose(new SealRows(sealer, OWN)));
    expect(sealer.pieces).toEqual([5_000]);
    const rows = read(out);
    expect([rows.count, String(rows.value(4_999, COMMON))]).toEqual([5_000, 'orang 4999']);
  });

  it('may be none', async () => {
    expect(await sealed(streamOf([]))).toEqual(streamOf([]));
  });

  it.each([-1, 1])('are refused with %i field more than the table has columns', async (more) => {
    const out = new CopyWriter();
    write(out, { cells: null, own: 'satu' }, 1);
    out.row(FIELDS + more);
    for (let field = 0; field < FIELDS + more; field++) out.none();
    await expect(sealed(out.end())).rejects.toThrow('wrong number of fields');
  });

  it('are refused when the stream ends before it says so', async () => {
    for (let length = 0; length < WHOLE.length; length++)
      await expect(sealed(WHOLE.subarray(0, length)), `${length} bytes`).rejects.toThrow('in the middle of its rows');
  });

  it('are refused when one does not end', async () => {
    const out = new CopyWriter();
    write(out, { cells: null, own: 'satu' }, 1);
    out.row(FIELDS);
    const begun = Buffer.concat([out.take(0) ?? Buffer.alloc(0), Buffer.from('7fffffff', 'hex')]);
    const more = Buffer.alloc(limits.stagedRowBytes / 4);
    let given = 0;
    function* endless() {
      yield begun;
      for (; given < 100; given++) yield more;
    }
    await expect(buffer(Readable.from(endless()).compose(new SealRows(new Turning(), OWN)))).rejects.toThrow(
      'does not end',
    );
    expect(given).toBeLessThan(10);
  });

  it('may be as large as a row of a sheet', async () => {
    const large = streamOf([
      { cells: 'x'.repeat(limits.rowXmlLength), own: 'satu' },
      { cells: null, own: 'dua' },
    ]);
    const half = large.length >> 1;
    const rows = read(await sealed(large.subarray(0, half), large.subarray(half)));
    expect([rows.count, rows.value(0, CELLS).length]).toEqual([2, limits.rowXmlLength]);
  });
});
