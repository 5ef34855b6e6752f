import { createHash } from 'node:crypto';
import { pipeline, Transform, type Readable } from 'node:stream';
import { Inject, Injectable } from '@nestjs/common';
import { Audit } from '../audit/index.js';
import { Refused, type Actor } from '../kernel/index.js';
import { currentWork, OutcomeUnknown, UnitOfWork } from '../platform/db/index.js';
import { failpoint } from '../platform/failpoint.js';
import { Queue } from '../platform/jobs/index.js';
import { STORAGE } from '../platform/tokens.js';
import { newStorageKey, type Storage } from '../platform/storage/index.js';
import { limits } from '../tabular/index.js';
import { mustHaveRoom } from './crowd/room.js';
import { safeFileName } from './file-name.rules.js';
import type { GivenChoice } from './given-choice.rules.js';
import type { GivenMapping } from './given-mapping.rules.js';
import type { Import, ImportChannel, ImportKind, ImportMode } from './import.entity.js';
import { ImportsRepository } from './imports.repository.js';

export interface Upload {
  kind: ImportKind;
  mode: ImportMode;
  channel: ImportChannel;
  fileName: string;
  content: Readable;
  /** A mapping given with the upload; otherwise it is remembered or proposed. */
  mapping?: GivenMapping;
  /** How it is to be read; what is not said is found out. */
  choice?: GivenChoice;
  /** Apply right after the check when nothing has to be asked (command line). */
  autoConfirm?: boolean;
  correctsImportId?: string;
}

/** A file that is stored but not entered yet. */
export interface StoredFile {
  key: string;
  bytes: number;
  sha256: Buffer;
}

export interface Received {
  file: Import;
  /** true: these bytes were here already, and `file` is the first import of them. */
  seenBefore: boolean;
}

/** Takes a file in: stored whole or not at all, hashed on the way, and entered with its job in one transaction. */
@Injectable()
export class ReceiveImport {
  constructor(
    private readonly units: UnitOfWork,
    private readonly imports: ImportsRepository,
    private readonly queue: Queue,
    private readonly audit: Audit,
    @Inject(STORAGE) private readonly storage: Storage,
  ) {}

  /** @throws as `store` and `enter`. Must be called outside a unit of work: uploads are slow. */
  async receive(actor: Actor, upload: Upload): Promise<Received> {
    const stored = await this.store(actor, upload.content);
    const scope = { role: 'app', workspaceId: actor.workspaceId, userId: actor.userId, actor } as const;
    const enter = () => this.units.run(scope, () => this.enter(actor, upload, stored));
    return this.keepOrForget(stored, enter, ({ seenBefore }) => !seenBefore);
  }

  /**
   * Writes the bytes away, outside any unit of work.
   * @param expected bytes that the sender announces, 0 when it does not
   * @throws Refused 413 `file.too_large`, 422 `file.empty`, StorageFull
   */
  async store(actor: Actor, content: Readable, expected = 0): Promise<StoredFile> {
    if (!actor.workspaceId) throw new Refused('imports.no-workspace');
    const key = newStorageKey(actor.workspaceId, 'imports');
    const meter = new Meter();
    // A sender who goes away ends the meter with an error, and with it the half-written file.
    pipeline(content, meter, () => undefined);
    await this.storage.put(key, meter, expected);
    if (meter.bytes === 0) {
      await this.storage.delete(key);
      throw Refused.invalid('file.empty');
    }
    failpoint('file-stored');
    return { key, bytes: meter.bytes, sha256: meter.digest() };
  }

  /** Runs what enters the file; unless it says that an import holds the bytes now, they are deleted again. */
  async keepOrForget<T>(stored: StoredFile, work: () => Promise<T>, isKept: (result: T) => boolean): Promise<T> {
    let result: T;
    try {
      result = await work();
    } catch (error) {
      // The import may be there: then it needs its file, and otherwise the sweeper finds that no row knows it.
      if (!(error instanceof OutcomeUnknown)) await this.forget(stored);
      throw error;
    }
    failpoint('import-entered');
    if (!isKept(result)) await this.forget(stored);
    return result;
  }

  forget(stored: StoredFile): Promise<void> {
    return this.storage.delete(stored.key);
  }

  /** Makes the import of a stored file, in the caller's unit of work. */
  async enter(actor: Actor, upload: Omit<Upload, 'content'>, stored: StoredFile): Promise<Received> {
    const { key, bytes, sha256 } = stored;
    const earlier = await this.imports.sameFile(upload.kind, sha256);
    if (earlier) return { file: earlier, seenBefore: true };
    await mustHaveRoom();
    const rows = await currentWork().query<{ id: string }>(
      `insert into app.imports (workspace_id, kind, mode, channel, file_name, file_size, file_sha256, storage_key, uploaded_by,
         uploaded_label, auto_confirm, corrects_import_id, mapping, mapping_source, choice)
       values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13::jsonb, $14, $15::jsonb)
       on conflict (workspace_id, kind, file_sha256) where state not in ('failed', 'discarded', 'reversed') do nothing returning id`,
      [
        ...[
          actor.workspaceId,
          upload.kind,
          upload.mode,
          upload.channel,
          safeFileName(upload.fileName),
          bytes,
          sha256,
          key,
        ],
        ...[actor.userId, actor.label, upload.autoConfirm ?? false, upload.correctsImportId ?? null],
        ...[upload.mapping ? JSON.stringify(upload.mapping) : null, upload.mapping ? 'user' : null],
        upload.choice ? JSON.stringify(upload.choice) : null,
      ],
    );
    // Somebody uploaded the same file at the same moment and was first.
    if (!rows[0]) return this.theOther(upload.kind, sha256);
    const file = await this.imports.get(rows[0].id);
    await this.audit.record({
      action: 'imports.received',
      subject: { type: 'import', id: file.id },
      detail: { kind: file.kind, mode: file.mode, sha256: sha256.toString('hex'), bytes, channel: file.channel },
    });
    await this.queue.enqueue('imports.advance', { workspaceId: file.workspaceId, id: file.id });
    return { file, seenBefore: false };
  }

  private async theOther(kind: ImportKind, sha256: Buffer): Promise<Received> {
    const other = await this.imports.sameFile(kind, sha256);
    if (!other) throw new Refused('imports.changed-meanwhile', { state: 'received' });
    return { file: other, seenBefore: true };
  }
}

/** Counts and hashes what flows through, and stops a file that is too large. */
class Meter extends Transform {
  bytes = 0;
  private readonly hash = createHash('sha256');

  override _transform(chunk: Buffer, _encoding: string, done: (error: Error | null, data?: Buffer) => void): void {
    this.bytes += chunk.length;
    if (this.bytes > limits.fileBytes)
      return done(new Refused('file.too_large', { limit: limits.fileBytes >> 20 }, 413));
    this.hash.update(chunk);
    done(null, chunk);
  }

  digest(): Buffer {
    return this.hash.digest();
  }
}
