import { Body, Delete, Get, HttpCode, Injectable, Param, Post, Put, Req, Res } from '@nestjs/common';
import { ApiBearerAuth, ApiBody, ApiConsumes, ApiOperation, ApiResponse, ApiTags } from '@nestjs/swagger';
import type { Request, Response } from 'express';
import { ConfirmImport, CorrectMapping, ImportsRepository, type Import, type ImportKind } from '../../imports/index.js';
import type { Actor } from '../../kernel/index.js';
import { anId, CurrentActor, InvalidFields, OwnWork, Requires } from '../../platform/web/index.js';
import { EnterByApi } from './enter-by-api.js';
import { IMPORT_SCHEMA } from './import-answer.js';
import { RIGHTS } from './import-rights.js';
import { ConfirmationForm, MappingForm } from './import.forms.js';
import { TakeUploads } from './take-uploads.js';
import { isMapping } from './upload-order.rules.js';

const FORM = {
  schema: {
    type: 'object' as const,
    required: ['file'],
    properties: {
      file: { type: 'string' as const, format: 'binary' },
      mode: { type: 'string' as const, enum: ['upsert', 'snapshot'], default: 'upsert' },
      mapping: {
        type: 'string' as const,
        description: 'JSON: one field or null a column, or an object from header to field',
      },
      choice: {
        type: 'string' as const,
        description: 'JSON: how to read it, any of sheet, encoding, delimiter, quote, headerRow, headerRows',
      },
    },
  },
};
const answers = (status: number, description: string) =>
  ApiResponse({ status, description, schema: IMPORT_SCHEMA as never });

/** Handlers of `/api/v1/roster-imports` and `/api/v1/registry-imports`: the same for both kinds. */
export function ImportsApi(kind: ImportKind) {
  const may = RIGHTS[kind];

  @Injectable()
  @ApiTags(`${kind} imports`)
  @ApiBearerAuth('bearer')
  class Api {
    constructor(
      readonly uploads: TakeUploads,
      readonly imports: ImportsRepository,
      readonly entry: EnterByApi,
      readonly mappings: CorrectMapping,
      readonly confirming: ConfirmImport,
    ) {}

    @Post()
    @Requires(may.upload)
    @OwnWork()
    @ApiOperation({ summary: 'Upload a file; what becomes of it is asked under Location' })
    @ApiConsumes('multipart/form-data')
    @ApiBody(FORM)
    @answers(202, 'Taken in')
    @answers(200, 'The same file was here before: its first import')
    async create(@Req() req: Request, @Res({ passthrough: true }) res: Response, @CurrentActor() actor: Actor) {
      const arrived = await this.uploads.arrive(req, actor, kind, 'api');
      const key = req.get('idempotency-key') ?? null;
      const answer = await this.uploads.enter(actor, arrived, (enter) => this.entry.enter(arrived, key, enter));
      res.status(answer.status).setHeader('Location', answer.location ?? '');
      if (answer.repeated) res.setHeader('Idempotent-Replay', 'true');
      return answer.body;
    }

    @Get(':id')
    @Requires(may.read)
    @ApiOperation({ summary: 'State, progress, mapping, counts and causes of a file' })
    @answers(200, 'The file')
    async show(@Param('id', anId) id: string) {
      return this.answer(await this.imports.get(id, kind));
    }

    @Put(':id/mapping')
    @HttpCode(202)
    @Requires(may.upload)
    @ApiOperation({ summary: 'Say what the columns mean, or how the file is to be read' })
    @answers(202, 'The file is checked again')
    async map(@Param('id', anId) id: string, @Body() { mapping, choice }: MappingForm) {
      if (mapping !== undefined && !isMapping(mapping))
        throw new InvalidFields([{ field: 'mapping', code: 'mapping-unreadable' }]);
      return this.answer(
        await this.mappings.correct(id, kind, { ...(mapping && { mapping }), ...(choice && { choice }) }),
      );
    }

    @Post(':id/confirmation')
    @HttpCode(202)
    @Requires(may.confirm)
    @ApiOperation({ summary: 'Apply what the rehearsal said' })
    @answers(202, 'Being applied, or applied already')
    async confirm(@CurrentActor() actor: Actor, @Param('id', anId) id: string, @Body() form: ConfirmationForm) {
      const { acceptLeavers = false, counts = {} } = form;
      return this.answer(await this.confirming.confirm(actor, id, kind, { acceptLeavers, seen: counts }));
    }

    @Delete(':id')
    @Requires(may.upload)
    @ApiOperation({ summary: 'Take a file back that is not applied yet' })
    @answers(200, 'Discarded, or about to be')
    async discard(@Param('id', anId) id: string) {
      return this.answer(await this.confirming.discard(id, kind));
    }

    @Post(':id/reversal')
    @HttpCode(202)
    @Requires(may.reverse)
    @ApiOperation({ summary: 'Undo an applied file while nothing later touched the same workers' })
    @answers(202, 'Being reversed; a refusal is told in `failure`')
    async reverse(@CurrentActor() actor: Actor, @Param('id', anId) id: string) {
      return this.answer(await this.confirming.reverse(actor, id, kind));
    }

    answer(file: Import) {
      return this.entry.answer(file);
    }
  }
  return Api;
}
