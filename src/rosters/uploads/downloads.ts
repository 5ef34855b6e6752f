import { Injectable } from '@nestjs/common';
import type { Response } from 'express';
import { ImportRows, ImportsRepository, type ImportKind, type RowFilter } from '../../imports/index.js';
import type { Actor } from '../../kernel/index.js';
import { UnitOfWork } from '../../platform/db/index.js';
import { attach, flow } from '../papers/download-answer.js';
import { DownloadPlaces } from '../papers/download-places.js';
import { rowLines } from './row-lines.js';

const STATEMENT = 120_000;

/** Whole ledgers, streamed from the database to the reader with one batch of rows in memory. */
@Injectable()
export class Downloads {
  constructor(
    private readonly units: UnitOfWork,
    private readonly imports: ImportsRepository,
    private readonly rows: ImportRows,
    private readonly places: DownloadPlaces,
  ) {}

  /** Every row of the file with its outcome, as CSV. @throws NotFound, TooManyRequests */
  ledger(actor: Actor, id: string, kind: ImportKind, filter: RowFilter, res: Response): Promise<void> {
    const scope = {
      ...({ role: 'app', workspaceId: actor.workspaceId, userId: actor.userId, actor } as const),
      ...{ readOnly: true, statementTimeout: STATEMENT },
    };
    return this.places.within(() =>
      this.units.run(scope, async () => {
        const file = await this.imports.get(id, kind);
        res.setHeader('Content-Type', 'text/csv; charset=utf-8');
        attach(res, `rows-${file.id}.csv`);
        await flow(rowLines(file, this.rows.batches(file, filter)), res);
      }),
    );
  }
}
