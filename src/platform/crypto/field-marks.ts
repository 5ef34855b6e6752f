import { createCipheriv, type Cipheriv, type KeyObject } from 'node:crypto';

/** Bytes of a mark: what an int8 column holds. */
export const MARK = 8;
/** Bytes from one of many marks to the next. */
export const MARK_STEP = 16;

/**
 * Marks that tell whether a sealed field of a person changed, without telling what it is: a fingerprint of the text beside
 * half of the person's keyed index, under AES with a key of its own. Two people with the same phone have different marks.
 * The fingerprint only has to tell an old value from a new one, so it needs no cryptography: that comes after it, for
 * many fields in one call (docs/decisions/0025).
 */
export class FieldMarks {
  private readonly cipher: Cipheriv;
  private blocks = Buffer.alloc(MARK_STEP * 1024);
  private length = 0;

  constructor(key: KeyObject) {
    // No two blocks are alike, as person and field stand in each: there is no pattern that a mode would hide.
    this.cipher = createCipheriv('aes-256-ecb', key, null).setAutoPadding(false);
  }

  /** One more field to be marked. @param field number of the field @param from where the text begins in `bytes` */
  add(nikIndex: Buffer, field: number, bytes: Buffer, from = 0, until = bytes.length): void {
    if (this.length + MARK_STEP > this.blocks.length) this.blocks = Buffer.concat([this.blocks, this.blocks]);
    const { blocks, length } = this;
    writeFingerprint(bytes, from, until, blocks, length);
    nikIndex.copy(blocks, length + MARK, 0, MARK);
    blocks[length + MARK] = (blocks[length + MARK] ?? 0) ^ field;
    this.length += MARK_STEP;
  }

  /** The marks of all fields added since the last time, one each MARK_STEP bytes. */
  take(): Buffer {
    const marks = this.cipher.update(this.blocks.subarray(0, this.length));
    this.length = 0;
    return marks;
  }

  of(nikIndex: Buffer, field: number, text: string): Buffer {
    this.add(nikIndex, field, Buffer.from(text));
    return this.take().subarray(0, MARK);
  }
}

/** 64 bits in two lanes, each multiplying as it goes along the text: different texts agree by chance once in some 10^18. */
function writeFingerprint(bytes: Buffer, from: number, until: number, out: Buffer, at: number): void {
  let left = 0x811c9dc5 ^ (until - from);
  let right = 0x2c1b3c6d;
  for (let i = from; i < until; i++) {
    const byte = bytes[i] ?? 0;
    left = Math.imul(left ^ byte, 0x01000193);
    right = Math.imul(((right << 5) | (right >>> 27)) ^ byte, 0x297a2d39);
  }
  left = Math.imul(left ^ (left >>> 16), 0x7feb352d) ^ (right >>> 15);
  right = Math.imul(right ^ (right >>> 16), 0x45d9f3b) ^ (left >>> 13);
  out.writeInt32LE(left, at);
  out.writeInt32LE(right, at + 4);
}
