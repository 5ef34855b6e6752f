import { ApiProperty } from '@nestjs/swagger';
import { Type } from 'class-transformer';
import {
  Allow,
  IsBoolean,
  IsIn,
  IsInt,
  IsObject,
  IsOptional,
  IsString,
  Matches,
  Max,
  MaxLength,
  Min,
  ValidateNested,
} from 'class-validator';
import {
  DELIMITERS,
  ENCODING,
  HEADER_ROW,
  OUTCOMES,
  QUOTES,
  type Counts,
  type GivenChoice,
  type GivenMapping,
  type Outcome,
} from '../../imports/index.js';

/** Parts of how a file is read that a person decides. */
export class ChoiceForm {
  @ApiProperty({ required: false }) @IsOptional() @IsString() @MaxLength(200) sheet?: string;
  @ApiProperty({ required: false }) @IsOptional() @IsString() @Matches(ENCODING) encoding?: string;
  @ApiProperty({ required: false, enum: [...DELIMITERS] })
  @IsOptional()
  @IsIn(DELIMITERS)
  delimiter?: GivenChoice['delimiter'];
  @ApiProperty({ required: false, enum: [...QUOTES], description: 'Empty: quotes are ordinary characters' })
  @IsOptional()
  @IsIn(QUOTES)
  quote?: GivenChoice['quote'];
  @ApiProperty({ required: false, description: 'Line of the column titles, counted from 0; -1: there is none' })
  @IsOptional()
  @IsInt()
  @Min(HEADER_ROW.first)
  @Max(HEADER_ROW.last)
  headerRow?: number;
  @ApiProperty({ required: false, description: 'Lines of the titles, counted upwards from headerRow' })
  @IsOptional()
  @IsInt()
  @Min(0)
  @Max(HEADER_ROW.most)
  headerRows?: number;
}

export class MappingForm {
  @ApiProperty({
    required: false,
    description: 'One field or null a column, or an object from header to field',
    oneOf: [{ type: 'array', items: { type: 'string', nullable: true } }, { type: 'object' }],
  })
  @Allow()
  mapping?: GivenMapping;

  @ApiProperty({ required: false, type: ChoiceForm })
  @IsOptional()
  @ValidateNested()
  @Type(() => ChoiceForm)
  choice?: ChoiceForm;
}

export class ConfirmationForm {
  @ApiProperty({ required: false, description: 'The people missing from a complete list really left' })
  @IsOptional()
  @IsBoolean()
  acceptLeavers?: boolean;

  @ApiProperty({ required: false, description: 'Counts as they were shown: others are refused with 409' })
  @IsOptional()
  @IsObject()
  counts?: Partial<Counts & { leavers: number }>;
}

export class RowsQuery {
  @ApiProperty({ required: false, enum: OUTCOMES }) @IsOptional() @IsIn(['', ...OUTCOMES]) outcome?: Outcome | '';
  @ApiProperty({ required: false, example: 'nik.length' }) @IsOptional() @Matches(/^[a-z_.]{0,60}$/) cause?: string;
  @ApiProperty({ required: false, description: 'As `next` of the page before' })
  @IsOptional()
  @Type(() => Number)
  @IsInt()
  @Min(0)
  @Max(2_000_000_000)
  cursor?: number;
  @ApiProperty({ required: false, maximum: 1000, default: 100 })
  @IsOptional()
  @Type(() => Number)
  @IsInt()
  @Min(1)
  @Max(1000)
  limit?: number;
}
