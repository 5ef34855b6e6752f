import type { Locale } from '../../kernel/index.js';
import { hasText, translator } from '../../platform/i18n/index.js';
import { causeKeys, type CauseCode } from '../row/causes.js';

/** A cause told to somebody at a form: files have rows and cells, a form has fields. */
export function causeSentence(locale: Locale, code: CauseCode): string {
  const t = translator(locale);
  const own = `workers.causes.${code}`;
  if (hasText(locale, own)) return t(own);
  const { what, repair } = causeKeys(code);
  return `${t(what)} ${t(repair)}`;
}
