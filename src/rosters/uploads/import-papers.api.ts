import { Get, Header, Injectable, Param, Query, Req, Res } from '@nestjs/common';
import { ApiBearerAuth, ApiOperation, ApiProduces, ApiResponse, ApiTags } from '@nestjs/swagger';
import type { Request, Response } from 'express';
import { ImportReceipts, ImportRows, ImportsRepository, type ImportKind } from '../../imports/index.js';
import type { Actor } from '../../kernel/index.js';
import { UnitOfWork } from '../../platform/db/index.js';
import { anId, CurrentActor, OwnWork, Requires } from '../../platform/web/index.js';
import { attach } from '../papers/download-answer.js';
import { PaperDownloads } from '../papers/paper-downloads.js';
import { answerLater } from '../papers/preparing.js';
import { Downloads } from './downloads.js';
import { API_PLACES, RIGHTS } from './import-rights.js';
import { RowsQuery } from './import.forms.js';
import { ReceiptPapers } from './receipt-papers.js';
import { rowAnswer } from './row-answer.js';

/** What one can take away from a file: its rows, its corrections, its receipt. */
export function ImportPapersApi(kind: ImportKind) {
  const may = RIGHTS[kind];

  @Injectable()
  @ApiTags(`${kind} imports`)
  @ApiBearerAuth('bearer')
  class Papers {
    constructor(
      readonly units: UnitOfWork,
      readonly imports: ImportsRepository,
      readonly rows: ImportRows,
      readonly receipts: ImportReceipts,
      readonly downloads: Downloads,
      readonly large: PaperDownloads,
      readonly papers: ReceiptPapers,
    ) {}

    @Get(':id/rows')
    @Requires(may.read)
    @OwnWork()
    @ApiOperation({ summary: 'Rows and their outcomes: a page as JSON, or with Accept: text/csv every one, streamed' })
    @ApiProduces('application/json', 'text/csv')
    @ApiResponse({ status: 200, description: '`rows` and `next`, or `row,outcome,causes,worker_id`' })
    async index(
      @CurrentActor() actor: Actor,
      @Param('id', anId) id: string,
      @Query() query: RowsQuery,
      @Req() req: Request,
      @Res() res: Response,
    ): Promise<void> {
      const filter = { outcome: query.outcome || undefined, cause: query.cause || undefined };
      res.setHeader('Vary', 'Accept');
      if (req.accepts(['json', 'csv']) === 'csv') return this.downloads.ledger(actor, id, kind, filter, res);
      const limit = query.limit ?? 100;
      const scope = {
        role: 'app',
        workspaceId: actor.workspaceId,
        userId: actor.userId,
        readOnly: true,
        actor,
      } as const;
      const { file, found } = await this.units.run(scope, async () => {
        const asked = await this.imports.get(id, kind);
        return { file: asked, found: await this.rows.page(asked, filter, query.cursor ?? 0, limit + 1) };
      });
      const rows = found.slice(0, limit).map((row) => rowAnswer(file, row));
      res.json({ rows, next: found.length > limit ? (rows.at(-1)?.row ?? null) : null });
    }

    @Get(':id/corrections.xlsx')
    @Requires(may.upload)
    @OwnWork()
    @ApiOperation({ summary: 'The rows that need work as a workbook; upload it again to apply just those' })
    @ApiResponse({ status: 200, description: 'The workbook' })
    @ApiResponse({ status: 202, description: 'A large one is being made: ask again after `Retry-After` seconds' })
    async corrections(
      @CurrentActor() actor: Actor,
      @Param('id', anId) id: string,
      @Res() res: Response,
    ): Promise<void> {
      if (await this.large.send(actor, id, kind, 'corrections', res)) return;
      answerLater(res, `/api/v1/${API_PLACES[kind]}/${id}/corrections.xlsx`);
    }

    @Get(':id/receipt.json')
    @Requires(may.read)
    @ApiOperation({ summary: 'The receipt' })
    async receipt(@Param('id', anId) id: string) {
      return this.receipts.of(await this.imports.get(id, kind));
    }

    @Get(':id/receipt.pdf')
    @Requires(may.read)
    @Header('Content-Type', 'application/pdf')
    @ApiOperation({ summary: 'The receipt on paper' })
    async paper(
      @CurrentActor() actor: Actor,
      @Param('id', anId) id: string,
      @Res({ passthrough: true }) res: Response,
    ) {
      attach(res, `receipt-${id}.pdf`);
      return this.papers.pdf(actor, await this.imports.get(id, kind));
    }
  }
  return Papers;
}
