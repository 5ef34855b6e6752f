import { Injectable } from '@nestjs/common';
import { NotFound, Refused, type Actor } from '../kernel/index.js';
import { currentWork } from '../platform/db/index.js';
import { newStorageKey } from '../platform/storage/index.js';
import { limits } from '../tabular/index.js';
import { safeFileName } from './file-name.rules.js';
import type { GivenChoice } from './given-choice.rules.js';
import type { GivenMapping } from './given-mapping.rules.js';
import type { ImportKind, ImportMode } from './import.entity.js';

/** What is said of a file before its first byte. */
export interface Beginning {
  mode: ImportMode;
  mapping?: GivenMapping;
  choice?: GivenChoice;
  fileName: string;
  bytes: number;
  /** What the sender calls the same file; no part of it is read here. */
  mark: string | null;
  idempotencyKey: string | null;
}

/** A file that arrives in pieces. */
export interface UnfinishedUpload extends Omit<Beginning, 'mapping' | 'choice'> {
  id: string;
  kind: ImportKind;
  mapping: GivenMapping | null;
  choice: GivenChoice | null;
  /** Bytes that are safe on disk. */
  received: number;
  storageKey: string;
  begunLabel: string;
  importId: string | null;
  touchedAt: Date;
}

const COLUMNS = `id, kind, mode, mapping, choice, file_name as "fileName", mark, idempotency_key as "idempotencyKey",
  bytes::float8 as bytes, received::float8 as received, storage_key as "storageKey", begun_label as "begunLabel",
  import_id as "importId", touched_at as "touchedAt"`;
const FORGOTTEN = `touched_at < now() - interval '${limits.unfinishedHours} hours'`;

/** All SQL about uploads in pieces, in the current unit of work. */
@Injectable()
export class UnfinishedUploads {
  /**
   * Enters a new one. Two at the same moment wait for each other, so that the quota holds.
   * @throws Refused 409 `imports.uploads-too-many`, `imports.uploads-too-large`
   * @returns with the storage keys of forgotten uploads, whose bytes the caller deletes
   */
  async begin(
    actor: Actor,
    kind: ImportKind,
    given: Beginning,
  ): Promise<{ id: string; storageKey: string; forgotten: string[] }> {
    const { workspaceId } = actor;
    if (!workspaceId) throw new Refused('imports.no-workspace');
    const work = currentWork();
    await work.execute(`select pg_advisory_xact_lock(hashtextextended('unfinished-uploads:' || $1, 0))`, [workspaceId]);
    const gone = await work.query<{ storage_key: string }>(
      `delete from app.unfinished_uploads where workspace_id = $1 and ${FORGOTTEN} returning storage_key`,
      [workspaceId],
    );
    await this.mustFit(workspaceId, given.bytes);
    const storageKey = newStorageKey(workspaceId, 'uploads');
    const rows = await work.query<{ id: string }>(
      `insert into app.unfinished_uploads (workspace_id, kind, mode, mapping, file_name, mark, idempotency_key, bytes, storage_key, begun_by, begun_label, choice)
       values ($1, $2, $3, $4::jsonb, $5, $6, $7, $8, $9, $10, $11, $12::jsonb) returning id`,
      [
        ...[workspaceId, kind, given.mode, given.mapping ? JSON.stringify(given.mapping) : null],
        ...[safeFileName(given.fileName), given.mark, given.idempotencyKey, given.bytes, storageKey],
        ...[actor.userId, actor.label, given.choice ? JSON.stringify(given.choice) : null],
      ],
    );
    return { id: rows[0]?.id ?? '', storageKey, forgotten: gone.map((row) => row.storage_key) };
  }

  /** @param lock hold the row until the unit of work ends. @throws NotFound */
  async get(actor: Actor, kind: ImportKind, id: string, lock = false): Promise<UnfinishedUpload> {
    const rows = await currentWork().query<UnfinishedUpload>(
      `select ${COLUMNS} from app.unfinished_uploads where workspace_id = $1 and id = $2 and kind = $3${lock ? ' for update' : ''}`,
      [actor.workspaceId, id, kind],
    );
    if (!rows[0]) throw new NotFound();
    return rows[0];
  }

  /** Those of the workspace that are still waiting for bytes, newest first: they count against its quota. */
  waiting(actor: Actor, kind: ImportKind): Promise<UnfinishedUpload[]> {
    return currentWork().query<UnfinishedUpload>(
      `select ${COLUMNS} from app.unfinished_uploads
       where workspace_id = $1 and kind = $2 and import_id is null and not (${FORGOTTEN}) order by id desc`,
      [actor.workspaceId, kind],
    );
  }

  /** Never backwards: a connection that died late may still report less than its successor. */
  async reached(actor: Actor, id: string, received: number): Promise<void> {
    await currentWork().execute(
      `update app.unfinished_uploads set received = greatest(received, $3), touched_at = now() where workspace_id = $1 and id = $2`,
      [actor.workspaceId, id, received],
    );
  }

  async became(actor: Actor, id: string, importId: string): Promise<void> {
    await currentWork().execute(
      'update app.unfinished_uploads set import_id = $3, touched_at = now() where workspace_id = $1 and id = $2',
      [actor.workspaceId, id, importId],
    );
  }

  async remove(actor: Actor, id: string): Promise<void> {
    await currentWork().execute('delete from app.unfinished_uploads where workspace_id = $1 and id = $2', [
      actor.workspaceId,
      id,
    ]);
  }

  private async mustFit(workspaceId: string, bytes: number): Promise<void> {
    const [row] = await currentWork().query<{ uploads: number; bytes: number }>(
      `select count(*)::int as uploads, coalesce(sum(bytes), 0)::float8 as bytes from app.unfinished_uploads
       where workspace_id = $1 and import_id is null`,
      [workspaceId],
    );
    const { unfinishedUploads, unfinishedBytes } = limits;
    if ((row?.uploads ?? 0) >= unfinishedUploads)
      throw new Refused('imports.uploads-too-many', { limit: unfinishedUploads });
    if ((row?.bytes ?? 0) + bytes > unfinishedBytes)
      throw new Refused('imports.uploads-too-large', { limit: unfinishedBytes / 1_048_576 });
  }
}
