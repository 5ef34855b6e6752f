import { Injectable } from '@nestjs/common';
import type { Role } from '../kernel/index.js';
import { currentWork } from '../platform/db/index.js';
import type { KeyHolder } from '../platform/web/index.js';

export interface ApiKey {
  id: string;
  name: string;
  role: Role;
  createdBy: string;
  createdAt: Date;
  expiresAt: Date;
  revokedAt: Date | null;
  lastUsedAt: Date | null;
}

@Injectable()
export class ApiKeysRepository {
  /** In the workspace's unit of work. Newest first. */
  list(workspaceId: string): Promise<ApiKey[]> {
    return currentWork().query<ApiKey>(
      `select id, name, role, created_by as "createdBy", created_at as "createdAt", expires_at as "expiresAt",
         revoked_at as "revokedAt", last_used_at as "lastUsedAt"
       from identity.api_keys where workspace_id = $1 order by created_at desc, id limit 200`,
      [workspaceId],
    );
  }

  async insert(workspaceId: string, key: { name: string; role: Role; days: number; createdBy: string; hash: Buffer }) {
    const [row] = await currentWork().query<{ id: string }>(
      `insert into identity.api_keys (workspace_id, name, role, secret_hash, created_by, expires_at)
       values ($1, $2, $3, $4, $5, now() + make_interval(days => $6)) returning id`,
      [workspaceId, key.name, key.role, key.hash, key.createdBy, key.days],
    );
    return row?.id ?? '';
  }

  /** @returns false when there is no such key or it was revoked before */
  async revoke(workspaceId: string, id: string): Promise<boolean> {
    const revoked = await currentWork().execute(
      'update identity.api_keys set revoked_at = now() where workspace_id = $1 and id = $2 and revoked_at is null',
      [workspaceId, id],
    );
    return revoked === 1;
  }

  /** As role `identity`: the usable key with this id and what it opens. */
  async usable(id: string): Promise<(KeyHolder & { secretHash: Buffer; stale: boolean }) | null> {
    const [row] = await currentWork().query<{ secretHash: Buffer; stale: boolean } & Record<string, string>>(
      `select k.name as "keyName", k.role, k.secret_hash as "secretHash", w.id as "workspaceId", w.slug, w.name, w.kind,
         coalesce(k.last_used_at < now() - interval '1 minute', true) as stale
       from identity.api_keys k join app.workspaces w on w.id = k.workspace_id
       where k.id = $1 and k.revoked_at is null and k.expires_at > now()`,
      [id],
    );
    if (!row) return null;
    const { keyName, role, secretHash, stale, ...workspace } = row;
    return { keyId: id, keyName, role, secretHash, stale, workspace } as KeyHolder & {
      secretHash: Buffer;
      stale: boolean;
    };
  }

  async touch(id: string): Promise<void> {
    await currentWork().execute('update identity.api_keys set last_used_at = now() where id = $1', [id]);
  }
}
