import { Injectable } from '@nestjs/common';
import { Clock } from '../../kernel/index.js';
import { currentWork, UnitOfWork } from '../../platform/db/index.js';
import { coverageHead } from '../cells/coverage-head.query.js';
import { recount } from '../cells/recount.js';
import { sameMonth } from '../coverage.rules.js';
import { takeSnapshot } from './take-snapshot.js';

/** The clockwork of coverage: turns the month and keeps one snapshot a day, from which trends are drawn. */
@Injectable()
export class CoverageSnapshots {
  constructor(
    private readonly work: UnitOfWork,
    private readonly clock: Clock,
  ) {}

  /**
   * All workspaces, each in its own transaction; one that fails does not keep the others from theirs.
   * @throws AggregateError after the last one, with every failure
   */
  async takeAll(signal?: AbortSignal): Promise<void> {
    const workspaces = await this.work.run({ role: 'worker', readOnly: true }, () =>
      currentWork().query<{ id: string }>('select id from reporting.workspaces order by id'),
    );
    const failures: unknown[] = [];
    for (const { id } of workspaces) {
      if (signal?.aborted) throw new Error('coverage snapshots: stopped before the last workspace');
      await this.takeToday(id).catch((error: unknown) => failures.push(error));
    }
    if (failures.length > 0) throw new AggregateError(failures, `coverage snapshots: ${failures.length} failed`);
  }

  /** Turns the month if it has to be, then takes today's snapshot. A second run of a day replaces the first. */
  async takeToday(workspaceId: string): Promise<void> {
    const today = this.clock.today();
    await this.work.run({ role: 'worker', workspaceId }, async () => {
      await this.turnTo(workspaceId, today);
      await takeSnapshot(workspaceId, today, 'cells');
    });
  }

  /**
   * The snapshot of any day, of the roster as it is now: on a day of another month than the kept counts are for,
   * protection is reckoned from the people themselves.
   * @param day YYYY-MM-DD
   */
  async takeFor(workspaceId: string, day: string): Promise<void> {
    await this.work.run({ role: 'worker', workspaceId }, async () => {
      const head = await coverageHead(workspaceId);
      await takeSnapshot(workspaceId, day, head && sameMonth(head.asOf, day) ? 'cells' : 'workers');
    });
  }

  /** Counts the workspace's cells anew for today, e.g. after repairing data. @returns false when there is no roster */
  rebuild(workspaceId: string): Promise<boolean> {
    return this.work.run({ role: 'worker', workspaceId }, () => recount(workspaceId, this.clock.today()));
  }

  private async turnTo(workspaceId: string, today: string): Promise<void> {
    const head = await coverageHead(workspaceId);
    if (!head || head.asOf === today) return;
    if (!sameMonth(head.asOf, today)) return void (await recount(workspaceId, today));
    await currentWork().execute('update app.roster_heads set coverage_as_of = $2 where workspace_id = $1', [
      workspaceId,
      today,
    ]);
  }
}
