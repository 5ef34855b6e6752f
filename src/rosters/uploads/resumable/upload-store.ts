import type { Readable } from 'node:stream';
import { DataStore, Upload } from '@tus/server';
import type { UnfinishedUpload } from '../../../imports/index.js';
import type { Storage } from '../../../platform/storage/index.js';
import { limits } from '../../../tabular/index.js';

/** What the library may do with the uploads of one actor, each call a unit of work of its own. */
export interface UploadDesk {
  get(id: string): Promise<UnfinishedUpload>;
  reached(id: string, received: number): Promise<void>;
  remove(id: string): Promise<void>;
}

/** The bytes of uploads for the tus library: rows in the database, pieces in the workspace's storage. */
export class UploadStore extends DataStore {
  override extensions = ['creation', 'creation-with-upload', 'termination', 'expiration'];

  constructor(
    private readonly desk: UploadDesk,
    private readonly storage: Storage,
  ) {
    super();
  }

  override async getUpload(id: string): Promise<Upload> {
    const upload = await this.desk.get(id);
    // The row says what is safe; a disk that was put back from a copy may hold less.
    const there = upload.importId ? upload.bytes : await this.storage.size(upload.storageKey);
    const offset = upload.importId ? upload.bytes : Math.min(upload.received, there);
    return new Upload({ id, size: upload.bytes, offset, creation_date: upload.touchedAt.toISOString() });
  }

  override async write(content: Readable, id: string, offset: number): Promise<number> {
    const { storageKey, importId } = await this.desk.get(id);
    // Its pieces are gone: an empty last piece only asks what became of it.
    if (importId) return offset;
    return this.storage.append(storageKey, offset, content, (received) => this.desk.reached(id, received));
  }

  override remove(id: string): Promise<void> {
    return this.desk.remove(id);
  }

  override getExpiration(): number {
    return limits.unfinishedHours * 3_600_000;
  }
}
