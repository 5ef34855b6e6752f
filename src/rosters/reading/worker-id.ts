/**
 * An id in the form of UUID version 7 whose random part is taken from the keyed index of the NIK: among the people of one
 * file the order of ids is the order of indexes, so a sorted insert fills both unique indexes from left to right.
 * @param millis time of the import, 48 bits
 */
export function workerIds(millis: number): (nikIndex: Buffer) => Buffer {
  return (nikIndex) => {
    const id = Buffer.allocUnsafe(16);
    id.writeUIntBE(millis, 0, 6);
    // 12 bits after the version, 62 after the variant: 74 bits of the index in their order.
    const a = nikIndex.readUInt16BE(0);
    id[6] = 0x70 | (a >>> 12);
    id[7] = (a >>> 4) & 0xff;
    const high = (((a & 0xf) << 26) | (nikIndex.readUInt32BE(2) >>> 6)) >>> 0;
    id.writeUInt32BE((0x80000000 | high) >>> 0, 8);
    id.writeUInt32BE((((nikIndex[5] ?? 0) << 26) | (nikIndex.readUInt32BE(6) >>> 6)) >>> 0, 12);
    return id;
  };
}
