import { Injectable, Logger } from '@nestjs/common';
import { currentWork, interruptedBy, isDeadlock, outageOf, UnitOfWork, type Outage } from '../platform/db/index.js';
import { Queue } from '../platform/jobs/index.js';
import { Unreadable } from '../tabular/index.js';
import { AppError } from '../kernel/index.js';
import { Audit } from '../audit/index.js';
import { ImportLanes } from './crowd/import-lanes.js';
import type { Lane } from './crowd/lanes.rules.js';
import { RunWatch } from './crowd/run-watch.js';
import { STOPPABLE, stops } from './crowd/stops.js';
import type { Import } from './import.entity.js';
import { WORKING_STATES, type ImportState } from './import-states.rules.js';
import { fence, ImportLease, LeaseLost } from './import-lease.js';
import { ImportsRepository } from './imports.repository.js';
import { WaitingReaders } from './reading/waiting-readers.js';
import { staging } from './staging.js';
import { ApplyImport, RosterMoved } from './steps/apply-import.js';
import { CheckImport } from './steps/check-import.js';
import { InspectImport } from './steps/inspect-import.js';
import { ConfirmImport } from './confirm-import.js';

const MOST_ATTEMPTS = 5;
/** So many processes died on this step of a file: it is to blame. */
const MOST_DEATHS = 40;
const KEEP_EVERY_MS = 10_000;
const BROKEN = { code: 'imports.broken', params: {} };

/** Takes a file as far as it can go without a person: the one job of imports, and what the command line calls itself. */
@Injectable()
export class AdvanceImport {
  private readonly logger = new Logger('Imports');

  constructor(
    private readonly units: UnitOfWork,
    private readonly imports: ImportsRepository,
    private readonly lease: ImportLease,
    private readonly inspect: InspectImport,
    private readonly check: CheckImport,
    private readonly apply: ApplyImport,
    private readonly confirm: ConfirmImport,
    private readonly audit: Audit,
    private readonly queue: Queue,
    private readonly lanes: ImportLanes,
    private readonly watch: RunWatch,
    private readonly readers: WaitingReaders,
  ) {}

  /**
   * Does nothing while another process holds the file. Aborting hands the file back where it stood.
   * @param lane whose place is used up meanwhile: what belongs into the other one is left to it; null: all is done here
   */
  async run(workspaceId: string, importId: string, signal: AbortSignal, lane: Lane | null = null): Promise<void> {
    const first = await this.load(workspaceId, importId);
    if (!first) return;
    if (lane === 'quick' && (await this.lanes.mustLeave(first, lane))) return this.lanes.wait(first);
    const token = await this.lease.take(workspaceId, importId);
    if (!token) return;
    let failed = true;
    let leaves: Import | null = null;
    let stands: ImportState | null = null;
    const beat = this.keepLease(workspaceId, importId, token);
    const watched = await this.watch.begin(first, lane ?? 'quick');
    try {
      for (let steps = 0; ; steps++) {
        const file = await this.load(workspaceId, importId);
        if (!file || signal.aborted) break;
        if (lane && steps > 0 && (await this.lanes.mustLeave(file, lane))) {
          leaves = file;
          break;
        }
        watched.enters(file.state);
        if (!(await this.step(file, token, signal, watched.stop))) break;
      }
      failed = false;
    } finally {
      clearInterval(beat);
      if (leaves) this.readers.leave(importId);
      else this.readers.drop(importId);
      await watched.end(!failed && !signal.aborted);
      stands = await this.lease.giveBack(workspaceId, importId, token, failed);
    }
    // Only now that nobody holds it: whoever is free takes it at once.
    if (leaves) await this.lanes.wait(leaves);
    // A person confirmed after the last look, and whoever came for it found the file taken.
    const isWanted = !leaves && stands !== null && WORKING_STATES.includes(stands);
    if (signal.aborted || isWanted) await this.handBack(workspaceId, importId);
  }

  /** This process is stopping or looked too early; another goes on at once. */
  private handBack(workspaceId: string, importId: string): Promise<void> {
    return this.unit(workspaceId, () => this.queue.enqueue('imports.advance', { workspaceId, id: importId }));
  }

  /** Long steps report nothing for a while; the lease must not run out under them. */
  private keepLease(workspaceId: string, importId: string, token: string): NodeJS.Timeout {
    let waiting = false;
    const keep = async () => {
      if (waiting) return;
      waiting = true;
      await this.lease.keep({ workspaceId, id: importId }, token).catch(() => false);
      waiting = false;
    };
    return setInterval(() => void keep(), KEEP_EVERY_MS);
  }

