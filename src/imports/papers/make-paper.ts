import { Transform } from 'node:stream';
import { Inject, Injectable, Logger } from '@nestjs/common';
import { UnitOfWork } from '../../platform/db/index.js';
import { Queue } from '../../platform/jobs/index.js';
import { newStorageKey, type Storage } from '../../platform/storage/index.js';
import { STORAGE } from '../../platform/tokens.js';
import { ImportsRepository } from '../imports.repository.js';
import { PaperMakers } from './paper-makers.js';
import { dropPaper, finishPaper, keepPaper, takePaper, type TakenPaper } from './paper-store.js';
import { MOST_ATTEMPTS } from './paper.rules.js';

const KEEP_EVERY_MS = 10_000;

/** Makes one paper from the database into storage, with one batch of its rows in memory. */
@Injectable()
export class MakePaper {
  private readonly logger = new Logger('Papers');

  constructor(
    private readonly units: UnitOfWork,
    private readonly imports: ImportsRepository,
    private readonly makers: PaperMakers,
    private readonly queue: Queue,
    @Inject(STORAGE) private readonly storage: Storage,
  ) {}

  /** Does nothing while another process makes it. Aborting leaves it to another process. */
  async run(workspaceId: string, id: string, signal: AbortSignal): Promise<void> {
    const paper = await this.unit(workspaceId, () => takePaper(workspaceId, id));
    if (!paper) return;
    const stop = new AbortController();
    const beat = setInterval(() => void this.keep(workspaceId, paper, stop), KEEP_EVERY_MS);
    const key = newStorageKey(workspaceId, 'exports');
    try {
      const bytes = await this.write(workspaceId, paper, key, AbortSignal.any([signal, stop.signal]));
      const isOurs = await this.unit(workspaceId, () => finishPaper(workspaceId, paper, { key, bytes }));
      if (!isOurs) await this.storage.delete(key);
    } catch (error) {
      await this.storage.delete(key);
      if (!stop.signal.aborted) await this.giveBack(workspaceId, paper, signal, error);
    } finally {
      clearInterval(beat);
    }
  }

  private async keep(workspaceId: string, paper: TakenPaper, stop: AbortController): Promise<void> {
    const held = await this.unit(workspaceId, () => keepPaper(workspaceId, paper)).catch(() => true);
    if (!held) stop.abort(new Error('another paper is wanted by now'));
  }

  /** @returns how many bytes the file has */
  private write(workspaceId: string, paper: TakenPaper, key: string, signal: AbortSignal): Promise<number> {
    return this.units.run({ role: 'worker', workspaceId, readOnly: true }, async () => {
      const file = await this.imports.get(paper.importId);
      const content = await this.makers.of(paper.kind).write(file, paper.locale);
      let bytes = 0;
      const counted = new Transform({
        signal,
        transform(chunk: Buffer, _encoding, done) {
          bytes += chunk.length;
          done(null, chunk);
        },
      });
      // The storage hears of it as of a stream that ended too soon, also when it listens only later.
      counted.on('error', () => undefined);
      content.once('error', (error) => counted.destroy(error));
      counted.once('close', () => content.destroy());
      await this.storage.put(key, content.pipe(counted));
      return bytes;
    });
  }

  private async giveBack(workspaceId: string, paper: TakenPaper, signal: AbortSignal, error: unknown): Promise<void> {
    const isOver = !signal.aborted && paper.attempts >= MOST_ATTEMPTS;
    await this.unit(workspaceId, async () => {
      const isOurs = await dropPaper(workspaceId, paper, isOver ? 'failed' : 'waiting');
      if (isOurs && signal.aborted) await this.queue.enqueue('papers.make', { workspaceId, id: paper.id });
    });
    if (signal.aborted) return;
    this.logger.error({ paperId: paper.id, kind: paper.kind, error: error instanceof Error ? error.stack : 'unknown' });
    if (!isOver) throw error;
  }

  private unit<T>(workspaceId: string, work: () => Promise<T>): Promise<T> {
    return this.units.run({ role: 'worker', workspaceId }, work);
  }
}
