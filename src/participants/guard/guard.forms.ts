import { Transform } from 'class-transformer';
import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { IsIn, IsOptional, IsUUID, Length, Matches, MaxLength } from 'class-validator';
import { NO_LONG_NUMBERS } from '../../workspaces/index.js';
import { ALARM_KINDS, type AlarmKind } from './alarm.rules.js';
import type { AlarmState } from './alarms.js';

const Trimmed = () => Transform(({ value }: { value: unknown }) => (typeof value === 'string' ? value.trim() : value));
const EmptyIsNothing = () => Transform(({ value }: { value: unknown }) => (value === '' ? undefined : value));

export class AlarmsQuery {
  @ApiPropertyOptional({ enum: ['open', 'settled'] })
  @IsOptional()
  @EmptyIsNothing()
  @IsIn(['open', 'settled'])
  state?: AlarmState;

  @ApiPropertyOptional({ enum: ALARM_KINDS })
  @IsOptional()
  @EmptyIsNothing()
  @IsIn(ALARM_KINDS)
  kind?: AlarmKind;

  @ApiPropertyOptional({ description: 'slug of a workspace' })
  @IsOptional()
  @EmptyIsNothing()
  @MaxLength(63)
  workspace?: string;

  @ApiPropertyOptional({ description: 'only alarms older than this one' }) @IsOptional() @IsUUID() before?: string;
}

/** What somebody found out about an alarm. */
export class SettleForm {
  @ApiProperty({ minLength: 5, maxLength: 1000 })
  @Trimmed()
  @Matches(NO_LONG_NUMBERS, { message: 'participants.alarms.errors.note' })
  @Length(5, 1000, { message: 'participants.alarms.errors.note' })
  note!: string;
}

export class CanaryForm {
  @Transform(({ value }: { value: unknown }) => (typeof value === 'string' ? value.replace(/[\s.]/g, '') : value))
  @Matches(/^\d{16}$/, { message: 'participants.canaries.errors.nik' })
  nik!: string;

  @Trimmed()
  @Matches(NO_LONG_NUMBERS, { message: 'participants.canaries.errors.note' })
  @Length(3, 300, { message: 'participants.canaries.errors.note' })
  note!: string;
}
