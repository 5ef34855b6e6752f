import { randomUUID } from 'node:crypto';
import { Injectable, type OnModuleInit } from '@nestjs/common';
import { Audit } from '../audit/index.js';
import { lockRoster, RosterMoved } from '../imports/index.js';
import { currentWork, UnitOfWork } from '../platform/db/index.js';
import { JobRegistry, Queue, type JobPayload } from '../platform/jobs/index.js';
import { holdRegistryVersion, MATCH_RESULT_COLUMNS, Matcher, recordMatchCases } from '../participants/index.js';
import { RefreshWorker } from './workers/refresh-worker.job.js';
import { applyCellDelta, dropEmptyCells, lockRosterHead } from './coverage-cells.js';

/** Payload id that stands for every worker of the workspace, whenever their participants last changed. */
export const EVERYONE = 'everyone';

const UNTIL = ['jkk_until', 'jkm_until', 'jht_until', 'jp_until', 'jkp_until', 'protected_until'];
const CHANGED = `(w.match_state is distinct from m.state or ${UNTIL.map((column) => `w.${column} is distinct from m.${column}`).join(' or ')})`;
const TRIES = 3;

/** Brings what a workspace knows of its people's coverage up to the newest extract: all of them, or one who was edited. */
@Injectable()
export class RefreshCoverage implements OnModuleInit {
  constructor(
    private readonly units: UnitOfWork,
    private readonly registry: JobRegistry,
    private readonly matcher: Matcher,
    private readonly one: RefreshWorker,
    private readonly queue: Queue,
    private readonly audit: Audit,
  ) {}

  onModuleInit(): void {
    this.registry.register('coverage.refresh', (payload) => this.run(payload));
  }

  async run({ workspaceId, id }: JobPayload): Promise<void> {
    if (!workspaceId) return;
    for (let left = TRIES; left > 0; left--) {
      try {
        return id && id !== EVERYONE
          ? await this.one.refresh(workspaceId, id)
          : await this.once(workspaceId, id === EVERYONE);
      } catch (error) {
        // A newer extract came between matching and storing: match again.
        if (!(error instanceof RosterMoved) || left === 1) throw error;
      }
    }
  }

  private async once(workspaceId: string, everyone: boolean): Promise<void> {
    const result = `m_${randomUUID().replaceAll('-', '')}`;
    try {
      const since = await this.unit(workspaceId, () => this.open(workspaceId, everyone, result));
      const { version } = await this.matcher.refreshWorkspace(workspaceId, since, `staging.${result}`);
      await this.unit(workspaceId, () => this.store(workspaceId, `staging.${result}`, version));
    } finally {
      await this.unit(workspaceId, () => currentWork().query('select staging.drop_table($1)', [result]));
    }
  }

  /** @returns the extract after which participants have to be looked at */
  private async open(workspaceId: string, everyone: boolean, result: string): Promise<number> {
    const work = currentWork();
    await work.query('select staging.open_table($1, $2)', [result, MATCH_RESULT_COLUMNS]);
    const [head] = await work.query<{ version: string }>(
      'select coverage_version as version from app.roster_heads where workspace_id = $1',
      [workspaceId],
    );
    return everyone ? 0 : Number(head?.version ?? 0);
  }

  private async store(workspaceId: string, result: string, version: number): Promise<void> {
    const work = currentWork();
    await lockRoster(workspaceId);
    if ((await holdRegistryVersion()) !== version) throw new RosterMoved();
    await lockRosterHead();
    await work.query('create temp table refreshed (worker_id uuid primary key) on commit drop');
    const changed = await work.execute(
      `insert into pg_temp.refreshed select m.worker_id from ${result} m join app.workers w on w.workspace_id = $1 and w.id = m.worker_id where ${CHANGED}`,
      [workspaceId],
    );
    await work.query('analyze pg_temp.refreshed');
    const source = `(select w.* from pg_temp.refreshed r join app.workers w on w.workspace_id = $1 and w.id = r.worker_id where w.left_on is null) w`;
    await applyCellDelta(source, [], -1);
    await work.execute(
      `update app.workers w set match_state = m.state, ${UNTIL.map((column) => `${column} = m.${column}`).join(', ')}
       from ${result} m join pg_temp.refreshed r using (worker_id) where w.workspace_id = $1 and w.id = m.worker_id`,
      [workspaceId],
    );
    await applyCellDelta(source, [], 1);
    await dropEmptyCells();
    await recordMatchCases(workspaceId, result);
    await work.execute(
      'update app.roster_heads set coverage_version = $2, updated_at = clock_timestamp() where workspace_id = $1',
      [workspaceId, version],
    );
    await this.queue.enqueue('coverage.snapshot', { workspaceId });
    await this.audit.record({ action: 'coverage.refreshed', detail: { extract: version, changed } });
  }

  private unit<T>(workspaceId: string, work: () => Promise<T>): Promise<T> {
    return this.units.run({ role: 'worker', workspaceId }, work);
  }
}
