import { Injectable } from '@nestjs/common';
import { Audit } from '../../audit/index.js';
import type { Actor } from '../../kernel/index.js';
import { Keyring, type SealedFields } from '../../platform/crypto/index.js';
import type { UNMASK_REASONS } from './worker.forms.js';
import { getWorker } from './worker-store.js';
import type { WorkerRow } from './worker-row.js';

/** Opens what is sealed about one worker, and writes down who saw it and why. */
@Injectable()
export class UnmaskWorker {
  constructor(
    private readonly keyring: Keyring,
    private readonly audit: Audit,
  ) {}

  async show(
    actor: Actor,
    id: string,
    reason: (typeof UNMASK_REASONS)[number],
  ): Promise<{ worker: WorkerRow; fields: SealedFields }> {
    const workspaceId = actor.workspaceId ?? '';
    const worker = await getWorker(workspaceId, id);
    const keys = await this.keyring.workspaceKeys(workspaceId);
    const fields = keys.openFields(worker.sealed, worker.nikIndex);
    await this.audit.record({ action: 'workers.unmasked', subject: { type: 'worker', id }, detail: { reason } });
    return { worker, fields };
  }
}
