import type { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { Injectable } from '@nestjs/common';
import type { Response } from 'express';
import { Audit } from '../../audit/index.js';
import {
  correctionsWorkbook,
  ImportRows,
  ImportsRepository,
  ImportSubjects,
  type Import,
  type ImportKind,
  type RowFilter,
} from '../../imports/index.js';
import { Refused, TooManyRequests, type Actor } from '../../kernel/index.js';
import { UnitOfWork, type Scope } from '../../platform/db/index.js';
import { rowLines } from './row-lines.js';

/** Each download holds a connection for as long as its reader takes; more than these would starve the pages. */
const AT_ONCE = 4;
const LONGEST = 15 * 60_000;
const STATEMENT = 120_000;
const SPREADSHEET = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';

/** Whole ledgers and corrections, streamed from the database to the reader with one batch of rows in memory. */
@Injectable()
export class Downloads {
  private running = 0;

  constructor(
    private readonly units: UnitOfWork,
    private readonly imports: ImportsRepository,
    private readonly rows: ImportRows,
    private readonly subjects: ImportSubjects,
    private readonly audit: Audit,
  ) {}

  /** Every row of the file with its outcome, as CSV. @throws NotFound, TooManyRequests */
  async ledger(actor: Actor, id: string, kind: ImportKind, filter: RowFilter, res: Response): Promise<void> {
    await this.send(actor, id, kind, (file) => {
      res.setHeader('Content-Type', 'text/csv; charset=utf-8');
      attach(res, `rows-${file.id}.csv`);
      return flow(rowLines(file, this.rows.batches(file, filter)), res);
    });
  }

  /** The corrections workbook. It holds personal data, so taking it is written into the audit first. */
  async corrections(actor: Actor, id: string, kind: ImportKind, res: Response): Promise<void> {
    await this.units.run(scopeOf(actor), async () => {
      const file = await this.imports.get(id, kind);
      if (file.needsWork() === 0) throw new Refused('imports.nothing-to-correct');
      await this.audit.record({
        action: 'imports.corrections-downloaded',
        subject: { type: 'import', id },
        detail: { rows: file.needsWork() },
      });
    });
    await this.send(actor, id, kind, async (file) => {
      const rows = await this.rows.needingWork(file);
      res.setHeader('Content-Type', SPREADSHEET);
      attach(res, `corrections-${file.id}.xlsx`);
      await flow(correctionsWorkbook(file, this.subjects.of(kind), rows, actor.locale), res);
    });
  }

  private async send(
    actor: Actor,
    id: string,
    kind: ImportKind,
    write: (file: Import) => Promise<void>,
  ): Promise<void> {
    if (this.running >= AT_ONCE) throw new TooManyRequests(15);
    this.running++;
    try {
      const scope = { ...scopeOf(actor), readOnly: true, statementTimeout: STATEMENT };
      await this.units.run(scope, async () => write(await this.imports.get(id, kind)));
    } finally {
      this.running--;
    }
  }
}

/** Served as a file to keep, never as something the browser would run. */
export function attach(res: Response, name: string): void {
  res.setHeader('Content-Disposition', `attachment; filename="${name}"`);
  res.setHeader('X-Content-Type-Options', 'nosniff');
}

/** Somebody who closes the download has not made an error. */
async function flow(bytes: Readable, res: Response): Promise<void> {
  try {
    await pipeline(bytes, res, { signal: AbortSignal.timeout(LONGEST) });
  } catch (error) {
    if ((error as { code?: string }).code !== 'ERR_STREAM_PREMATURE_CLOSE') throw error;
  }
}

function scopeOf(actor: Actor): Scope {
  return { role: 'app', workspaceId: actor.workspaceId, userId: actor.userId, actor };
}
