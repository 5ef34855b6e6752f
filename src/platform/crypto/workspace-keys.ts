import { createHmac, hash, type KeyObject } from 'node:crypto';
import { derive, open, seal } from './envelope.js';
import { FieldMarks } from './field-marks.js';
import { NikIndex } from './nik-index.js';

/** What is sealed together for one worker: NIK, phone, e-mail, address, mother's name; null where unknown. */
export interface SealedFields {
  nik: string;
  phone: string | null;
  email: string | null;
  address: string | null;
  motherName: string | null;
}

/** How these fields are written before they are sealed. */
export function textOfFields(fields: SealedFields): string {
  return JSON.stringify([fields.nik, fields.phone, fields.email, fields.address, fields.motherName]);
}

/** Keyed operations of one workspace. Two workspaces give different values for the same person. */
export class WorkspaceKeys {
  readonly marks: FieldMarks;
  private readonly index: NikIndex;
  private readonly tailKey: KeyObject;
  private readonly sealKey: KeyObject;
  private readonly contentKey: Buffer;
  /** By the four digits as a number. */
  private readonly tails: number[] = [];

  constructor(dataKey: Buffer) {
    this.index = new NikIndex(derive(dataKey, 'nik-index'));
    this.marks = new FieldMarks(derive(dataKey, 'field-marks'));
    this.tailKey = derive(dataKey, 'nik-tail');
    this.sealKey = derive(dataKey, 'seal');
    this.contentKey = derive(dataKey, 'content').export();
  }

  /** 16 bytes: equal for equal NIKs of this workspace, and for no others. */
  nikIndex(nik: string): Buffer {
    return this.index.of(nik);
  }

  /** Of NIKs that stand one behind the other, sixteen bytes each. */
  nikIndexes(niks: Buffer): Buffer {
    return this.index.ofMany(niks);
  }

  /** Signed 32-bit look-up value of the last four digits of a NIK. */
  tailIndex(lastFour: string): number {
    return this.tailOf(Number(lastFour));
  }

  /** The same of a NIK whose sixteen digits stand in `niks` from `at` on: asked for every row of a file. */
  tailIndexAt(niks: Buffer, at: number): number {
    let tail = 0;
    for (let i = at + 12; i < at + 16; i++) tail = tail * 10 + ((niks[i] ?? 0) - 48);
    return this.tailOf(tail);
  }

  private tailOf(tail: number): number {
    const known = this.tails[tail];
    if (known !== undefined) return known;
    const digits = String(tail).padStart(4, '0');
    const index = createHmac('sha256', this.tailKey).update(digits, 'latin1').digest().readInt32BE(0);
    this.tails[tail] = index;
    return index;
  }

  /**
   * 8 bytes that are equal for equal texts of this workspace, without telling the text: SHA-256 behind a secret prefix,
   * cut short, so that nothing can be appended to it.
   */
  contentMark(text: string): Buffer {
    return hash('sha256', Buffer.concat([this.contentKey, Buffer.from(text)]), 'buffer').subarray(0, 8);
  }

  sealFields(fields: SealedFields, nikIndex: Buffer): Buffer {
    return this.sealFieldText(textOfFields(fields), nikIndex);
  }

  /** @param text of `textOfFields` */
  sealFieldText(text: string | Buffer, nikIndex: Buffer): Buffer {
    return seal(this.sealKey, text, nikIndex);
  }

  openFields(sealed: Buffer, nikIndex: Buffer): SealedFields {
    const [nik, phone, email, address, motherName] = JSON.parse(
      open(this.sealKey, sealed, nikIndex).toString('utf8'),
    ) as [string, ...(string | null)[]];
    return {
      nik,
      phone: phone ?? null,
      email: email ?? null,
      address: address ?? null,
      motherName: motherName ?? null,
    };
  }

  /** Any small value that belongs to one thing of the workspace, e.g. the cells of a held row. */
  sealText(text: string | Buffer, bound: string): Buffer {
    return seal(this.sealKey, text, Buffer.from(bound));
  }

  openText(sealed: Buffer, bound: string): string {
    return open(this.sealKey, sealed, Buffer.from(bound)).toString('utf8');
  }
}

/** Keyed operations of the agency's registry: another key than every workspace's. */
export class RegistryKeys {
  private readonly index: NikIndex;
  private readonly sealKey: KeyObject;

  constructor(dataKey: Buffer) {
    this.index = new NikIndex(derive(dataKey, 'registry-match'));
    this.sealKey = derive(dataKey, 'registry-seal');
  }

  /** 16 bytes: the same NIK of any workspace gives the same value; only the matcher role may read where it is stored. */
  matchIndex(nik: string): Buffer {
    return this.index.of(nik);
  }

  matchIndexes(niks: Buffer): Buffer {
    return this.index.ofMany(niks);
  }

  sealText(text: string | Buffer, bound: Buffer): Buffer {
    return seal(this.sealKey, text, bound);
  }

  openText(sealed: Buffer, bound: Buffer): string {
    return open(this.sealKey, sealed, bound).toString('utf8');
  }
}
