import type { CopiedRows, CopyWriter, RowSealer } from '../../imports/index.js';
import { MARK, MARK_STEP, type RegistryKeys, type WorkspaceKeys } from '../../platform/crypto/index.js';
import { cutBound } from '../held/cut-row.js';
import { MARKED_FIELDS } from '../sealed-fields.js';
import { ROSTER_STAGE } from './roster-stage.js';
import { workerIds } from './worker-id.js';
import { wrongCellsBound } from './wrong-cells-bound.js';

const NIK = 16;
/** Behind worker, keyed index, tail and sealed value. */
const FIRST_MARK = 4;

/** Seals roster rows: keyed indexes for the NIK, one sealed value for all that nobody may search by. */
export class RosterSealer implements RowSealer {
  private readonly idOf: (nikIndex: Buffer) => Buffer;
  private readonly cellsBound: string;
  private readonly first: number;
  private niks = Buffer.alloc(NIK * 1024);
  private indexes: Buffer = Buffer.alloc(0);
  private matches: Buffer = Buffer.alloc(0);
  private marks: Buffer = Buffer.alloc(0);
  private at = 0;
  private markAt = 0;

  /** @param first number of the subject's first column in the stream */
  constructor(
    private readonly keys: WorkspaceKeys,
    private readonly registry: RegistryKeys,
    private readonly importId: string,
    millis: number,
    first: number,
  ) {
    this.idOf = workerIds(millis);
    this.cellsBound = `cells:${importId}`;
    this.first = first;
  }

  begin(rows: CopiedRows): void {
    if (this.niks.length < rows.count * NIK) this.niks = Buffer.alloc(rows.count * NIK * 2);
    let length = 0;
    for (let row = 0; row < rows.count; row++) {
      if (rows.isNone(row, this.first + 1)) continue;
      const nik = rows.value(row, this.first + 1);
      if (nik.length !== NIK) throw new RangeError('a NIK has sixteen digits');
      length += nik.copy(this.niks, length);
    }
    this.indexes = this.keys.nikIndexes(this.niks.subarray(0, length));
    this.matches = this.registry.matchIndexes(this.niks.subarray(0, length));
    this.at = 0;
    this.mark(rows);
  }

  private mark(rows: CopiedRows): void {
    const { marks } = this.keys;
    let at = 0;
    for (let row = 0; row < rows.count; row++) {
      if (rows.isNone(row, this.first + 1)) continue;
      const index = this.indexes.subarray(at, (at += NIK));
      for (let i = 0; i < MARKED_FIELDS.length; i++) {
        const field = this.first + FIRST_MARK + i;
        if (rows.isNone(row, field)) continue;
        const start = rows.start(row, field);
        marks.add(index, i, rows.buffer, start, start + rows.length(row, field));
      }
    }
    this.marks = marks.take();
    this.markAt = 0;
  }

  cells(plain: Buffer): Buffer {
    return this.keys.sealText(plain, this.cellsBound);
  }

  row(rows: CopiedRows, row: number, out: CopyWriter): void {
    const { first, keys } = this;
    const sealed = first + 3;
    const rest = first + FIRST_MARK + MARKED_FIELDS.length + 1;
    const end = first + ROSTER_STAGE.length;
    if (rows.isNone(row, sealed)) return out.encoded(rows.encoded(row, first, end));
    const known = !rows.isNone(row, first + 1);
    const index = this.indexes.subarray(this.at, this.at + NIK);
    if (known) {
      out.bytes(this.idOf(index));
      out.bytes(index);
      out.integer(keys.tailIndexAt(this.niks, this.at));
      out.bytes(keys.sealFieldText(rows.value(row, sealed), index));
    } else {
      for (let i = 0; i < 3; i++) out.none();
      out.bytes(keys.sealText(rows.value(row, sealed), cutBound(this.importId)));
    }
    for (let i = 0; i < MARKED_FIELDS.length; i++) {
      if (rows.isNone(row, first + FIRST_MARK + i)) out.none();
      else {
        out.bytes(this.marks.subarray(this.markAt, this.markAt + MARK));
        this.markAt += MARK_STEP;
      }
    }
    if (known) out.bytes(this.matches.subarray(this.at, this.at + NIK));
    else out.none();
    out.encoded(rows.encoded(row, rest, end));
    if (known) this.at += NIK;
  }

  summary(plain: string): Buffer {
    return this.keys.sealText(plain, wrongCellsBound(this.importId));
  }
}
