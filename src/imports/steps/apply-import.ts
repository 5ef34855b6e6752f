import { Injectable } from '@nestjs/common';
import { Audit } from '../../audit/index.js';
import { Refused } from '../../kernel/index.js';
import { currentWork, UnitOfWork } from '../../platform/db/index.js';
import type { Import } from '../import.entity.js';
import { fence } from '../import-lease.js';
import { ImportsRepository } from '../imports.repository.js';
import { MappingMemory } from '../mapping-memory.js';
import { staging } from '../staging.js';
import { ImportSubjects } from '../subject.js';
import { CheckImport } from './check-import.js';
import { PlanImport } from './plan-import.js';

/** Carries out the confirmed plan in one transaction: all of it or nothing. */
@Injectable()
export class ApplyImport {
  constructor(
    private readonly units: UnitOfWork,
    private readonly imports: ImportsRepository,
    private readonly subjects: ImportSubjects,
    private readonly check: CheckImport,
    private readonly plans: PlanImport,
    private readonly memory: MappingMemory,
    private readonly audit: Audit,
  ) {}

  async run(file: Import, lease: string, signal: AbortSignal): Promise<void> {
    if (await this.stagingIsLost(file)) await this.readAgain(file, lease, signal);
    if (await this.planIsOld(file, lease)) return;
    const subject = this.subjects.of(file.kind);
    await subject.prepareApply(file, lease);
    await this.unit(file, async () => {
      await lockRoster(file.workspaceId);
      await fence(file, lease);
      if ((await subject.version(file.workspaceId)) !== file.rosterVersion) throw new RosterMoved();
      const complete = await subject.apply(file);
      await this.memory.remember(file);
      await this.imports.move(file, 'applied', { applied_at: new Date(), previous_counts: null });
      await this.audit.record({
        action: 'imports.applied',
        subject: { type: 'import', id: file.id },
        detail: { kind: file.kind, mode: file.mode, ...file.counts(), leavers: file.leavers },
      });
      await complete?.();
      await staging.drop(file);
    });
  }

  /** Staging tables don't survive a crash of the database: the original file does. */
  private stagingIsLost(file: Import): Promise<boolean> {
    return this.unit(file, async () => (await staging.count(staging.rows(file))) !== file.rows);
  }

  /** Rows read anew get new ids, so the plan that names the old ones is given up first: a crash in between must not keep it. */
  private async readAgain(file: Import, lease: string, signal: AbortSignal): Promise<void> {
    await this.unit(file, () => this.imports.note(file, lease, { roster_version: null }));
    file.rosterVersion = null;
    await this.check.read(file, lease, signal);
  }

  /** true: the rehearsal no longer holds and the file went back to `ready` for a person to look. */
  private planIsOld(file: Import, lease: string): Promise<boolean> {
    return this.unit(file, async () => {
      await lockRoster(file.workspaceId);
      await fence(file, lease);
      const version = await this.subjects.of(file.kind).version(file.workspaceId);
      if (version === file.rosterVersion) return false;
      const { differs } = await this.plans.again(file);
      file.rosterVersion = version;
      if (differs)
        await this.audit.record({
          action: 'imports.sent-back',
          subject: { type: 'import', id: file.id },
          detail: { rosterVersion: version },
        });
      return differs;
    });
  }

  async reverse(file: Import, lease: string): Promise<void> {
    const subject = this.subjects.of(file.kind);
    if (!subject.reverse) throw new Refused('imports.not-reversible');
    await this.unit(file, async () => {
      await lockRoster(file.workspaceId);
      await fence(file, lease);
      await subject.reverse?.(file);
      await this.imports.move(file, 'reversed', { reversed_at: new Date() });
      await this.audit.record({
        action: 'imports.reversed',
        subject: { type: 'import', id: file.id },
        detail: { kind: file.kind },
      });
    });
  }

  private unit<T>(file: Import, work: () => Promise<T>): Promise<T> {
    return this.units.run({ role: 'worker', workspaceId: file.workspaceId }, work);
  }
}

/** Somebody changed the roster between the second look and the transaction; the job runs again. */
export class RosterMoved extends Error {}

/** One change of a workspace's roster at a time; other workspaces are not touched by it. */
export async function lockRoster(workspaceId: string): Promise<void> {
  await currentWork().query(`select pg_advisory_xact_lock(hashtextextended('roster:' || $1, 0))`, [workspaceId]);
}
