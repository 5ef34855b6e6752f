import { Get, Injectable, Param, Query, Res, StreamableFile } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import type { Response } from 'express';
import { ImportReceipts, ImportsRepository, ImportSubjects, type ImportKind } from '../../imports/index.js';
import type { Actor } from '../../kernel/index.js';
import { anId, CurrentActor, OwnWork, page, Requires } from '../../platform/web/index.js';
import { attach, SPREADSHEET } from '../papers/download-answer.js';
import { PaperDownloads } from '../papers/paper-downloads.js';
import { leadToPaper } from '../papers/preparing.js';
import { Downloads } from './downloads.js';
import { importsPath, RIGHTS } from './import-rights.js';
import { ImportViews } from './import-views.js';
import { RowsQuery } from './import.forms.js';
import { ReceiptPapers } from './receipt-papers.js';
import { RowsPages } from './rows-pages.js';
import { templateCsv, templateWorkbook } from './template-file.js';

/** What people take away: templates, rows, corrections, receipts. */
export function ImportPapers(kind: ImportKind) {
  const may = RIGHTS[kind];

  @Injectable()
  @ApiExcludeController()
  class Papers {
    constructor(
      readonly imports: ImportsRepository,
      readonly subjects: ImportSubjects,
      readonly views: ImportViews,
      readonly receipts: ImportReceipts,
      readonly rows: RowsPages,
      readonly downloads: Downloads,
      readonly large: PaperDownloads,
      readonly papers: ReceiptPapers,
    ) {}

    @Get('template.csv')
    @Requires(may.upload)
    templateCsv(@Res({ passthrough: true }) res: Response) {
      attach(res, `template-${kind}.csv`);
      return new StreamableFile(Buffer.from(templateCsv(this.subjects.of(kind))), { type: 'text/csv; charset=utf-8' });
    }

    @Get('template.xlsx')
    @Requires(may.upload)
    async templateXlsx(@CurrentActor() actor: Actor, @Res({ passthrough: true }) res: Response) {
      attach(res, `template-${kind}.xlsx`);
      return new StreamableFile(await templateWorkbook(this.subjects.of(kind), actor.locale), { type: SPREADSHEET });
    }

    @Get(':id/rows')
    @Requires(may.read)
    async index(@CurrentActor() actor: Actor, @Param('id', anId) id: string, @Query() query: RowsQuery) {
      return page(await this.rows.of(actor, await this.imports.get(id, kind), query), { full: 'rosters/import-rows' });
    }

    @Get(':id/rows.csv')
    @Requires(may.read)
    @OwnWork()
    ledger(
      @CurrentActor() actor: Actor,
      @Param('id', anId) id: string,
      @Query() query: RowsQuery,
      @Res() res: Response,
    ) {
      const filter = { outcome: query.outcome || undefined, cause: query.cause || undefined };
      return this.downloads.ledger(actor, id, kind, filter, res);
    }

    @Get(':id/corrections.xlsx')
    @Requires(may.upload)
    @OwnWork()
    async corrections(@CurrentActor() actor: Actor, @Param('id', anId) id: string, @Res() res: Response) {
      if (await this.large.send(actor, id, kind, 'corrections', res)) return;
      leadToPaper(res, `${importsPath(actor.workspaceSlug, kind)}/${id}`, 'corrections');
    }

    @Get(':id/receipt')
    @Requires(may.read)
    async receipt(@CurrentActor() actor: Actor, @Param('id', anId) id: string) {
      return page(await this.views.receipt(actor, await this.imports.get(id, kind)), {
        full: 'rosters/import-receipt',
      });
    }

    @Get(':id/receipt.json')
    @Requires(may.read)
    async receiptJson(@Param('id', anId) id: string, @Res({ passthrough: true }) res: Response) {
      attach(res, `receipt-${id}.json`);
      return this.receipts.of(await this.imports.get(id, kind));
    }

    @Get(':id/receipt.pdf')
    @Requires(may.read)
    async receiptPdf(
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
