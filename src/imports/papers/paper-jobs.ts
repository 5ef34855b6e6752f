import { Injectable, type OnModuleInit } from '@nestjs/common';
import { currentWork, UnitOfWork } from '../../platform/db/index.js';
import { JobRegistry, Queue } from '../../platform/jobs/index.js';
import { CorrectionsPaper } from '../corrections/corrections-paper.js';
import { MakePaper } from './make-paper.js';
import { PaperMakers } from './paper-makers.js';

/** Connects papers to the queue, and picks up those whose process died. */
@Injectable()
export class PaperJobs implements OnModuleInit {
  constructor(
    private readonly registry: JobRegistry,
    private readonly units: UnitOfWork,
    private readonly queue: Queue,
    private readonly makers: PaperMakers,
    private readonly corrections: CorrectionsPaper,
    private readonly make: MakePaper,
  ) {}

  onModuleInit(): void {
    this.makers.register(this.corrections);
    this.registry.register('papers.make', ({ workspaceId, id }, signal) =>
      this.make.run(workspaceId ?? '', id ?? '', signal),
    );
    this.registry.register('papers.recover', () => this.recover());
  }

  /** Papers whose lease ran out, or that nobody took within a minute: they are put into the queue again. */
  async recover(): Promise<void> {
    const left = await this.units.run({ role: 'identity', readOnly: true }, () =>
      currentWork().query<{ workspace_id: string; id: string }>(
        `select workspace_id, id from app.prepared_papers where state in ('waiting', 'making')
           and (lease_until < clock_timestamp() or (lease_until is null and updated_at < clock_timestamp() - interval '1 minute'))
         order by id limit 500`,
      ),
    );
    for (const { workspace_id: workspaceId, id } of left) {
      await this.units.run({ role: 'worker', workspaceId }, () =>
        this.queue.enqueue('papers.make', { workspaceId, id }),
      );
    }
  }
}
