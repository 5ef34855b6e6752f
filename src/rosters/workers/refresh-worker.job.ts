import { Injectable } from '@nestjs/common';
import { currentWork, UnitOfWork } from '../../platform/db/index.js';
import { Keyring } from '../../platform/crypto/index.js';
import {
  holdRegistryVersion,
  MATCH_RESULT_COLUMNS,
  MATCH_STAGE_COLUMNS,
  Matcher,
  recordMatchCases,
  saveWorkerKeys,
} from '../../participants/index.js';
import { applyCellDelta, bumpRosterVersion, dropEmptyCells, lockRosterHead } from '../coverage-cells.js';
import { PROGRAMME_KEYS, UNTIL_COLUMNS, WORKER_COLUMNS, type WorkerRow } from './worker-row.js';
import { ONE_WORKER } from './worker-store.js';

const TRIES = 5;
const UNTIL = [...PROGRAMME_KEYS.map((key) => UNTIL_COLUMNS[key]), 'protected_until'];

/**
 * Asks the registry about one worker whom a form made or changed: the request could not, because its role must not see
 * the registry. In the steps of an import: key, match as the matcher, result.
 */
@Injectable()
export class RefreshWorker {
  constructor(
    private readonly units: UnitOfWork,
    private readonly keyring: Keyring,
    private readonly matcher: Matcher,
  ) {}

  /** Safe to run again. A worker who was changed meanwhile is left to the job of that change. */
  async refresh(workspaceId: string, workerId: string): Promise<void> {
    const [stage, result] = ['k', 'm'].map((letter) => `${letter}_${workerId.replaceAll('-', '')}`) as [string, string];
    const asWorker = <T>(work: () => Promise<T>) => this.units.run({ role: 'worker', workspaceId }, work);
    try {
      for (let tries = 0; tries < TRIES; tries++) {
        const version = await asWorker(() => this.stageKey(workspaceId, workerId, stage, result));
        if (version === null) return;
        const matched = await this.units.run({ role: 'matcher', workspaceId }, () =>
          this.matcher.matchStaged(`staging.${stage}`, `staging.${result}`),
        );
        if (await asWorker(() => this.store(workspaceId, { id: workerId, version }, stage, result, matched.version)))
          return;
      }
      throw new Error('The registry kept changing while a worker was looked up.');
    } finally {
      await asWorker(async () => {
        for (const table of [stage, result]) await currentWork().query('select staging.drop_table($1)', [table]);
      });
    }
  }

  /** @returns the worker's version, or null when there is nothing to look up */
  private async stageKey(workspaceId: string, id: string, stage: string, result: string): Promise<number | null> {
    const work = currentWork();
    const [worker] = await work.query<WorkerRow>(
      `select ${WORKER_COLUMNS} from app.workers where workspace_id = $1 and id = $2 and match_state = 'pending'`,
      [workspaceId, id],
    );
    if (!worker) return null;
    const { nik } = (await this.keyring.workspaceKeys(workspaceId)).openFields(worker.sealed, worker.nikIndex);
    const matchIndex = (await this.keyring.registryKeys()).matchIndex(nik);
    await work.query('select staging.open_table($1, $2), staging.open_table($3, $4)', [
      ...[stage, MATCH_STAGE_COLUMNS, result, MATCH_RESULT_COLUMNS],
    ]);
    await work.execute(
      `insert into staging.${stage} (worker_id, match_index, birth_date, name_key) values ($1, $2, $3, $4)`,
      [...[id, matchIndex, worker.birthDate, worker.nameKey]],
    );
    return worker.version;
  }

  /** @returns false when a newer extract came between matching and now */
  private async store(
    workspaceId: string,
    worker: { id: string; version: number },
    stage: string,
    result: string,
    matchedAt: number,
  ): Promise<boolean> {
    if ((await holdRegistryVersion()) !== matchedAt) return false;
    await lockRosterHead();
    await applyCellDelta(ONE_WORKER, [worker.id], -1);
    const changed = await currentWork().execute(
      `update app.workers w set match_state = m.state, ${UNTIL.map((column) => `${column} = m.${column}`).join(', ')}
       from staging.${result} m where w.workspace_id = $1 and w.id = $2 and w.version = $3 and m.worker_id = w.id`,
      [workspaceId, worker.id, worker.version],
    );
    await applyCellDelta(ONE_WORKER, [worker.id], 1);
    await dropEmptyCells();
    if (changed === 0) return true;
    await saveWorkerKeys(workspaceId, `staging.${stage}`);
    await recordMatchCases(workspaceId, `staging.${result}`);
    await bumpRosterVersion();
    return true;
  }
}
