import { Inject, Injectable } from '@nestjs/common';
import type { Response } from 'express';
import { Audit } from '../../audit/index.js';
import {
  ImportsRepository,
  PaperMakers,
  Papers,
  type Import,
  type ImportKind,
  type PaperKind,
  type PaperStanding,
} from '../../imports/index.js';
import type { Actor } from '../../kernel/index.js';
import { UnitOfWork, type Scope } from '../../platform/db/index.js';
import type { Storage } from '../../platform/storage/index.js';
import { STORAGE } from '../../platform/tokens.js';
import { attach, flow, SPREADSHEET } from './download-answer.js';
import { DownloadPlaces } from './download-places.js';

const STATEMENT = 120_000;

interface Found {
  file: Import;
  standing: PaperStanding;
  isThere: boolean;
}

/** Papers on their way to a reader: a small one is made meanwhile, a large one was made by the worker and is only sent. */
@Injectable()
export class PaperDownloads {
  constructor(
    private readonly units: UnitOfWork,
    private readonly imports: ImportsRepository,
    private readonly papers: Papers,
    private readonly makers: PaperMakers,
    private readonly places: DownloadPlaces,
    private readonly audit: Audit,
    @Inject(STORAGE) private readonly storage: Storage,
  ) {}

  /**
   * Sends the paper, which is written into the audit before the first byte leaves; one that first has to be made is asked
   * for instead.
   * @returns false when nothing was sent yet: the paper is being made
   * @throws NotFound, Refused when there is nothing to write, TooManyRequests
   */
  async send(actor: Actor, id: string, of: ImportKind, kind: PaperKind, res: Response): Promise<boolean> {
    const { file, standing, isThere } = await this.units.run(scopeOf(actor), () => this.find(actor, id, of, kind));
    if (!isThere) return false;
    const maker = this.makers.of(kind);
    const stored = standing.paper?.storageKey;
    if (stored) {
      const bytes = await this.storage.get(stored);
      head(res, maker.fileName(file));
      res.setHeader('Content-Length', String(standing.paper?.fileSize));
      await flow(bytes, res);
      return true;
    }
    await this.places.within(() =>
      this.units.run({ ...scopeOf(actor), readOnly: true, statementTimeout: STATEMENT }, async () => {
        const bytes = await maker.write(file, actor.locale);
        head(res, maker.fileName(file));
        await flow(bytes, res);
      }),
    );
    return true;
  }

  private async find(actor: Actor, id: string, of: ImportKind, kind: PaperKind): Promise<Found> {
    const file = await this.imports.get(id, of);
    const standing = await this.papers.standing(actor, file, kind);
    const isThere = standing.atOnce || standing.paper?.state === 'ready';
    if (!isThere) await this.papers.prepare(actor, file, kind);
    else {
      await this.audit.record({
        action: this.makers.of(kind).action,
        subject: { type: 'import', id },
        detail: { rows: standing.rows, prepared: !standing.atOnce },
      });
    }
    return { file, standing, isThere };
  }
}

function head(res: Response, name: string): void {
  res.setHeader('Content-Type', SPREADSHEET);
  attach(res, name);
}

function scopeOf(actor: Actor): Scope {
  return { role: 'app', workspaceId: actor.workspaceId, userId: actor.userId, actor };
}