  /** One step. false: nothing more to do without a person. */
  private async step(file: Import, token: string, signal: AbortSignal, stop: AbortSignal): Promise<boolean> {
    try {
      // Also between steps: a small file is read before it reports anything.
      if (await this.cancelled(file, token)) return false;
      if ((await this.attempts(file)) > MOST_DEATHS) return await this.giveUp(file, token, BROKEN);
      return await interruptedBy(stop, () => this.act(file, token, AbortSignal.any([signal, stop])));
    } catch (error) {
      if (stop.aborted) return !(await this.cancelled(file, token));
      return this.afterFault(file, token, error, signal);
    }
  }

  private async act(file: Import, token: string, signal: AbortSignal): Promise<boolean> {
    switch (file.state) {
      case 'received':
      case 'reading':
        await this.inspect.run(file, token, signal);
        return true;
      case 'checking':
        await this.check.run(file, token, signal);
        return true;
      case 'ready':
        return file.autoConfirm && (await this.confirm.automatically(file));
      case 'applying':
        await this.apply.run(file, token, signal);
        return true;
      case 'reversing':
        await this.apply.reverse(file, token);
        return false;
      case 'discarded':
        await this.unit(file.workspaceId, () => staging.drop(file));
        return false;
      default:
        return false;
    }
  }

  private async afterFault(file: Import, token: string, error: unknown, signal: AbortSignal): Promise<boolean> {
    if (error instanceof LeaseLost || signal.aborted) return false;
    if (error instanceof RosterMoved) return true;
    if (isDeadlock(error)) {
      // Which locks they were: processes and relations, nothing about people.
      this.logger.warn({ importId: file.id, state: file.state, deadlock: (error as { detail?: string }).detail });
      return true;
    }
    const outage = outageOf(error);
    if (outage) return this.rest(file, token, outage);
    if (await this.cancelled(file, token)) return false;
    const reason = reasonOf(error);
    // Something of ours broke: the queue tries again, and only after several tries the file is given up.
    if (!reason && (await this.attempts(file)) < MOST_ATTEMPTS) throw error;
    if (!reason)
      this.logger.error({
        importId: file.id,
        state: file.state,
        error: error instanceof Error ? error.stack : 'unknown',
      });
    return this.giveUp(file, token, reason ?? BROKEN);
  }

  /** A database that is full or away may not even take the note: then the lease runs out by itself. */
  private async rest(file: Import, token: string, outage: Outage): Promise<false> {
    this.logger.warn({ importId: file.id, state: file.state, outage });
    await this.lease.rest(file.workspaceId, file.id, token, outage).catch(() => undefined);
    return false;
  }

  private async giveUp(file: Import, token: string, failure: { code: string; params?: object }): Promise<false> {
    await this.unit(file.workspaceId, async () => {
      await fence(file, token);
      const back =
        file.state === 'reversing'
          ? 'applied'
          : file.state === 'applying' && failure.code !== 'imports.broken'
            ? 'ready'
            : 'failed';
      // Confirming by itself again would only fail again: a person looks first.
      if (!(await this.imports.tryMove(file, back, { failure, auto_confirm: false }))) return;
      if (back === 'failed') await staging.drop(file);
      await this.audit.record({
        action: 'imports.failed',
        subject: { type: 'import', id: file.id },
        detail: { code: failure.code },
      });
    });
    return false;
  }

  /** A person does not want the file any more. Once it has been applied the wish came too late: then it is forgotten. */
  private cancelled(file: Import, token: string): Promise<boolean> {
    return this.unit(file.workspaceId, async () => {
      if (!(await stops.isAsked(file))) return false;
      await fence(file, token);
      await stops.forget(file);
      const now = await this.imports.find(file.id);
      if (!now || !STOPPABLE.includes(now.state) || !(await this.imports.tryMove(now, 'discarded'))) return false;
      await staging.drop(file);
      await this.audit.record({
        action: 'imports.discarded',
        subject: { type: 'import', id: file.id },
        detail: { state: file.state },
      });
      return true;
    });
  }

  private attempts(file: Import): Promise<number> {
    return this.unit(file.workspaceId, async () => {
      const [row] = await currentWork().query<{ attempts: number }>(
        'select attempts from app.imports where workspace_id = $1 and id = $2',
        [file.workspaceId, file.id],
      );
      return row?.attempts ?? 0;
    });
  }

  private load(workspaceId: string, importId: string): Promise<Import | null> {
    return this.unit(workspaceId, () => this.imports.find(importId));
  }

  private unit<T>(workspaceId: string, work: () => Promise<T>): Promise<T> {
    return this.units.run({ role: 'worker', workspaceId }, work);
  }
}

function reasonOf(error: unknown): { code: string; params?: object } | null {
  if (error instanceof Unreadable) return { code: error.code, params: error.params };
  if (error instanceof AppError) return { code: error.code, params: error.params };
  return null;
}
