import { Body, Controller, Get, HttpCode, Param, Post, Query } from '@nestjs/common';
import { ApiOperation, ApiProperty, ApiPropertyOptional, ApiTags } from '@nestjs/swagger';
import { IsInt, IsOptional, IsString, Max, MaxLength, Min } from 'class-validator';
import { Type } from 'class-transformer';
import { NotFound, Refused, type Actor } from '../../kernel/index.js';
import { Keyring } from '../../platform/crypto/index.js';
import { anId, CurrentActor, InvalidFields, Requires } from '../../platform/web/index.js';
import { ListPages } from './list-pages.js';
import { SearchWorkers } from './search-workers.js';
import { ViewWorker } from './view-worker.js';
import { readWorkerFilter } from './worker-filter.rules.js';
import { workerJson } from './worker-json.js';
import { holdsNik, readWorkerText } from './worker-text.rules.js';

export class WorkersQuery {
  @ApiPropertyOptional({ enum: ['active', 'lapsed', 'never', 'unknown', 'expiring'] })
  @IsOptional()
  @IsString()
  coverage?: string;
  @ApiPropertyOptional({
    enum: ['jkk', 'jkm', 'jht', 'jp', 'jkp'],
    description: 'what coverage is about; absent: JKK and JKM',
  })
  @IsOptional()
  @IsString()
  programme?: string;
  @ApiPropertyOptional({ description: 'kab/kota (3205), province (32) or none' })
  @IsOptional()
  @IsString()
  region?: string;
  @ApiPropertyOptional({ description: 'KBLI letter or none' }) @IsOptional() @IsString() sector?: string;
  @ApiPropertyOptional({ enum: ['L', 'P'] }) @IsOptional() @IsString() sex?: string;
  @ApiPropertyOptional({ description: 'band, e.g. 25-34' }) @IsOptional() @IsString() age?: string;
  @ApiPropertyOptional({ description: 'id of an import that created or changed the worker' })
  @IsOptional()
  @IsString()
  import?: string;
  @ApiPropertyOptional({ enum: ['current', 'left'] }) @IsOptional() @IsString() status?: string;
  @ApiPropertyOptional({ description: 'beginning of the name, last 4 digits of the NIK, or KPJ' })
  @IsOptional()
  @IsString()
  @MaxLength(100)
  q?: string;
  @ApiPropertyOptional() @IsOptional() @IsString() @MaxLength(2000) cursor?: string;
  @ApiPropertyOptional({ minimum: 1, maximum: 500, default: 50 })
  @IsOptional()
  @Type(() => Number)
  @IsInt()
  @Min(1)
  @Max(500)
  limit?: number;
}

export class NikQuery {
  @ApiProperty({ description: '16 digits; never in an address' }) @IsString() @MaxLength(40) nik!: string;
}

@ApiTags('workers')
@Controller('api/v1/workers')
@Requires('workers.read')
export class WorkersApi {
  constructor(
    private readonly search: SearchWorkers,
    private readonly viewing: ViewWorker,
    private readonly pages: ListPages,
    private readonly keyring: Keyring,
  ) {}

  @Get()
  @ApiOperation({ summary: 'Workers of the roster by name, with keyset paging' })
  async list(@CurrentActor() actor: Actor, @Query() query: WorkersQuery) {
    if (holdsNik(query.q ?? '')) throw Refused.invalid('workers.nikInAddress');
    const { filter, faults } = readWorkerFilter({ ...query });
    if (faults.length > 0) throw new InvalidFields(faults.map((field) => ({ field, code: 'unknown-value' })));
    const text = readWorkerText(query.q ?? '');
    const asked = { filter, text, cursor: query.cursor || null, limit: query.limit ?? 50 };
    const list = await this.search.list(asked);
    const keys = await this.keyring.workspaceKeys(actor.workspaceId ?? '');
    return {
      as_of: list.day,
      total: list.total && { count: list.total.count, exact: list.total.isExact },
      next_cursor: list.next,
      previous_cursor: list.previous,
      workers: list.workers.map((worker) =>
        workerJson(worker, keys.openFields(worker.sealed, worker.nikIndex), list.day),
      ),
    };
  }

  @Post('search')
  @HttpCode(200)
  @ApiOperation({ summary: 'The one worker with a NIK' })
  async withNik(@CurrentActor() actor: Actor, @Body() query: NikQuery) {
    const id = await this.pages.withNik(actor, query.nik);
    if (!id) throw new NotFound();
    return this.show(actor, id);
  }

  @Get(':id')
  @ApiOperation({ summary: 'One worker; personal numbers are masked' })
  async show(@CurrentActor() actor: Actor, @Param('id', anId) id: string) {
    const { worker, masked, day } = await this.viewing.view(actor, id);
    return workerJson(worker, masked, day);
  }
}
