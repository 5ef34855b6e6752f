import { randomUUID } from 'node:crypto';
import { createReadStream, createWriteStream } from 'node:fs';
import { mkdir, open, readdir, rename, rm, stat, statfs } from 'node:fs/promises';
import { dirname, join, resolve, sep } from 'node:path';
import type { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { AppError } from '../../kernel/index.js';
import { appendFile } from './append-file.js';

/** Kept free for the database and the logs beside the files: this share of the disk, but not more than these bytes. */
const RESERVE = { share: 0.05, bytes: 268_435_456 };
const FULL = /^(ENOSPC|EDQUOT|EFBIG)$/;

/** No room for a file. 507; nothing of it was kept. */
export class StorageFull extends AppError {
  constructor() {
    super('storage-full', 507);
  }
}

/** Files of workspaces. Keys start with the workspace id and hold nothing that a person typed. */
export interface Storage {
  /**
   * Writes the whole stream or nothing.
   * @param expected bytes that are announced, 0 when nobody knows
   * @throws StorageFull before anything was read when there is no room for them, and when room runs out on the way
   */
  put(key: string, content: Readable, expected?: number): Promise<void>;
  /** Writes on from `offset`, from 0 a new file, and answers its end; see `appendFile`. */
  append(key: string, offset: number, content: Readable, saved: (bytes: number) => Promise<void>): Promise<number>;
  /** Bytes of the file; 0 when there is none. */
  size(key: string): Promise<number>;
  get(key: string): Promise<Readable>;
  delete(key: string): Promise<void>;
  /** Every file, also half-written ones, that was last written this long ago. */
  olderThan(hours: number): AsyncIterable<{ workspaceId: string; key: string }>;
  /** A path on this machine's disk with the content: readers of untrusted files want one. */
  localPath(key: string): Promise<{ path: string; release(): Promise<void> }>;
}

/** A new key for a file of a workspace: random, so a name tells nothing. */
export function newStorageKey(workspaceId: string, purpose: 'imports' | 'exports' | 'uploads'): string {
  return `${workspaceId}/${purpose}/${randomUUID()}`;
}

export class FolderStorage implements Storage {
  constructor(private readonly root: string) {}

  async put(key: string, content: Readable, expected = 0): Promise<void> {
    const path = this.pathOf(key);
    const part = `${path}.part`;
    try {
      await mkdir(dirname(path), { recursive: true, mode: 0o700 });
      if ((await this.room()) < expected) throw new StorageFull();
      await pipeline(content, createWriteStream(part, { mode: 0o600, flush: true }));
      await rename(part, path);
      await syncFolder(dirname(path));
    } catch (error) {
      await rm(part, { force: true });
      throw orFull(error);
    }
  }

  async append(
    key: string,
    offset: number,
    content: Readable,
    saved: (bytes: number) => Promise<void>,
  ): Promise<number> {
    const path = this.pathOf(key);
    try {
      await mkdir(dirname(path), { recursive: true, mode: 0o700 });
      return await appendFile(path, offset, content, saved);
    } catch (error) {
      throw orFull(error);
    }
  }

  async size(key: string): Promise<number> {
    try {
      return (await stat(this.pathOf(key))).size;
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code === 'ENOENT') return 0;
      throw error;
    }
  }

  async get(key: string): Promise<Readable> {
    const path = this.pathOf(key);
    await stat(path);
    return createReadStream(path);
  }

  delete(key: string): Promise<void> {
    return rm(this.pathOf(key), { force: true });
  }

  async localPath(key: string): Promise<{ path: string; release(): Promise<void> }> {
    const path = this.pathOf(key);
    await stat(path);
    return { path, release: async () => {} };
  }

  async *olderThan(hours: number): AsyncIterable<{ workspaceId: string; key: string }> {
    const before = Date.now() - hours * 3_600_000;
    for (const workspaceId of await entries(this.root)) {
      for (const purpose of await entries(join(this.root, workspaceId))) {
        for (const name of await entries(join(this.root, workspaceId, purpose))) {
          const key = `${workspaceId}/${purpose}/${name}`;
          if ((await stat(this.pathOf(key))).mtimeMs < before) yield { workspaceId, key };
        }
      }
    }
  }

  /** Bytes that may still be written. */
  private async room(): Promise<number> {
    const { bavail, blocks, bsize } = await statfs(this.root);
    return bavail * bsize - Math.min(RESERVE.bytes, blocks * bsize * RESERVE.share);
  }

  private pathOf(key: string): string {
    const path = resolve(join(this.root, key));
    if (!path.startsWith(resolve(this.root) + sep)) throw new Error('storage key leaves the folder');
    return path;
  }
}

function orFull(error: unknown): unknown {
  return FULL.test((error as NodeJS.ErrnoException).code ?? '') ? new StorageFull() : error;
}

/** The name is safe only when its folder is: a power cut must not lose a file that was acknowledged. */
async function syncFolder(folder: string): Promise<void> {
  const handle = await open(folder, 'r');
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}

async function entries(folder: string): Promise<string[]> {
  try {
    return await readdir(folder);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return [];
    throw error;
  }
}
