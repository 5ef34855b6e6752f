import { ApiProperty } from '@nestjs/swagger';
import { Type } from 'class-transformer';
import {
  ArrayMaxSize,
  ArrayMinSize,
  ArrayUnique,
  IsArray,
  IsIn,
  IsInt,
  IsOptional,
  Matches,
  Max,
  Min,
  ValidateNested,
} from 'class-validator';
import { CHOICES, type Choice } from './choices.rules.js';
import type { RowDecision } from './decide-rows.js';

const CAUSE = /^[a-z_.]{1,60}$/;
const MOST_ROW = 2_000_000_000;
export const MOST_DECISIONS = 500;

export class HeldQuery {
  @IsOptional() @Matches(/^(decided)?$/) show?: string;
  @IsOptional() @Matches(/^[a-z_.]{0,60}$/) cause?: string;
  @IsOptional() @Type(() => Number) @IsInt() @Min(0) @Max(MOST_ROW) after?: number;
}

export class HeldApiQuery {
  @ApiProperty({ required: false, example: 'worker.other_person' }) @IsOptional() @Matches(CAUSE) cause?: string;
  @ApiProperty({ required: false, description: 'Rows that were decided about instead of those that wait' })
  @IsOptional()
  @IsIn(['true', 'false'])
  decided?: 'true' | 'false';
  @ApiProperty({ required: false, description: 'As `next` of the page before' })
  @IsOptional()
  @Type(() => Number)
  @IsInt()
  @Min(0)
  @Max(MOST_ROW)
  cursor?: number;
  @ApiProperty({ required: false, maximum: 200, default: 50 })
  @IsOptional()
  @Type(() => Number)
  @IsInt()
  @Min(1)
  @Max(200)
  limit?: number;
}

export class RowDecisionForm implements RowDecision {
  @ApiProperty({ example: 12 }) @IsInt() @Min(1) @Max(MOST_ROW) row!: number;
  @ApiProperty({ enum: CHOICES }) @IsIn(CHOICES) choice!: Choice;
}

export class DecisionsForm {
  @ApiProperty({ required: false, type: [RowDecisionForm], description: 'Rows one by one; all or none are taken' })
  @IsOptional()
  @IsArray()
  @ArrayMinSize(1)
  @ArrayMaxSize(MOST_DECISIONS)
  @ArrayUnique(({ row }: RowDecisionForm) => row)
  @ValidateNested({ each: true })
  @Type(() => RowDecisionForm)
  rows?: RowDecisionForm[];

  @ApiProperty({ required: false, description: 'Or every row held for this cause', example: 'nik.sex_mismatch' })
  @IsOptional()
  @Matches(CAUSE)
  cause?: string;

  @ApiProperty({ required: false, enum: CHOICES, description: 'With `cause`' })
  @IsOptional()
  @IsIn(CHOICES)
  choice?: Choice;
}

export class WithdrawalQuery {
  @ApiProperty({
    required: false,
    description: 'Numbers parted by commas; absent: all of the cause, or all',
    example: '12,40',
  })
  @IsOptional()
  @Matches(/^\d{1,9}(,\d{1,9}){0,499}$/)
  rows?: string;
  @ApiProperty({ required: false, example: 'nik.sex_mismatch' }) @IsOptional() @Matches(CAUSE) cause?: string;
}

/** What the page sends: `row-12=file` for each row, an empty choice for one that still waits. */
export function readRowChoices(body: Record<string, unknown>): RowDecision[] {
  return Object.entries(body).flatMap(([name, value]) => {
    const row = /^row-([1-9]\d{0,8})$/.exec(name)?.[1];
    const choice = CHOICES.find((known) => known === value);
    return row && choice ? [{ row: Number(row), choice }] : [];
  });
}
