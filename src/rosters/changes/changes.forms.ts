import { ApiProperty } from '@nestjs/swagger';
import { Type } from 'class-transformer';
import { IsInt, IsOptional, Matches, Max, Min } from 'class-validator';
import { CHANGE_KINDS } from './change-kinds.rules.js';

const CODE = /^[A-Za-z0-9]{0,12}$/;

/** Whose change is asked for. */
export class ChangedPeopleQuery {
  @ApiProperty({ required: false, enum: CHANGE_KINDS, default: 'joined' })
  @IsOptional()
  @Matches(/^[a-z_]{0,20}$/)
  kind?: string;

  @ApiProperty({
    required: false,
    description: 'Code before the change: a sector, a region or a coverage status; `none` for none given',
  })
  @IsOptional()
  @Matches(CODE)
  was?: string;

  @ApiProperty({ required: false, description: 'Code after it; of `wage` a band, `up` or `down`' })
  @IsOptional()
  @Matches(CODE)
  became?: string;

  @ApiProperty({ required: false, description: 'As `next` of the page before' })
  @IsOptional()
  @Type(() => Number)
  @IsInt()
  @Min(0)
  @Max(2_000_000_000)
  after?: number;

  @ApiProperty({ required: false, maximum: 1000, default: 100 })
  @IsOptional()
  @Type(() => Number)
  @IsInt()
  @Min(1)
  @Max(1000)
  limit?: number;
}
