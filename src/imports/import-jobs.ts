import { availableParallelism } from 'node:os';
import { Injectable, type OnModuleInit } from '@nestjs/common';
import { currentWork, UnitOfWork } from '../platform/db/index.js';
import { JobRegistry, Queue } from '../platform/jobs/index.js';
import { AdvanceImport } from './advance-import.js';
import { placesOf, type Lane } from './crowd/lanes.rules.js';
import { MemoryPlaces } from './crowd/memory-places.js';

/** Connects files to the queue, and picks up those whose process died. */
@Injectable()
export class ImportJobs implements OnModuleInit {
  private readonly places = new MemoryPlaces();

  constructor(
    private readonly registry: JobRegistry,
    private readonly units: UnitOfWork,
    private readonly queue: Queue,
    private readonly advance: AdvanceImport,
  ) {}

  onModuleInit(): void {
    this.serve('imports.advance', 'quick');
    this.serve('imports.long', 'long');
    this.registry.register('imports.recover', () => this.recover());
  }

  private serve(queue: 'imports.advance' | 'imports.long', lane: Lane): void {
    this.registry.register(
      queue,
      ({ workspaceId = '', id = '' }, signal) =>
        this.places.within(lane, signal, () => this.advance.run(workspaceId, id, signal, lane)),
      placesOf(lane, availableParallelism()),
    );
  }

  /** Files in a working state whose lease ran out, or that nobody took within a minute: they are put into the queue again. */
  async recover(): Promise<void> {
    const left = await this.units.run({ role: 'identity', readOnly: true }, () =>
      currentWork().query<{ workspace_id: string; id: string }>(
        `select workspace_id, id from app.imports where state in ('received', 'reading', 'checking', 'applying', 'reversing')
           and (lease_until < clock_timestamp() or (lease_until is null and updated_at < clock_timestamp() - interval '1 minute'))
         order by id limit 500`,
      ),
    );
    for (const { workspace_id: workspaceId, id } of left) {
      await this.units.run({ role: 'worker', workspaceId }, () =>
        this.queue.enqueue('imports.advance', { workspaceId, id }),
      );
    }
  }
}
