import type { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { Controller, Get, Query, Res } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import type { Response } from 'express';
import type { Actor } from '../../kernel/index.js';
import { CurrentActor, OwnWork, Requires } from '../../platform/web/index.js';
import { CONTENT_TYPES, type ExportFormat } from './gap-export.rules.js';
import { GapExports } from './gap-exports.js';
import { readGapFilter } from './gap-filter.rules.js';
import { GapsQuery } from './gaps.forms.js';

/** A reader who takes longer gives the connection back. */
const LONGEST = 15 * 60_000;

@ApiExcludeController()
@Controller('w/:workspace')
export class GapExportsController {
  constructor(private readonly exports: GapExports) {}

  @Get('coverage/gaps.csv')
  @Requires('coverage.export')
  @OwnWork()
  csv(@CurrentActor() actor: Actor, @Query() query: GapsQuery, @Res() res: Response) {
    return this.send(actor, query, 'csv', res);
  }

  @Get('coverage/gaps.xlsx')
  @Requires('coverage.export')
  @OwnWork()
  xlsx(@CurrentActor() actor: Actor, @Query() query: GapsQuery, @Res() res: Response) {
    return this.send(actor, query, 'xlsx', res);
  }

  private async send(actor: Actor, query: GapsQuery, format: ExportFormat, res: Response): Promise<void> {
    const wanted = await this.exports.begin(actor, readGapFilter(query), format);
    res.setHeader('Content-Type', CONTENT_TYPES[format]);
    res.setHeader('Content-Disposition', `attachment; filename="${wanted.fileName}"`);
    await this.exports.send(actor, wanted, (bytes) => flow(bytes, res));
  }
}

/** Somebody who closes the download has not made an error. */
async function flow(bytes: Readable, res: Response): Promise<void> {
  try {
    await pipeline(bytes, res, { signal: AbortSignal.timeout(LONGEST) });
  } catch (error) {
    if ((error as { code?: string }).code !== 'ERR_STREAM_PREMATURE_CLOSE') throw error;
  }
}
