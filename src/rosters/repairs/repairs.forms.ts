import { ApiProperty } from '@nestjs/swagger';
import { Type } from 'class-transformer';
import {
  ArrayMaxSize,
  IsArray,
  IsBoolean,
  IsIn,
  IsOptional,
  IsString,
  Matches,
  MaxLength,
  ValidateNested,
} from 'class-validator';
import { PATTERNS, type RepairPattern } from './repair.rules.js';

/** One repair: a pattern, or the words of a cell and what they mean. */
export class AskedRepairForm {
  @ApiProperty({ example: 'sector.unknown' }) @Matches(/^[a-z_.]{1,60}$/) cause!: string;
  @ApiProperty({ required: false, enum: PATTERNS }) @IsOptional() @IsIn(PATTERNS) pattern?: RepairPattern;
  @ApiProperty({ required: false, description: 'As a wrong value lists it', example: 'dagang' })
  @IsOptional()
  @IsString()
  @MaxLength(100)
  text?: string;
  @ApiProperty({
    required: false,
    nullable: true,
    type: String,
    description: 'A code, or a word that the field knows; null: such cells mean nothing',
    example: 'G',
  })
  @IsOptional()
  @IsString()
  @MaxLength(200)
  to?: string | null;
}

export class RepairsForm {
  @ApiProperty({ type: [AskedRepairForm], maxItems: 200 })
  @IsArray()
  @ArrayMaxSize(200)
  @ValidateNested({ each: true })
  @Type(() => AskedRepairForm)
  repairs!: AskedRepairForm[];

  @ApiProperty({ required: false, default: false, description: 'Also for the next files of the workspace' })
  @IsOptional()
  @IsBoolean()
  remember?: boolean;
}
