import { Injectable } from '@nestjs/common';
import { UnitOfWork } from '../platform/db/index.js';
import { ChainReader, type ChainProblem } from './chain.rules.js';
import { CheckpointFile } from './checkpoint-file.js';
import { NO_WORKSPACE } from './event.js';
import { EventsRepository } from './events.repository.js';

export interface ChainReport {
  workspaceId: string;
  events: number;
  /** Number and hash (hex) of the newest event: compare with what was noted elsewhere. */
  head: { seq: number; hash: string };
  problems: ChainProblem[];
}

const BATCH = 5000;

/** Reads whole chains again and compares them with the checkpoints in the database and in the file. */
@Injectable()
export class ChainCheck {
  constructor(
    private readonly work: UnitOfWork,
    private readonly events: EventsRepository,
    private readonly file: CheckpointFile,
  ) {}

  /** @param workspaceId null: the chain of events without a workspace. Opens its own unit of work. */
  verifyChain(workspaceId: string | null): Promise<ChainReport> {
    const id = workspaceId ?? NO_WORKSPACE;
    return this.work.run({ role: 'worker', workspaceId: id, readOnly: true }, async () => {
      const reader = new ChainReader([...(await this.events.checkpoints(id)), ...(await this.file.read(id))]);
      let last = 0;
      for (;;) {
        const batch = await this.events.after(id, last, BATCH);
        for (const event of batch) reader.read(event);
        last = batch.at(-1)?.seq ?? last;
        if (batch.length < BATCH) break;
      }
      const { events, head, problems } = reader.finish();
      return { workspaceId: id, events, head: { seq: head.seq, hash: head.hash.toString('hex') }, problems };
    });
  }
}
