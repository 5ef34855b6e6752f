import { Injectable } from '@nestjs/common';
import { Clock } from '../kernel/index.js';
import { currentWork, UnitOfWork } from '../platform/db/index.js';
import { CheckpointFile } from './checkpoint-file.js';
import { NO_WORKSPACE } from './event.js';
import { EventsRepository } from './events.repository.js';

/** Notes the heads of all chains, in the database and outside it: a chain that is cut later does not reach its note. */
@Injectable()
export class Checkpoints {
  constructor(
    private readonly work: UnitOfWork,
    private readonly events: EventsRepository,
    private readonly file: CheckpointFile,
    private readonly clock: Clock,
  ) {}

  /** @returns how many chains have grown since the last time */
  async take(): Promise<number> {
    const ids = await this.work.run({ role: 'worker', readOnly: true }, () =>
      currentWork().query<{ id: string }>('select id from app.workspaces order by id'),
    );
    const at = this.clock.now();
    const lines = [];
    for (const id of [NO_WORKSPACE, ...ids.map((row) => row.id)]) {
      const head = await this.work.run({ role: 'worker', workspaceId: id }, async () => {
        const newest = await this.events.head(id);
        return newest && (await this.events.addCheckpoint(id, newest, at)) ? newest : null;
      });
      if (head) lines.push({ workspaceId: id, ...head, at });
    }
    await this.file.append(lines);
    return lines.length;
  }
}
