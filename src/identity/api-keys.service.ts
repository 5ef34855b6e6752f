import { timingSafeEqual } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { NotFound, systemActor, type Role } from '../kernel/index.js';
import { Audit } from '../audit/index.js';
import { currentWork, UnitOfWork } from '../platform/db/index.js';
import type { KeyHolder } from '../platform/web/index.js';
import { Workspaces } from '../workspaces/index.js';
import { keyText, newKeySecret, readKey } from './api-key.rules.js';
import { ApiKeysRepository } from './api-keys.repository.js';

export interface NewKey {
  name: string;
  role: Role;
  /** Days until it stops working. */
  days: number;
}

@Injectable()
export class ApiKeys {
  constructor(
    private readonly work: UnitOfWork,
    private readonly keys: ApiKeysRepository,
    private readonly workspaces: Workspaces,
    private readonly audit: Audit,
  ) {}

  /** In the caller's unit of work. The key itself is in the answer and nowhere else. */
  async create(workspaceId: string, given: NewKey): Promise<{ id: string; key: string }> {
    const { secret, hash } = newKeySecret();
    const createdBy = currentWork().scope.actor?.label ?? 'system';
    const id = await this.keys.insert(workspaceId, { ...given, createdBy, hash });
    const detail = { name: given.name, role: given.role, days: given.days };
    await this.audit.record({ action: 'identity.api-key.created', subject: { type: 'api-key', id }, detail });
    return { id, key: keyText(id, secret) };
  }

  /** For the command line. Opens its own unit of work. @throws NotFound */
  async createFor(given: { workspaceSlug: string } & NewKey): Promise<{ id: string; key: string }> {
    const { id } = await this.workspaces.bySlug(given.workspaceSlug);
    return this.work.run({ role: 'app', workspaceId: id, actor: systemActor('-', id) }, () => this.create(id, given));
  }

  /** In the caller's unit of work; the key fails from the next request on. @throws NotFound */
  async revoke(workspaceId: string, id: string): Promise<void> {
    if (!(await this.keys.revoke(workspaceId, id))) throw new NotFound();
    await this.audit.record({ action: 'identity.api-key.revoked', subject: { type: 'api-key', id } });
  }

  /** Who holds this key, or null. Opens its own units of work. */
  async holderOf(text: string): Promise<KeyHolder | null> {
    const parts = readKey(text);
    if (!parts) return null;
    const found = await this.work.run({ role: 'identity', readOnly: true }, () => this.keys.usable(parts.id));
    if (!found || !timingSafeEqual(found.secretHash, parts.secretHash)) return null;
    if (found.stale) await this.work.run({ role: 'identity' }, () => this.keys.touch(parts.id));
    return { keyId: found.keyId, keyName: found.keyName, role: found.role, workspace: found.workspace };
  }
}
