import { IsIn, IsOptional, Length } from 'class-validator';

export const LEVEL_NAMES = ['province', 'regency', 'district', 'village'] as const;

export class AreaQuery {
  @IsOptional() @Length(0, 100) q?: string;
  @IsOptional() @IsIn(['', ...LEVEL_NAMES, '1', '2', '3', '4']) level?: string;
}

/** 1 province … 4 village; null for all. */
export function levelOf(text = ''): number | null {
  const named = (LEVEL_NAMES as readonly string[]).indexOf(text) + 1;
  return named || Number(text) || null;
}
