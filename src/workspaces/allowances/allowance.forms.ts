import { Transform, Type } from 'class-transformer';
import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { IsInt, IsOptional, Length, Matches, Max, Min, ValidateIf } from 'class-validator';

const Trimmed = () => Transform(({ value }: { value: unknown }) => (typeof value === 'string' ? value.trim() : value));
const EMPTY_IS_NOTHING = ({ value }: { value: unknown }) => (value === '' ? undefined : value);
/** Thousands as people type them. */
export const Whole = () =>
  Transform(({ value }: { value: unknown }) =>
    typeof value === 'string' ? (value.trim() === '' ? undefined : Number(value.replace(/[.\s]/g, ''))) : value,
  );

export const LARGEST = 300_000_000;
/** Reasons and notes are kept for ever: numbers of people have no place in them. */
export const NO_LONG_NUMBERS = /^(?!.*\d[\d .-]{10,}\d)/s;

/** What the agency allows a workspace. */
export class GrantForm {
  @Whole()
  @IsInt({ message: 'workspaces.allowance.errors.size' })
  @Min(1, { message: 'workspaces.allowance.errors.size' })
  @Max(LARGEST, { message: 'workspaces.allowance.errors.size' })
  size!: number;

  @IsOptional()
  @Whole()
  @ValidateIf((form: GrantForm) => form.perDay !== undefined)
  @IsInt({ message: 'workspaces.allowance.errors.perDay' })
  @Min(0, { message: 'workspaces.allowance.errors.perDay' })
  @Max(LARGEST, { message: 'workspaces.allowance.errors.perDay' })
  perDay?: number;

  @IsOptional()
  @Transform(EMPTY_IS_NOTHING)
  @ValidateIf((form: GrantForm) => form.validUntil !== undefined)
  @Matches(/^20\d\d-(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])$/, { message: 'workspaces.allowance.errors.validUntil' })
  validUntil?: string;

  @Trimmed()
  @Matches(NO_LONG_NUMBERS, { message: 'workspaces.allowance.errors.reason' })
  @Length(5, 500, { message: 'workspaces.allowance.errors.reason' })
  reason!: string;
}

/** The same as JSON. */
export class GrantBody {
  @ApiProperty({ minimum: 1, maximum: LARGEST, description: 'People the workspace is to manage in all' })
  @Type(() => Number)
  @IsInt()
  @Min(1)
  @Max(LARGEST)
  size!: number;

  @ApiPropertyOptional({ minimum: 0, description: 'New people a day beyond the size; absent: 2 %, at least 200' })
  @IsOptional()
  @IsInt()
  @Min(0)
  @Max(LARGEST)
  per_day?: number;

  @ApiPropertyOptional({ example: '2026-12-31', description: 'Last day; absent: until the next' })
  @IsOptional()
  @Matches(/^20\d\d-(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])$/)
  valid_until?: string;

  @ApiProperty({ minLength: 5, maxLength: 500 })
  @Trimmed()
  @Matches(NO_LONG_NUMBERS)
  @Length(5, 500)
  reason!: string;
}
