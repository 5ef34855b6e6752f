import { Delete, Get, Injectable, Param, Patch, Post, Req, Res } from '@nestjs/common';
import { ApiBearerAuth, ApiConsumes, ApiHeader, ApiOperation, ApiResponse, ApiTags } from '@nestjs/swagger';
import type { Request, Response } from 'express';
import type { ImportKind, UnfinishedUpload } from '../../../imports/index.js';
import type { Actor } from '../../../kernel/index.js';
import { anId, CurrentActor, OwnWork, Requires } from '../../../platform/web/index.js';
import { EnterByApi } from '../enter-by-api.js';
import { API_PLACES, RIGHTS } from '../import-rights.js';
import { BECAME, ResumableUploads, type UploadPlace } from './resumable-uploads.js';
import { PIECE } from './tus-exchange.js';

const VERSION = { name: 'Tus-Resumable', required: true, example: '1.0.0' } as const;
const DONE = `After the last byte ${BECAME} names the import`;

/** Uploads in pieces for machines: the tus protocol 1.0.0 below `/api/v1/…-imports/uploads`. */
export function ResumableApi(kind: ImportKind) {
  const may = RIGHTS[kind];

  @Injectable()
  @ApiTags(`${kind} imports`)
  @ApiBearerAuth('bearer')
  class Resumable {
    constructor(
      readonly resumable: ResumableUploads,
      readonly entry: EnterByApi,
    ) {}

    @Post()
    @Requires(may.upload)
    @OwnWork()
    @ApiOperation({ summary: 'Begin an upload in pieces (tus 1.0.0)' })
    @ApiHeader(VERSION)
    @ApiHeader({ name: 'Upload-Length', required: true, description: 'Bytes of the whole file' })
    @ApiHeader({
      name: 'Upload-Metadata',
      required: true,
      description: 'tus key-value pairs: filename; optional mode, mapping, choice',
    })
    @ApiHeader({ name: 'Idempotency-Key', required: false })
    @ApiResponse({ status: 201, description: 'Location takes the pieces' })
    @ApiResponse({ status: 409, description: 'Too many unfinished uploads, or too many bytes in them' })
    @ApiResponse({ status: 413, description: 'Larger than a file may be' })
    create(@Req() req: Request, @Res() res: Response, @CurrentActor() actor: Actor) {
      return this.answer(req, res, actor, null);
    }

    @Get(':id')
    @Requires(may.upload)
    @OwnWork()
    @ApiOperation({ summary: 'How far an upload is; HEAD answers Upload-Offset' })
    @ApiResponse({ status: 200, description: `Bytes and what was received. ${DONE}` })
    async show(@Req() req: Request, @Res() res: Response, @CurrentActor() actor: Actor, @Param('id', anId) id: string) {
      if (req.method === 'HEAD') return this.answer(req, res, actor, id);
      res.json(uploadAnswer(kind, await this.resumable.get(actor, kind, id)));
    }

    @Patch(':id')
    @Requires(may.upload)
    @OwnWork()
    @ApiOperation({ summary: 'Send the next piece' })
    @ApiConsumes(PIECE)
    @ApiHeader(VERSION)
    @ApiHeader({ name: 'Upload-Offset', required: true })
    @ApiResponse({ status: 204, description: `Upload-Offset says how far it is now. ${DONE}` })
    @ApiResponse({ status: 409, description: 'Another Upload-Offset: ask with HEAD' })
    append(@Req() req: Request, @Res() res: Response, @CurrentActor() actor: Actor, @Param('id', anId) id: string) {
      return this.answer(req, res, actor, id);
    }

    @Delete(':id')
    @Requires(may.upload)
    @OwnWork()
    @ApiOperation({ summary: 'Forget an upload; an import that it became stays' })
    @ApiHeader(VERSION)
    @ApiResponse({ status: 204, description: 'Forgotten' })
    destroy(@Req() req: Request, @Res() res: Response, @CurrentActor() actor: Actor, @Param('id', anId) id: string) {
      return this.answer(req, res, actor, id);
    }

    answer(req: Request, res: Response, actor: Actor, id: string | null): Promise<void> {
      return this.resumable.answer(req, res, actor, apiPlace(kind, this.entry), id);
    }
  }
  return Resumable;
}

function apiPlace(kind: ImportKind, entry: EnterByApi): UploadPlace {
  const imports = `/api/v1/${API_PLACES[kind]}`;
  return {
    kind,
    channel: 'api',
    path: `${imports}/uploads`,
    locationOf: (importId) => `${imports}/${importId}`,
    entering: async (arrived, enter, { idempotencyKey }) => {
      const { location } = await entry.enter(arrived, idempotencyKey, enter);
      return location?.split('/').at(-1) ?? '';
    },
  };
}

function uploadAnswer(kind: ImportKind, upload: UnfinishedUpload) {
  const imports = `/api/v1/${API_PLACES[kind]}`;
  return {
    id: upload.id,
    kind,
    mode: upload.mode,
    fileName: upload.fileName,
    bytes: upload.bytes,
    received: upload.received,
    begunBy: upload.begunLabel,
    importId: upload.importId,
    links: {
      self: `${imports}/uploads/${upload.id}`,
      ...(upload.importId && { import: `${imports}/${upload.importId}` }),
    },
  };
}
