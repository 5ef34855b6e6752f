import { Injectable } from '@nestjs/common';
import { Audit } from '../../audit/index.js';
import { Clock, Refused, type Actor } from '../../kernel/index.js';
import { applyCellDelta, bumpRosterVersion, dropEmptyCells, lockRosterHead } from '../coverage-cells.js';
import { bitOf } from '../worker-fields.js';
import * as store from './worker-store.js';

/** Takes somebody off the roster, and brings them back: nothing about them is deleted. */
@Injectable()
export class LeaveWorker {
  constructor(
    private readonly clock: Clock,
    private readonly audit: Audit,
  ) {}

  async leave(actor: Actor, id: string, version: number): Promise<void> {
    const workspaceId = actor.workspaceId ?? '';
    await lockRosterHead();
    await store.getWorker(workspaceId, id);
    await applyCellDelta(store.ONE_WORKER, [id], -1);
    await this.change(actor, { id, version }, 'left');
    await dropEmptyCells();
  }

  async bringBack(actor: Actor, id: string, version: number): Promise<void> {
    const workspaceId = actor.workspaceId ?? '';
    await lockRosterHead();
    await store.getWorker(workspaceId, id);
    await this.change(actor, { id, version }, 'returned');
    await applyCellDelta(store.ONE_WORKER, [id], 1);
  }

  private async change(actor: Actor, worker: { id: string; version: number }, act: 'left' | 'returned'): Promise<void> {
    const workspaceId = actor.workspaceId ?? '';
    await store.keepImage(workspaceId, worker, { act, changed: bitOf('left_on'), by: actor.label });
    if (!(await store.setLeft(workspaceId, worker, act === 'left' ? this.clock.today() : null))) {
      throw new Refused('workers.overtaken');
    }
    await bumpRosterVersion();
    await this.audit.record({ action: `workers.${act}`, subject: { type: 'worker', id: worker.id } });
  }
}
