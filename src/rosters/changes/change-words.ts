import type { Locale } from '../../kernel/index.js';
import { translator } from '../../platform/i18n/index.js';
import { formatsFor } from '../../platform/views/index.js';
import type { WorkerWords } from '../workers/worker-words.js';
import type { ChangeKind, ChangePart, ChangeSummary } from './change-kinds.rules.js';

/** What a code before or after a change is called. */
export function codeText(locale: Locale, kind: ChangeKind, code: string | null, words: WorkerWords): string {
  const t = translator(locale);
  if (kind === 'sector') return code ? words.sector(code) : t('rosters.changes.noSector');
  if (kind === 'region') return code ? words.region(code) : t('rosters.changes.noRegion');
  if (code === null) return '';
  return kind === 'wage' ? t(`rosters.changes.band.${code}`) : t(`shared.coverage.${code}`);
}

/** What a part of a kind's list is called: `A → B`, a band, a status. */
export function partText(
  locale: Locale,
  kind: ChangeKind,
  part: Pick<ChangePart, 'was' | 'became'>,
  words: WorkerWords,
): string {
  const pair = kind === 'sector' || kind === 'region' || kind === 'coverage';
  if (pair) return `${codeText(locale, kind, part.was, words)} → ${codeText(locale, kind, part.became, words)}`;
  return codeText(locale, kind, part.became ?? part.was, words);
}

/** Rupiah with their sign in front, also of a rise. */
export function signedRupiah(locale: Locale, by: number): string {
  const { rupiah } = formatsFor(locale);
  return by === 0 ? rupiah(0) : `${by > 0 ? '+' : '−'}${rupiah(Math.abs(by))}`;
}

/** Regions that a summary names. */
export function regionsIn(summary: ChangeSummary): string[] {
  return summary.kinds.region.parts.flatMap(({ was, became }) => [was ?? '', became ?? '']);
}
