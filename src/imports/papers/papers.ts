import { Injectable } from '@nestjs/common';
import { Audit } from '../../audit/index.js';
import { Clock, type Actor } from '../../kernel/index.js';
import { Queue } from '../../platform/jobs/index.js';
import type { Import } from '../import.entity.js';
import { PaperMakers } from './paper-makers.js';
import { askForPaper, findPaper } from './paper-store.js';
import { serves, type Paper, type PaperKind } from './paper.rules.js';

/** What somebody who wants a paper finds. */
export interface PaperStanding {
  kind: PaperKind;
  rows: number;
  /** Small enough to be made while the reader waits. */
  atOnce: boolean;
  /** The prepared paper that serves them; null: nobody asked for it yet, it has expired, or it could not be made. */
  paper: Paper | null;
  /** It was tried and given up. */
  failed: boolean;
}

/** Papers about files, in the current unit of work. */
@Injectable()
export class Papers {
  constructor(
    private readonly makers: PaperMakers,
    private readonly queue: Queue,
    private readonly audit: Audit,
    private readonly clock: Clock,
  ) {}

  /** @throws Refused when there is nothing to write, or not yet */
  async standing(actor: Actor, file: Import, kind: PaperKind): Promise<PaperStanding> {
    const maker = this.makers.of(kind);
    const rows = await maker.rows(file);
    if (rows <= maker.atOnce) return { kind, rows, atOnce: true, paper: null, failed: false };
    const basis = await maker.basis(file);
    const paper = await findPaper({ ...nameOf(file), kind, locale: actor.locale });
    return {
      ...{ kind, rows, atOnce: false },
      paper: serves(paper, basis, this.clock.now()) ? paper : null,
      failed: paper?.state === 'failed' && paper.basis === basis,
    };
  }

  /** Has the paper made unless one that serves is there already. */
  async prepare(actor: Actor, file: Import, kind: PaperKind): Promise<void> {
    const standing = await this.standing(actor, file, kind);
    if (standing.atOnce || standing.paper) return;
    const basis = await this.makers.of(kind).basis(file);
    const name = { ...nameOf(file), kind, locale: actor.locale };
    const id = await askForPaper(name, { basis, rows: standing.rows, by: actor.label });
    await this.queue.enqueue('papers.make', { workspaceId: file.workspaceId, id });
    await this.audit.record({
      action: 'imports.paper-requested',
      subject: { type: 'import', id: file.id },
      detail: { kind, rows: standing.rows },
    });
  }
}

function nameOf(file: Import): { workspaceId: string; importId: string } {
  return { workspaceId: file.workspaceId, importId: file.id };
}
