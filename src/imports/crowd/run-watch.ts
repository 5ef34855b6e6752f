import { Injectable, Logger } from '@nestjs/common';
import { currentWork, UnitOfWork } from '../../platform/db/index.js';
import type { Import } from '../import.entity.js';
import type { ImportState } from '../import-states.rules.js';
import { ImportMeter } from './import-meter.js';
import { ImportWork } from './import-work.js';
import type { Lane } from './lanes.rules.js';
import { RunEstimate, type Glance } from './run-estimate.js';

const LOOK_EVERY_MS = 500;

/** A person does not want the file any more. */
export class StopAsked extends Error {
  constructor() {
    super('a person stopped this file');
  }
}

export interface Watched {
  /** Ends with StopAsked when a person wants the file to end. */
  readonly stop: AbortSignal;
  /** The next step begins, with the file in this state. */
  enters(state: ImportState): void;
  /** Waits for the last look. @param well the run ended as it should, so that its times say something */
  end(well: boolean): Promise<void>;
}

interface Look extends Glance {
  stopAsked: boolean;
}

/**
 * Looks at a file twice a second while somebody works on it: whether a person wants it stopped, and how long it will still
 * take. It only looks at what the work itself has written, through a connection of its own.
 */
@Injectable()
export class RunWatch {
  private readonly logger = new Logger('Imports');

  constructor(
    private readonly units: UnitOfWork,
    private readonly work: ImportWork,
    private readonly meter: ImportMeter,
  ) {}

  async begin(file: Import, lane: Lane): Promise<Watched> {
    const paces = await this.unit(file, () => this.work.paces()).catch(() => ({}));
    const estimate = new RunEstimate(file.fileSize, file.autoConfirm, paces);
    const stop = new AbortController();
    let over = false;
    let entered = file.state;
    // Rows of an earlier reading may stand there until the new one reports.
    let rows: number | null = null;
    const count = ({ rowsRead }: Glance) => {
      this.meter.rows += Math.max(0, rowsRead - (rows ?? rowsRead));
      rows = rowsRead;
    };
    let timer: NodeJS.Timeout | undefined;
    const look = async () => {
      try {
        const seen = await this.unit(file, () => this.glance(file));
        if (seen?.stopAsked && !stop.signal.aborted) stop.abort(new StopAsked());
        if (!seen || stop.signal.aborted) return;
        const { step, left } = estimate.see(seen, performance.now());
        count(seen);
        // Confirmed while it is still being prepared: before it is applied, those who wait have their turn.
        const handsOn = lane === 'long' && seen.state === 'applying' && entered !== 'applying';
        await this.unit(file, async () => {
          const wait = handsOn ? await this.work.waitAfterwards(file.id) : 0;
          await this.work.note(file.id, lane, step, left === null || wait === null ? null : left + wait);
        });
      } catch (error) {
        this.logger.warn(`watching a file: ${error instanceof Error ? error.message : 'failed'}`);
      }
    };
    const again = async () => {
      await look();
      if (!over) timer = setTimeout(() => (looking = again()), LOOK_EVERY_MS);
    };
    let looking = again();
    return {
      stop: stop.signal,
      enters: (state) => (entered = state),
      end: async (well) => {
        over = true;
        clearTimeout(timer);
        await looking;
        // What was only looked at must not come between the work and giving the file back.
        await this.unit(file, async () => {
          const seen = await this.glance(file);
          if (!seen) return;
          count(seen);
          this.meter.end(seen.state);
          if (well && !stop.signal.aborted) estimate.end(seen, performance.now());
          await this.work.learn(estimate.learnt);
          await this.work.over(file.id);
        }).catch((error: Error) => this.logger.warn(`watching a file: ${error.message}`));
      },
    };
  }

  private async glance(file: Import): Promise<Look | null> {
    const [row] = await currentWork().query<Look>(
      `select state, bytes_read::float as "bytesRead", rows_read::float as "rowsRead", rows::float as rows, format,
         (created + updated + leavers)::float as touched,
         exists (select from app.import_stops s where s.workspace_id = i.workspace_id and s.import_id = i.id) as "stopAsked"
       from app.imports i where workspace_id = $1 and id = $2`,
      [file.workspaceId, file.id],
    );
    return row ?? null;
  }

  private unit<T>({ workspaceId }: Import, work: () => Promise<T>): Promise<T> {
    return this.units.run({ role: 'worker', workspaceId }, work);
  }
}
