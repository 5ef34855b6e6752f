import { IsInt, IsOptional, Length, Matches, Min } from 'class-validator';
import { Type } from 'class-transformer';

/** Query of the audit page. Empty fields, as a form sends them, mean "any". */
export class AuditQuery {
  @IsOptional() @Length(0, 100) action?: string;
  @IsOptional() @Length(0, 254) actor?: string;
  @IsOptional() @Matches(/^$|^\d{4}-\d{2}-\d{2}$/) from?: string;
  @IsOptional() @Matches(/^$|^\d{4}-\d{2}-\d{2}$/) to?: string;
  @IsOptional() @Length(0, 120) subject?: string;
  @IsOptional() @Type(() => Number) @IsInt() @Min(1) before?: number;
}
