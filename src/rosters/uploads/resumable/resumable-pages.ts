import { Delete, Get, Injectable, Param, Patch, Post, Req, Res } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import type { Request, Response } from 'express';
import type { ImportKind } from '../../../imports/index.js';
import { AppError, type Actor } from '../../../kernel/index.js';
import { anId, CurrentActor, OwnWork, redirect, Requires } from '../../../platform/web/index.js';
import { importsPath, RIGHTS } from '../import-rights.js';
import { failureTexts } from '../words.js';
import { ResumableUploads, type UploadPlace } from './resumable-uploads.js';

/** Uploads in pieces from the script of the upload page. */
export function ResumablePages(kind: ImportKind) {
  const may = RIGHTS[kind];

  @Injectable()
  @ApiExcludeController()
  class Resumable {
    constructor(readonly resumable: ResumableUploads) {}

    @Post()
    @Requires(may.upload)
    @OwnWork()
    create(@Req() req: Request, @Res() res: Response, @CurrentActor() actor: Actor) {
      return this.answer(req, res, actor, null);
    }

    /** HEAD, which the script asks, is answered here too; a person who comes back is led on. */
    @Get(':id')
    @Requires(may.upload)
    @OwnWork()
    async show(@Req() req: Request, @Res() res: Response, @CurrentActor() actor: Actor, @Param('id', anId) id: string) {
      if (req.method === 'HEAD') return this.answer(req, res, actor, id);
      const { importId } = await this.resumable.get(actor, kind, id);
      res.redirect(303, `${importsPath(actor.workspaceSlug, kind)}/${importId ?? 'new'}`);
    }

    @Patch(':id')
    @Requires(may.upload)
    @OwnWork()
    append(@Req() req: Request, @Res() res: Response, @CurrentActor() actor: Actor, @Param('id', anId) id: string) {
      return this.answer(req, res, actor, id);
    }

    @Delete(':id')
    @Requires(may.upload)
    @OwnWork()
    destroy(@Req() req: Request, @Res() res: Response, @CurrentActor() actor: Actor, @Param('id', anId) id: string) {
      return this.answer(req, res, actor, id);
    }

    /** The same for people without script. */
    @Post(':id/discard')
    @Requires(may.upload)
    async discard(@CurrentActor() actor: Actor, @Param('id', anId) id: string) {
      await this.resumable.remove(actor, kind, id);
      return redirect(`${importsPath(actor.workspaceSlug, kind)}/new`);
    }

    /** The script shows the sentence beside the form; what is not there answers as everywhere. */
    async answer(req: Request, res: Response, actor: Actor, id: string | null): Promise<void> {
      try {
        await this.resumable.answer(req, res, actor, pagePlace(actor, kind), id);
      } catch (error) {
        if (!(error instanceof AppError) || error.status >= 500 || error.status === 404 || res.headersSent) throw error;
        res.status(error.status).json({ code: error.code, message: failureTexts(actor.locale, error).reason });
      }
    }
  }
  return Resumable;
}

function pagePlace(actor: Actor, kind: ImportKind): UploadPlace {
  const imports = importsPath(actor.workspaceSlug, kind);
  return {
    kind,
    channel: 'page',
    path: `${imports}/uploads`,
    locationOf: (importId, seenBefore) => `${imports}/${importId}${seenBefore ? '?seen=1' : ''}`,
    entering: async (_arrived, enter) => (await enter()).file.id,
  };
}
