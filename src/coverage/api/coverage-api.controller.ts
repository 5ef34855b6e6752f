import { Controller, Get, Query } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiProperty, ApiTags } from '@nestjs/swagger';
import { IsOptional, IsString, MaxLength } from 'class-validator';
import type { Actor } from '../../kernel/index.js';
import { CurrentActor, Requires } from '../../platform/web/index.js';
import { CoverageOf, type CoverageReport } from './coverage-of.js';

export class CoverageQuery {
  @ApiProperty({
    required: false,
    example: 'region,programme',
    description: 'region, sector, sex, age_band, programme',
  })
  @IsOptional()
  @IsString()
  @MaxLength(100)
  by?: string;

  @ApiProperty({ required: false, example: '2026-10-31', description: 'A day of which a snapshot was kept' })
  @IsOptional()
  @IsString()
  @MaxLength(10)
  as_of?: string;
}

@ApiTags('coverage')
@Controller('api/v1/coverage')
export class CoverageApiController {
  constructor(private readonly coverage: CoverageOf) {}

  @Get()
  @Requires('coverage.read')
  @ApiOperation({ summary: 'Counts and percentages of covered workers, parted by up to five dimensions' })
  @ApiOkResponse({ description: 'Counts with their definition, source and date' })
  show(@CurrentActor() actor: Actor, @Query() query: CoverageQuery): Promise<CoverageReport> {
    return this.coverage.forWorkspace(actor.workspaceId ?? '', { by: query.by?.split(','), asOf: query.as_of });
  }
}
