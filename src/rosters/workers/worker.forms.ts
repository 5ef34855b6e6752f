import { Transform } from 'class-transformer';
import { IsIn, IsInt, IsOptional, IsString, MaxLength } from 'class-validator';

const Typed = () => Transform(({ value }: { value: unknown }) => (value === undefined ? '' : value));
const Several = () =>
  Transform(({ value }: { value: unknown }) =>
    Array.isArray(value) ? value : value === undefined || value === '' ? [] : [value],
  );
const Whole = () => Transform(({ value }: { value: unknown }) => (value === undefined ? undefined : Number(value)));

/** Lengths keep nonsense out of the judge; what the fields mean is the judge's business. */
const LONG = 600;
const TOO_LONG = { message: 'workers.errors.tooLong' };

/** A worker as typed: the fields of a roster row. In edits, sealed fields left empty stay as they are. */
export class WorkerForm {
  @Typed() @IsString() @MaxLength(40, TOO_LONG) nik = '';
  @Typed() @IsString() @MaxLength(150, TOO_LONG) name = '';
  @Typed() @IsString() @MaxLength(40, TOO_LONG) birth_date = '';
  @Typed() @IsString() @MaxLength(20, TOO_LONG) sex = '';
  @Typed() @IsString() @MaxLength(80, TOO_LONG) phone = '';
  @Typed() @IsString() @MaxLength(254, TOO_LONG) email = '';
  @Typed() @IsString() @MaxLength(120, TOO_LONG) sector = '';
  @Typed() @IsString() @MaxLength(120, TOO_LONG) occupation = '';
  /** Code by script, or what was typed without it. */
  @Typed() @IsString() @MaxLength(120, TOO_LONG) region = '';
  @Typed() @IsString() @MaxLength(120, TOO_LONG) region_text = '';
  @Typed() @IsString() @MaxLength(500, TOO_LONG) address = '';
  @Typed() @IsString() @MaxLength(40, TOO_LONG) wage = '';
  @Several() @IsString({ each: true }) @MaxLength(10, { each: true }) programmes: string[] = [];
  @Typed() @IsString() @MaxLength(40, TOO_LONG) started_on = '';
  @Typed() @IsString() @MaxLength(40, TOO_LONG) status = '';
  @Typed() @IsString() @MaxLength(60, TOO_LONG) kpj = '';
  @Typed() @IsString() @MaxLength(150, TOO_LONG) mother_name = '';
  @Typed() @IsString() @MaxLength(64, TOO_LONG) external_id = '';
  /** Causes that the person has looked into. */
  @Several() @IsString({ each: true }) @MaxLength(LONG, { each: true }) accepted: string[] = [];
  /** Sealed fields to be emptied. */
  @Several() @IsIn(['phone', 'email', 'address', 'mother_name'], { each: true }) removed: string[] = [];
  @IsOptional() @Whole() @IsInt() version?: number;
}

export class VersionForm {
  @Whole() @IsInt() version!: number;
}

export const UNMASK_REASONS = ['identity', 'contact', 'enrolment', 'claim', 'correction'] as const;

export class UnmaskForm {
  @IsIn(UNMASK_REASONS, { message: 'errors.choose' }) reason!: (typeof UNMASK_REASONS)[number];
}

/** The search box with the filters beside it, as they stand in the address. */
export class SearchForm {
  @Typed() @IsString() @MaxLength(100, TOO_LONG) q = '';
  @Typed() @IsString() @MaxLength(120, TOO_LONG) region = '';
  @Typed() @IsString() @MaxLength(120, TOO_LONG) region_text = '';
  @Typed() @IsString() @MaxLength(20, TOO_LONG) sector = '';
  @Typed() @IsString() @MaxLength(20, TOO_LONG) coverage = '';
  @Typed() @IsString() @MaxLength(20, TOO_LONG) programme = '';
  @Typed() @IsString() @MaxLength(20, TOO_LONG) sex = '';
  @Typed() @IsString() @MaxLength(20, TOO_LONG) age = '';
  @Typed() @IsString() @MaxLength(20, TOO_LONG) status = '';
  @Typed() @IsString() @MaxLength(40, TOO_LONG) import = '';
}
