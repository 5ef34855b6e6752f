import { setImmediate as breathe } from 'node:timers/promises';
import { Injectable, type OnModuleInit } from '@nestjs/common';
import { ImportsRepository, staging, type Import } from '../../imports/index.js';
import { Clock } from '../../kernel/index.js';
import {
  inSequences,
  lookForCanaries,
  looksLikeChurn,
  raiseAlarm,
  raiseNotedCanaries,
  SEQUENCE_LEAST,
} from '../../participants/index.js';
import { Keyring } from '../../platform/crypto/index.js';
import { currentWork, UnitOfWork } from '../../platform/db/index.js';
import { JobRegistry, type JobPayload } from '../../platform/jobs/index.js';
import { Allowances } from '../../workspaces/index.js';
import { REFUSED_FORM } from './left-soon.js';

/** People whose NIKs are opened to look for sequences: whole pages of the file, so that neighbours stay neighbours. */
const SAMPLE = 20_000;
const AT_ONCE = 2_000;
const NO_SUCH_TABLE = '42P01';

interface Sealed {
  sealed: Buffer;
  nik_index: Buffer;
}

/**
 * Looks for signs of guessing after a file was checked, people were looked up or taken off, or a form was refused. A job
 * beside the work and never inside it: nothing that a workspace can see waits for it or depends on it.
 */
@Injectable()
export class WatchRosters implements OnModuleInit {
  constructor(
    private readonly units: UnitOfWork,
    private readonly registry: JobRegistry,
    private readonly imports: ImportsRepository,
    private readonly keyring: Keyring,
    private readonly allowances: Allowances,
    private readonly clock: Clock,
  ) {}

  onModuleInit(): void {
    this.registry.register('guard.watch', (payload) => this.watch(payload));
  }

  async watch({ workspaceId, id }: JobPayload): Promise<void> {
    if (!workspaceId) return;
    const asWorker = <T>(work: () => Promise<T>) => this.units.run({ role: 'worker', workspaceId }, work);
    if (id === REFUSED_FORM) await asWorker(() => this.refused(1, 'form'));
    else if (id) {
      const file = await asWorker(() => this.imports.find(id));
      if (file?.kind === 'roster')
        await this.file(file, asWorker).catch((error: { code?: string }) => {
          if (error.code !== NO_SUCH_TABLE) throw error;
          // Applied or discarded between two looks, and its staging is gone: what was applied stands on the roster.
          return this.file(file, asWorker);
        });
    }
    await this.units.run({ role: 'matcher', workspaceId }, raiseNotedCanaries);
    await asWorker(() => this.churn(workspaceId));
  }

  private async file(file: Import, asWorker: <T>(work: () => Promise<T>) => Promise<T>): Promise<void> {
    const rows = staging.rows(file);
    const isStaged = await asWorker(async () => (await staging.count(rows)) !== null);
    if (isStaged) await this.units.run({ role: 'matcher', workspaceId: file.workspaceId }, () => lookForCanaries(rows));
    const people = await asWorker(() => (isStaged ? stagedPeople(file, rows) : appliedPeople(file)));
    if (people.length >= SEQUENCE_LEAST) {
      const niks = await this.niks(file.workspaceId, people, asWorker);
      const found = inSequences(niks);
      if (found >= SEQUENCE_LEAST)
        await asWorker(() => raiseAlarm('sequence', this.clock.today(), { found, of: niks.length, import: file.id }));
    }
    const isOpen = file.state === 'ready' || file.state === 'applying';
    if (isOpen && file.created) await asWorker(() => this.refused(file.created ?? 0, file.id));
  }

  private async niks(
    workspaceId: string,
    people: Sealed[],
    asWorker: <T>(work: () => Promise<T>) => Promise<T>,
  ): Promise<string[]> {
    const keys = await asWorker(() => this.keyring.workspaceKeys(workspaceId));
    const niks: string[] = [];
    for (const [i, { sealed, nik_index: index }] of people.entries()) {
      niks.push(keys.openFields(sealed, index).nik);
      // Other jobs of this process go on meanwhile.
      if (i % AT_ONCE === 0) await breathe();
    }
    return niks;
  }

  private async refused(added: number, source: string): Promise<void> {
    const { workspaceId } = currentWork().scope;
    const waiting = await this.allowances.waiting(workspaceId ?? '', added);
    if (waiting) await raiseAlarm('quota', this.clock.today(), { added, left: waiting.params.left, source });
  }

  private async churn(workspaceId: string): Promise<void> {
    const lately = await this.allowances.lately(workspaceId);
    const churn = {
      leftSoon: lately.left_soon,
      leftSoonKnown: lately.left_soon_known,
      reversed: lately.reversed,
      reversals: lately.reversals,
    };
    if (looksLikeChurn(churn)) await raiseAlarm('churn', this.clock.today(), churn);
  }
}

/** New people of a file that is not applied yet. */
function stagedPeople(file: Import, rows: string): Promise<Sealed[]> {
  const share = Math.min(100, (100 * SAMPLE) / Math.max(1, file.rows ?? 1));
  return currentWork().query<Sealed>(
    `select s.sealed, s.nik_index from ${rows} s tablesample system (${share})
     join app.import_rows l on l.workspace_id = $1 and l.import_id = $2 and l.row_no = s.row_no and l.outcome = 'created'
     where s.verdict = 'ok' limit ${SAMPLE}`,
    [file.workspaceId, file.id],
  );
}

/** The file was applied before the job came to it. */
function appliedPeople(file: Import): Promise<Sealed[]> {
  return currentWork().query<Sealed>(
    `select w.sealed, w.nik_index from app.import_rows l join app.workers w on w.workspace_id = $1 and w.id = l.worker_id
     where l.workspace_id = $1 and l.import_id = $2 and l.outcome = 'created' order by l.row_no limit ${SAMPLE}`,
    [file.workspaceId, file.id],
  );
}
