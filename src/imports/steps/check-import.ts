import { Inject, Injectable, Logger } from '@nestjs/common';
import { currentWork, interruptedBy, outageOf, StaleHolders, UnitOfWork } from '../../platform/db/index.js';
import { STORAGE } from '../../platform/tokens.js';
import type { Storage } from '../../platform/storage/index.js';
import { runCaged } from '../../tabular/index.js';
import type { Import } from '../import.entity.js';
import { fence } from '../import-lease.js';
import { ImportsRepository } from '../imports.repository.js';
import type { ReadRowsInput, ReadRowsMessage } from '../reading/read-rows.js';
import type { RowSealer } from '../reading/row-sealer.js';
import { SealRows } from '../reading/seal-rows.js';
import { COMMON } from '../reading/stage-rows.js';
import type { Tally } from '../reading/tally.js';
import { judgeUrl, READER, WaitingReaders } from '../reading/waiting-readers.js';
import { staging } from '../staging.js';
import { ImportSubjects } from '../subject.js';
import { PlanImport } from './plan-import.js';

type Done = Extract<ReadRowsMessage, { kind: 'done' }>;

/** Reads every row in a caged child, stages it, and plans what confirming would do. */
@Injectable()
export class CheckImport {
  private readonly logger = new Logger('Imports');

  constructor(
    private readonly units: UnitOfWork,
    private readonly imports: ImportsRepository,
    private readonly subjects: ImportSubjects,
    private readonly plans: PlanImport,
    private readonly holders: StaleHolders,
    private readonly readers: WaitingReaders,
    @Inject(STORAGE) private readonly storage: Storage,
  ) {}

  async run(file: Import, lease: string, signal: AbortSignal): Promise<void> {
    const tally = (await this.isStaged(file)) ? null : await this.read(file, lease, signal);
    const prepare = tally && (await this.subjects.of(file.kind).preparesAhead?.(file, lease, tally.verdicts.ok));
    const prepared = (prepare ? interruptedBy(signal, prepare) : Promise.resolve()).catch((error: unknown) => {
      // It costs only time: confirming does it again, and says why it fails if it still does.
      this.logger.warn(`not prepared ahead: ${error instanceof Error ? error.message : 'failed'}`);
    });
    try {
      await this.unit(file, async () => {
        await fence(file, lease);
        await this.plans.makeReady(file);
      });
    } finally {
      // Beside the plan, and after it while a person reads the rehearsal. Nobody else gets the file while it is worked on.
      await prepared;
    }
  }

  /** Somebody decided about held rows: every row stands in staging as it was read, unless the database crashed since. */
  private isStaged(file: Import): Promise<boolean> {
    return this.unit(file, async () => {
      const [waits] = await currentWork().query<{ only_plan: boolean }>(
        'select only_plan from app.imports where workspace_id = $1 and id = $2',
        [file.workspaceId, file.id],
      );
      return waits?.only_plan === true && (await staging.count(staging.rows(file))) === file.rows;
    });
  }

  /** Fills the staging table anew. Also used when a crash of the database emptied it before it was applied. */
  async read(file: Import, lease: string, signal: AbortSignal): Promise<Tally> {
    const subject = this.subjects.of(file.kind);
    const [judgeInput, sealer] = await this.unit(file, async () => {
      await fence(file, lease);
      await this.holders.end(staging.rows(file));
      await staging.openRows(file, subject);
      return [await subject.judgeInput(file), await subject.sealer(file, COMMON)] as const;
    });
    const { tally, summary } = await this.stage(file, lease, judgeInput, sealer, signal);
    await this.unit(file, async () => {
      await fence(file, lease);
      await staging.analyze(staging.rows(file), 'row_no, verdict');
      await this.noteTally(file, lease, tally, (summary && sealer.summary?.(summary)) || null);
    });
    return tally;
  }

  private async stage(
    file: Import,
    lease: string,
    judgeInput: object,
    sealer: RowSealer,
    signal: AbortSignal,
  ): Promise<Done> {
    const subject = this.subjects.of(file.kind);
    const local = await this.storage.localPath(file.storageKey);
    const stop = new AbortController();
    const input: ReadRowsInput = {
      path: local.path,
      format: file.format as ReadRowsInput['format'],
      choice: file.choice as ReadRowsInput['choice'],
      headerCount: file.headers?.length ?? 0,
      judgeModule: judgeUrl(subject.judgeModule),
      judgeInput,
      columns: subject.stageColumns.length,
    };
    let done: Done | null = null;
    let beating = Promise.resolve();
    const onMessage = (message: unknown) => {
      const said = message as ReadRowsMessage;
      if (said.kind === 'done') done = said;
      // A report that fails must not end the process: the reader stops, and the file is tried again.
      else
        beating = beating
          .then(() => this.heartbeat(file, lease, said, stop))
          .catch((error: unknown) => stop.abort(error));
    };
    try {
      const child = runCaged({
        ...READER,
        input,
        onMessage,
        stdout: 'pipe',
        waiting: this.readers.take(file, local.path),
        signal: AbortSignal.any([signal, stop.signal]),
      });
      const copied = this.unit(file, () =>
        staging.copy(staging.rows(file), child.stdout, {
          through: new SealRows(sealer, subject.stageColumns.length),
          signal: stop.signal,
        }),
      );
      copied.catch((error: unknown) => stop.abort(error));
      const finished = child.finished.catch((error: unknown) => {
        stop.abort();
        throw error;
      });
      const [reason, copy] = await Promise.allSettled([finished, copied]);
      // A child that nobody listens to crashes: then the file is not to blame, but a database that is full or away.
      if (copy.status === 'rejected' && outageOf(copy.reason)) throw copy.reason;
      // The child's own reason (a damaged file) says more than the broken pipe that follows from it.
      if (reason.status === 'rejected') throw reason.reason;
      await copied;
    } finally {
      await beating;
      await local.release();
    }
    if (!done) throw new Error('the reader ended without a result');
    return done;
  }

  private async heartbeat(
    file: Import,
    lease: string,
    said: { bytes: number; total: number; tally: Tally },
    stop: AbortController,
  ): Promise<void> {
    const share = said.total > 0 ? said.bytes / said.total : 0;
    const held = await this.unit(file, async () => {
      const ours = await this.imports.note(file, lease, {
        bytes_read: Math.round(file.fileSize * share),
        rows_read: said.tally.rows,
      });
      if (ours) await this.saveCauses(file, said.tally);
      return ours;
    });
    if (!held) stop.abort();
  }

  private async noteTally(file: Import, lease: string, tally: Tally, summary: Buffer | null): Promise<void> {
    await this.imports.note(file, lease, {
      bytes_read: file.fileSize,
      rows_read: tally.rows,
      passed_over: tally.passedOver,
      repairs: tally.repairs,
      summary_sealed: summary,
    });
    await this.saveCauses(file, tally);
  }

  private async saveCauses(file: Import, tally: Tally): Promise<void> {
    await currentWork().execute('delete from app.import_causes where workspace_id = $1 and import_id = $2', [
      file.workspaceId,
      file.id,
    ]);
    await currentWork().execute(
      `insert into app.import_causes (workspace_id, import_id, code, severity, rows, examples)
       select $1, $2, c.code, c.severity, c.rows, c.examples
       from jsonb_to_recordset($3::jsonb) as c (code text, severity text, rows bigint, examples integer[])`,
      [file.workspaceId, file.id, JSON.stringify(tally.causes)],
    );
  }

  private unit<T>(file: Import, work: () => Promise<T>): Promise<T> {
    return this.units.run({ role: 'worker', workspaceId: file.workspaceId }, work);
  }
}
