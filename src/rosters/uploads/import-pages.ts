import { Get, Injectable, Param, Post, Query, Req } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import { IsOptional, Matches } from 'class-validator';
import type { Request } from 'express';
import { ImportsRepository, ImportSubjects, type ImportKind } from '../../imports/index.js';
import { AppError, type Actor } from '../../kernel/index.js';
import { anId, CurrentActor, OwnWork, page, redirect, Requires, uploadAction } from '../../platform/web/index.js';
import { importsPath, RIGHTS } from './import-rights.js';
import { ImportViews } from './import-views.js';
import { indexView, newView, PER_PAGE } from './imports-index.page.js';
import { ResumableUploads } from './resumable/resumable-uploads.js';
import { TakeUploads } from './take-uploads.js';
import { failureTexts } from './words.js';

export class ImportsQuery {
  @IsOptional() @Matches(/^[0-9a-f-]{0,36}$/) before?: string;
}

export class ImportQuery {
  /** Somebody came here because the file they sent was here already. */
  @IsOptional() @Matches(/^1?$/) seen?: string;
}

/** List, upload and the one page of a file that follows its state. */
export function ImportPages(kind: ImportKind) {
  const may = RIGHTS[kind];

  @Injectable()
  @ApiExcludeController()
  class Pages {
    constructor(
      readonly imports: ImportsRepository,
      readonly subjects: ImportSubjects,
      readonly uploads: TakeUploads,
      readonly resumable: ResumableUploads,
      readonly views: ImportViews,
    ) {}

    @Get()
    @Requires(may.read)
    async index(@CurrentActor() actor: Actor, @Query() { before }: ImportsQuery) {
      const files = await this.imports.newest(kind, PER_PAGE + 1, before);
      return page(indexView(actor, kind, files), { full: 'rosters/imports' });
    }

    @Get('new')
    @Requires(may.upload)
    new(@CurrentActor() actor: Actor) {
      return this.form(actor);
    }

    @Post()
    @Requires(may.upload)
    @OwnWork()
    async create(@Req() req: Request, @CurrentActor() actor: Actor) {
      try {
        const arrived = await this.uploads.arrive(req, actor, kind, 'page');
        const { file, seenBefore } = await this.uploads.enter(actor, arrived, (enter) => enter());
        // No flash: script follows the redirect by itself once before the browser does.
        return redirect(`${importsPath(actor.workspaceSlug, kind)}/${file.id}${seenBefore ? '?seen=1' : ''}`);
      } catch (error) {
        if (!(error instanceof AppError) || (error.status >= 500 && error.status !== 507)) throw error;
        return this.form(actor, failureTexts(actor.locale, error).reason, error.status);
      }
    }

    @Get(':id')
    @Requires(may.read)
    async show(@CurrentActor() actor: Actor, @Param('id', anId) id: string, @Query() { seen }: ImportQuery) {
      const view = await this.views.show(actor, await this.imports.get(id, kind));
      return page({ ...view, seen: seen === '1' }, { full: 'rosters/import', part: 'rosters/import.hx' });
    }

    async form(actor: Actor, refusal: string | null = null, status = 200) {
      const waiting = await this.resumable.waiting(actor, kind);
      const action = uploadAction(importsPath(actor.workspaceSlug, kind));
      const view = newView(actor, kind, this.subjects.of(kind), action, { refusal, waiting });
      return page(view, { full: 'rosters/import-new', status });
    }
  }
  return Pages;
}
