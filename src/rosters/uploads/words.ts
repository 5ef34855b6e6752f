import { firstText } from '../../imports/index.js';
import type { Locale } from '../../kernel/index.js';
import { translator } from '../../platform/i18n/index.js';
import { formatsFor } from '../../platform/views/index.js';
import { sentenceFor } from '../../platform/web/index.js';

/** The name of a field in the reader's language. */
export function fieldName(locale: Locale, field: string): string {
  return firstText(locale, [`imports.field.${field}`], field);
}

export function causeTexts(locale: Locale, code: string): { title: string; what: string; repair: string } {
  const text = (part: string, otherwise: string) => firstText(locale, [`causes.${code}.${part}`], otherwise);
  return { title: text('title', code), what: text('what', ''), repair: text('repair', '') };
}

/** `No HP 200, Upah 110`, the most frequent first. */
export function changedFieldsText(locale: Locale, changed: Record<string, number>): string {
  const { number } = formatsFor(locale);
  return Object.entries(changed)
    .sort(([, a], [, b]) => b - a)
    .map(([field, n]) => `${fieldName(locale, field)} ${number(n)}`)
    .join(', ');
}

/** Why a file failed and what to do: of the reader for what is wrong with the file, else the sentence of the code. */
export function failureTexts(
  locale: Locale,
  { code, params = {} }: { code: string; params?: Record<string, string | number> },
): { reason: string; repair: string } {
  const t = translator(locale);
  const isOfReader = firstText(locale, [`tabular.refused.${code}`], '') !== '';
  if (isOfReader) return { reason: t(`tabular.refused.${code}`, params), repair: t(`tabular.repair.${code}`, params) };
  const named = typeof params.field === 'string' ? { ...params, field: fieldName(locale, params.field) } : params;
  return { reason: sentenceFor(locale, code, named), repair: '' };
}
