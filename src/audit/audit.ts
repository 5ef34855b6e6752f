import { Injectable } from '@nestjs/common';
import { Clock, systemActor, type Actor } from '../kernel/index.js';
import { currentWork } from '../platform/db/index.js';
import { GENESIS, linkHash, type Unlinked } from './chain.rules.js';
import { NO_WORKSPACE, type AuditEntry } from './event.js';
import { EventsRepository } from './events.repository.js';

/** Appends to the chain of the unit of work's workspace, in the same transaction as the act it tells of. */
@Injectable()
export class Audit {
  constructor(
    private readonly events: EventsRepository,
    private readonly clock: Clock,
  ) {}

  /** Call it late in the unit of work: other acts of the workspace wait from here until the commit. */
  async record(entry: AuditEntry, by?: Actor): Promise<void> {
    const { scope } = currentWork();
    const workspaceId = scope.workspaceId ?? NO_WORKSPACE;
    const actor = by ?? scope.actor ?? systemActor('-', workspaceId);
    const head = await this.events.lockedHead(workspaceId);
    const event: Unlinked = {
      workspaceId,
      seq: (head?.seq ?? 0) + 1,
      at: this.clock.now(),
      action: entry.action,
      outcome: entry.outcome ?? 'done',
      actorUserId: actor.userId,
      actorApiKeyId: actor.apiKeyId,
      actorLabel: actor.label,
      address: actor.address,
      requestId: actor.requestId,
      subjectType: entry.subject?.type ?? null,
      subjectId: entry.subject?.id ?? null,
      detail: entry.detail ?? {},
    };
    const previousHash = head?.hash ?? GENESIS;
    await this.events.append({ ...event, previousHash, hash: linkHash(previousHash, event) });
  }
}
