import { Injectable } from '@nestjs/common';
import { currentWork, UnitOfWork } from '../../platform/db/index.js';
import { Queue } from '../../platform/jobs/index.js';
import type { Import } from '../import.entity.js';
import { untilNextStop } from './estimate.rules.js';
import { ImportWork } from './import-work.js';
import { laneOf, priorityOf, type Lane } from './lanes.rules.js';

/** Lets quick files pass long ones, and long ones take turns. */
@Injectable()
export class ImportLanes {
  constructor(
    private readonly units: UnitOfWork,
    private readonly queue: Queue,
    private readonly work: ImportWork,
  ) {}

  /**
   * Whether somebody who has a place of this lane should be done with the file now: what takes long leaves the quick lane,
   * and between two long steps of one file others have their turn, if there are any.
   */
  async mustLeave(file: Import, lane: Lane): Promise<boolean> {
    if (laneOf(file) === 'quick') return false;
    return lane === 'quick' || this.unit(file, async () => (await this.work.waiting()) > 0);
  }

  /** The file stands in the lane of long ones. Nobody may hold it any more: a free place takes it at once. */
  wait(file: Import): Promise<void> {
    return this.unit(file, () => this.enter(file));
  }

  private async enter(file: Import): Promise<void> {
    const priority = priorityOf(file.fileSize, await this.ahead(file));
    const facts = {
      state: file.state,
      bytes: file.fileSize,
      format: file.format,
      rows: file.rows,
      touched: file.rows === null ? null : (file.created ?? 0) + (file.updated ?? 0) + file.leavers,
      appliesItself: file.autoConfirm,
    };
    await this.work.wait(file.id, priority, untilNextStop(facts, await this.work.paces()));
    await this.queue.enqueue(
      'imports.long',
      { workspaceId: file.workspaceId, id: file.id },
      { priority, onlyOnce: file.id },
    );
  }

  /** Other files of the workspace that stand in the lane or are worked on there. */
  private async ahead(file: Import): Promise<number> {
    const [row] = await currentWork().query<{ n: number }>(
      `select count(*)::int as n from app.imports i join jobs.import_work w on w.import_id = i.id
       where i.workspace_id = $1 and i.id <> $2 and w.lane = 'long'`,
      [file.workspaceId, file.id],
    );
    return row?.n ?? 0;
  }

  private unit<T>({ workspaceId }: Import, work: () => Promise<T>): Promise<T> {
    return this.units.run({ role: 'worker', workspaceId }, work);
  }
}
