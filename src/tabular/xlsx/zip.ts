import { PassThrough, type Duplex, type Readable } from 'node:stream';
import { createInflateRaw, crc32 } from 'node:zlib';
import yauzl, { type Entry, type ZipFile, type ZipFileOptions } from 'yauzl';
import { limits } from '../limits.js';
import { Unreadable } from '../unreadable.js';
import { zipFault } from './zip-faults.js';

const inflatedChunk = 131_072;

export interface PartControl {
  /** Asked per chunk with the packed bytes used so far; false stops, a promise is awaited. */
  chunk(bytes: Buffer, packed: number): boolean | Promise<boolean>;
}

/** A zip whose table of contents has been checked. Part names are compared without case, as the package format asks. */
export class ZipArchive {
  private readonly zip: ZipFile;
  private readonly parts: Map<string, Entry>;

  private constructor(zip: ZipFile, parts: Map<string, Entry>) {
    this.zip = zip;
    this.parts = parts;
  }

  /** @throws Unreadable file.truncated, file.damaged, file.encrypted, file.zip_*, file.bomb */
  static async open(path: string): Promise<ZipArchive> {
    try {
      const zip = await yauzlOpen(path);
      try {
        return new ZipArchive(zip, await contents(zip));
      } catch (error) {
        zip.close();
        throw error;
      }
    } catch (error) {
      throw zipFault(error);
    }
  }

  names(): string[] {
    return [...this.parts.values()].map((entry) => entry.fileName);
  }

  has(name: string): boolean {
    return this.parts.has(partKey(name));
  }

  size(name: string): { packed: number; unpacked: number } {
    const entry = this.entry(name);
    return { packed: entry.compressedSize, unpacked: entry.uncompressedSize };
  }

  /** A part that is small by nature, whole. @throws Unreadable file.bomb */
  async whole(name: string, cap: number = limits.xmlPartBytes): Promise<Buffer> {
    if (this.size(name).unpacked > cap) throw new Unreadable('file.bomb');
    const chunks: Buffer[] = [];
    await this.read(name, { chunk: (bytes) => chunks.push(Buffer.from(bytes)) > 0 });
    return Buffer.concat(chunks);
  }

  /** Inflates on zlib's own thread while the caller works on the chunk before. */
  async read(name: string, control: PartControl): Promise<void> {
    const entry = this.entry(name);
    let stream: Readable | null = null;
    let output: Duplex | null = null;
    let callerFailed = false;
    try {
      stream = await this.open(entry);
      if (entry.compressionMethod !== 8 && entry.compressionMethod !== 0) throw new Unreadable('file.damaged');
      // yauzl's own streams don't end a for-await loop, so stored parts pass through as well.
      const inflate = entry.compressionMethod === 8 ? createInflateRaw({ chunkSize: inflatedChunk }) : null;
      const target = inflate ?? new PassThrough();
      output = target;
      stream.on('error', (error) => target.destroy(error));
      stream.pipe(target);
      let unpacked = 0;
      let sum = 0;
      for await (const chunk of target as AsyncIterable<Buffer>) {
        unpacked += chunk.length;
        const packed = inflate ? inflate.bytesWritten : unpacked;
        if (unpacked > entry.uncompressedSize)
          throw new Unreadable(unpacked > 1_048_576 ? 'file.bomb' : 'file.damaged');
        if (isBomb(unpacked, packed)) throw new Unreadable('file.bomb');
        sum = crc32(chunk, sum);
        callerFailed = true;
        const more = control.chunk(chunk, packed);
        if (!(typeof more === 'boolean' ? more : await more)) return;
        callerFailed = false;
      }
      if (unpacked !== entry.uncompressedSize || sum !== entry.crc32 >>> 0) throw new Unreadable('file.damaged');
    } catch (error) {
      // What the caller's own code throws is not a fault of the zip.
      throw callerFailed ? error : zipFault(error);
    } finally {
      stream?.destroy();
      output?.destroy();
    }
  }

  close(): void {
    this.zip.close();
  }

  private entry(name: string): Entry {
    const entry = this.parts.get(partKey(name));
    if (entry === undefined) throw new Unreadable('file.damaged');
    return entry;
  }

  private open(entry: Entry): Promise<Readable> {
    return new Promise((resolve, reject) => {
      const done = (error: Error | null, stream: Readable) => (error ? reject(error) : resolve(stream));
      // The types want offsets as well, which yauzl does not.
      const packed = { decompress: false } as unknown as ZipFileOptions;
      if (entry.compressionMethod === 8) this.zip.openReadStream(entry, packed, done);
      else this.zip.openReadStream(entry, done);
    });
  }
}

function partKey(name: string): string {
  return name.replace(/^\/+/, '').toLowerCase();
}

function isBomb(unpacked: number, packed: number): boolean {
  if (unpacked > limits.unpackedBytes) return true;
  return unpacked > limits.ratioFromBytes && unpacked / Math.max(1, packed) > limits.ratio;
}

function yauzlOpen(path: string): Promise<ZipFile> {
  return new Promise((resolve, reject) => {
    yauzl.open(path, { lazyEntries: true, autoClose: false }, (error, zip) => (error ? reject(error) : resolve(zip)));
  });
}

function contents(zip: ZipFile): Promise<Map<string, Entry>> {
  return new Promise((resolve, reject) => {
    const parts = new Map<string, Entry>();
    let total = 0;
    if (zip.entryCount > limits.zipEntries) reject(new Unreadable('file.zip_entries', { limit: limits.zipEntries }));
    zip.on('error', reject);
    zip.on('end', () => resolve(parts));
    zip.on('entry', (entry: Entry) => {
      try {
        total += entry.uncompressedSize;
        admit(entry, parts, total);
        zip.readEntry();
      } catch (error) {
        reject(error);
      }
    });
    zip.readEntry();
  });
}

function admit(entry: Entry, parts: Map<string, Entry>, total: number): void {
  const key = partKey(entry.fileName);
  if (parts.has(key)) throw new Unreadable('file.zip_duplicate');
  if (entry.isEncrypted()) throw new Unreadable('file.encrypted');
  if (total > limits.unpackedBytes || isBomb(entry.uncompressedSize, entry.compressedSize)) {
    throw new Unreadable('file.bomb');
  }
  parts.set(key, entry);
}
