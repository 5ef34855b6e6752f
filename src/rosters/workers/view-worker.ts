import { Injectable } from '@nestjs/common';
import type { Actor } from '../../kernel/index.js';
import { Clock } from '../../kernel/index.js';
import { Keyring, type SealedFields } from '../../platform/crypto/index.js';
import { rosterHead } from './roster-head.js';
import { changesOf, originOf, type WorkerChange, type WorkerOrigin } from './worker-history.query.js';
import { maskedFields } from './masks.rules.js';
import { getWorker } from './worker-store.js';
import type { WorkerRow } from './worker-row.js';

/** All that is known of one worker; sealed fields only as masks. */
export interface WorkerView {
  worker: WorkerRow;
  masked: SealedFields;
  origin: WorkerOrigin;
  /** Oldest first. */
  changes: WorkerChange[];
  /** YYYY-MM-DD, for which statuses are told. */
  day: string;
}

@Injectable()
export class ViewWorker {
  constructor(
    private readonly keyring: Keyring,
    private readonly clock: Clock,
  ) {}

  async view(actor: Actor, id: string): Promise<WorkerView> {
    const workspaceId = actor.workspaceId ?? '';
    const worker = await getWorker(workspaceId, id);
    const keys = await this.keyring.workspaceKeys(workspaceId);
    const made = { importId: null, rowNo: null, fileName: null, by: null, at: worker.createdAt };
    return {
      worker,
      masked: maskedFields(keys.openFields(worker.sealed, worker.nikIndex)),
      origin: (await originOf(workspaceId, id)) ?? made,
      changes: await changesOf(workspaceId, id),
      day: (await rosterHead(workspaceId, this.clock.today())).coverageAsOf,
    };
  }
}
