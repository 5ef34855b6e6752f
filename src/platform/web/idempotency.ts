import { createHash } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { Refused } from '../../kernel/index.js';
import { currentWork } from '../db/index.js';

export interface Answer {
  status: number;
  location: string | null;
  body: unknown;
}

interface Row {
  request_hash: Buffer;
  status: number | null;
  location: string | null;
  body: unknown;
}

/** sha256 of what makes two requests the same one: method, path and body (or the hash of the uploaded file). */
export function requestHash(...parts: string[]): Buffer {
  return createHash('sha256').update(JSON.stringify(parts)).digest();
}

/** Keeps the answer of a request beside its effect, in the same transaction, for two days: both are there or neither is. */
@Injectable()
export class Idempotency {
  /**
   * Runs `act` unless the key was used before in this workspace; then gives the first answer again. A parallel request
   * with the same key waits for the first one's transaction to end.
   * @throws Refused 422 `idempotency-key-reused` when the key came with another request
   */
  async once(key: string, hash: Buffer, act: () => Promise<Answer>): Promise<Answer & { repeated: boolean }> {
    const work = currentWork();
    const workspaceId = work.scope.workspaceId;
    if (key.length > 200) throw Refused.invalid('idempotency-key-length');
    const claimed = await work.execute(
      'insert into app.idempotency_keys (workspace_id, key, request_hash) values ($1, $2, $3) on conflict do nothing',
      [workspaceId, key, hash],
    );
    if (claimed === 0) return { ...(await this.first(key, hash)), repeated: true };
    const answer = await act();
    await work.execute(
      `delete from app.idempotency_keys where workspace_id = $1 and created_at < now() - interval '2 days'`,
      [workspaceId],
    );
    await work.execute(
      'update app.idempotency_keys set status = $3, location = $4, body = $5 where workspace_id = $1 and key = $2',
      [workspaceId, key, answer.status, answer.location, JSON.stringify(answer.body ?? null)],
    );
    return { ...answer, repeated: false };
  }

  private async first(key: string, hash: Buffer): Promise<Answer> {
    const work = currentWork();
    const [row] = await work.query<Row>(
      'select request_hash, status, location, body from app.idempotency_keys where workspace_id = $1 and key = $2',
      [work.scope.workspaceId, key],
    );
    if (!row || row.status === null) throw new Refused('try-again');
    if (!row.request_hash.equals(hash)) throw Refused.invalid('idempotency-key-reused');
    return { status: row.status, location: row.location, body: row.body };
  }
}
