import { Injectable } from '@nestjs/common';
import { Audit } from '../audit/index.js';
import { Refused, systemActor, type Actor } from '../kernel/index.js';
import { currentWork, UnitOfWork } from '../platform/db/index.js';
import { Queue } from '../platform/jobs/index.js';
import type { Counts, Import, ImportKind } from './import.entity.js';
import { STOPPABLE, stops } from './crowd/stops.js';
import { leaversAreUnusual } from './import-states.rules.js';
import { ImportsRepository } from './imports.repository.js';
import { ImportSubjects, type Wait } from './subject.js';

export interface Confirmation {
  /** A person says that the people missing from a snapshot really left. */
  acceptLeavers?: boolean;
  /** Counts that the person saw; when the plan has moved on since, nothing is applied. */
  seen?: Partial<Counts & { leavers: number }>;
}

/** What stands between a rehearsal and its confirmation. */
export interface Standing {
  currentWorkers: number;
  /** The person has to say that the missing people really left. */
  leaversUnusual: boolean;
  /** The workspace wants another person than the uploader, and this one is the uploader. */
  needsSecondPerson: boolean;
  /** What confirming has to wait for, if anything. */
  waits: Wait | null;
}

/** The yes of a person, and the ways to take a file back. All run in the caller's unit of work. */
@Injectable()
export class ConfirmImport {
  constructor(
    private readonly units: UnitOfWork,
    private readonly imports: ImportsRepository,
    private readonly queue: Queue,
    private readonly audit: Audit,
    private readonly subjects: ImportSubjects,
  ) {}

  /** @throws Refused `imports.leavers-unusual`, `imports.second-person-required`, or what the subject waits for */
  async confirm(actor: Actor, id: string, kind: ImportKind, confirmation: Confirmation): Promise<Import> {
    const file = await this.imports.get(id, kind);
    // A second click on the same button, or a reload, shows what the first one did.
    if (file.state === 'applying' || file.state === 'applied') return file;
    if (file.state !== 'ready') throw new Refused('imports.not-possible-now', { state: file.state });
    if (await this.needsSecondPerson(actor, file)) throw new Refused('imports.second-person-required');
    if (!isAsSeen(file, confirmation.seen ?? {})) throw new Refused('imports.changed-meanwhile', { state: 'ready' });
    const unusual = leaversAreUnusual(file.leavers, await this.currentWorkers(file));
    if (unusual && !confirmation.acceptLeavers) throw new Refused('imports.leavers-unusual', { leavers: file.leavers });
    const waits = await this.waits(file);
    if (waits) throw new Refused(waits.code, waits.params);
    await this.start(file, actor.userId, actor.label, confirmation.acceptLeavers ?? false);
    await this.queue.enqueue('imports.advance', { workspaceId: file.workspaceId, id: file.id });
    return this.imports.get(id);
  }

  async standing(actor: Actor, file: Import): Promise<Standing> {
    const currentWorkers = await this.currentWorkers(file);
    return {
      currentWorkers,
      leaversUnusual: leaversAreUnusual(file.leavers, currentWorkers),
      needsSecondPerson: await this.needsSecondPerson(actor, file),
      waits: await this.waits(file),
    };
  }

  private async waits(file: Import): Promise<Wait | null> {
    return (await this.subjects.of(file.kind).waitsFor?.(file)) ?? null;
  }

  /** The command line's `--confirm`: only when no question is open. Answers whether applying began. */
  automatically(file: Import): Promise<boolean> {
    return this.units.run({ role: 'worker', workspaceId: file.workspaceId }, async () => {
      const asks = leaversAreUnusual(file.leavers, await this.currentWorkers(file)) || file.previousCounts;
      const waits = await this.waits(file);
      if (
        asks ||
        waits ||
        (await this.needsSecondPerson(
          { ...systemActor('-'), userId: file.uploadedBy, label: file.uploadedLabel },
          file,
        ))
      ) {
        await currentWork().execute(
          'update app.imports set auto_confirm = false, failure = coalesce($3::jsonb, failure) where workspace_id = $1 and id = $2',
          [file.workspaceId, file.id, waits && JSON.stringify(waits)],
        );
        return false;
      }
      await this.start(file, file.uploadedBy, file.uploadedLabel, false);
      return true;
    });
  }

  private async start(file: Import, by: string | null, label: string, acceptsLeavers: boolean): Promise<void> {
    await this.imports.move(file, 'applying', {
      confirmed_by: by,
      confirmed_label: label,
      confirmed_at: new Date(),
      accepts_leavers: acceptsLeavers,
      failure: null,
    });
    await this.audit.record({
      action: 'imports.confirmed',
      subject: { type: 'import', id: file.id },
      detail: { ...file.counts(), leavers: file.leavers },
    });
  }

  /**
   * Takes a file out before it was applied. When somebody works on it, the wish is written down and this answers at once;
   * whoever works on it looks for that twice a second.
   */
  async discard(id: string, kind: ImportKind): Promise<Import> {
    const file = await this.imports.get(id, kind);
    if (file.state === 'discarded') return file;
    if (!STOPPABLE.includes(file.state)) await this.imports.move(file, 'discarded');
    else if (!(await stops.ask(file))) return file;
    else if (await stops.nobodyWorks(file)) {
      await this.imports.move(await this.imports.get(id), 'discarded');
      await stops.forget(file);
    }
    const { state } = await this.imports.get(id);
    await this.queue.enqueue('imports.advance', { workspaceId: file.workspaceId, id: file.id });
    await this.audit.record({
      action: state === 'discarded' ? 'imports.discarded' : 'imports.stop-asked',
      subject: { type: 'import', id },
      detail: { state: file.state },
    });
    return this.imports.get(id);
  }

  /** Asks to undo an applied file. The worker refuses when something later touched the same workers. */
  async reverse(actor: Actor, id: string, kind: ImportKind): Promise<Import> {
    const file = await this.imports.get(id, kind);
    if (file.state === 'reversing' || file.state === 'reversed') return file;
    if (file.state !== 'applied' || kind !== 'roster')
      throw new Refused('imports.not-possible-now', { state: file.state });
    await this.imports.move(file, 'reversing', { reversed_label: actor.label, failure: null });
    await this.queue.enqueue('imports.advance', { workspaceId: file.workspaceId, id });
    await this.audit.record({ action: 'imports.reversal-requested', subject: { type: 'import', id }, detail: {} });
    return this.imports.get(id);
  }

  /** Keys and the command line have no user: there the label tells who it was. */
  private async needsSecondPerson(actor: Actor, file: Import): Promise<boolean> {
    const isSame = file.uploadedBy === null ? file.uploadedLabel === actor.label : file.uploadedBy === actor.userId;
    if (!isSame) return false;
    const [row] = await currentWork().query<{ two: boolean | null }>(
      `select (settings ->> 'requireSecondPerson')::boolean as two from app.workspaces where id = $1`,
      [file.workspaceId],
    );
    return row?.two ?? false;
  }

  private async currentWorkers(file: Import): Promise<number> {
    const [row] = await currentWork().query<{ n: string | null }>(
      'select sum(workers) as n from app.coverage_cells where workspace_id = $1',
      [file.workspaceId],
    );
    return Number(row?.n ?? 0);
  }
}

function isAsSeen(file: Import, seen: NonNullable<Confirmation['seen']>): boolean {
  const now: Record<string, number> = { ...file.counts(), leavers: file.leavers };
  return Object.entries(seen).every(([name, count]) => now[name] === count);
}
