import { Transform } from 'class-transformer';
import { IsInt, IsOptional, IsString, IsUUID, Max, MaxLength, Min } from 'class-validator';
import type { GapQuery } from './gap-filter.rules.js';

/** Query of the gap list; a repeated `status` (check boxes) or one with commas (links). */
export class GapsQuery implements GapQuery {
  @IsOptional()
  @Transform(({ value }: { value: unknown }) => (Array.isArray(value) ? value.join(',') : value))
  @IsString()
  @MaxLength(60)
  status?: string;

  @IsOptional()
  @IsString()
  @MaxLength(10)
  region?: string;

  @IsOptional()
  @IsString()
  @MaxLength(10)
  sector?: string;

  @IsOptional()
  @Transform(({ value }: { value: unknown }) => Number(value))
  @IsInt()
  @Min(1)
  @Max(1000)
  page?: number;

  @IsOptional()
  @IsUUID()
  after?: string;
}
