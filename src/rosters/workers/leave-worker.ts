import { Injectable } from '@nestjs/common';
import { Audit } from '../../audit/index.js';
import { Clock, Refused, type Actor } from '../../kernel/index.js';
import { Queue } from '../../platform/jobs/index.js';
import { Allowances } from '../../workspaces/index.js';
import { wasAddedLately } from '../guard/left-soon.js';
import { applyCellDelta, bumpRosterVersion, dropEmptyCells, lockRosterHead } from '../coverage-cells.js';
import { bitOf } from '../worker-fields.js';
import * as store from './worker-store.js';

/** Takes somebody off the roster, and brings them back: nothing about them is deleted. */
@Injectable()
export class LeaveWorker {
  constructor(
    private readonly clock: Clock,
    private readonly audit: Audit,
    private readonly allowances: Allowances,
    private readonly queue: Queue,
  ) {}

  async leave(actor: Actor, id: string, version: number): Promise<void> {
    const workspaceId = actor.workspaceId ?? '';
    await lockRosterHead();
    const worker = await store.getWorker(workspaceId, id);
    await applyCellDelta(store.ONE_WORKER, [id], -1);
    await this.change(actor, { id, version }, 'left');
    await dropEmptyCells();
    if (!wasAddedLately(worker.createdAt, this.clock.now())) return;
    const known = worker.matchState === 'matched' ? 1 : 0;
    await this.allowances.note(workspaceId, { left_soon: 1, left_soon_known: known });
    await this.queue.enqueue('guard.watch', { workspaceId });
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
