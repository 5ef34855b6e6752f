import { hasText, translator, type Locale } from '../../platform/i18n/index.js';

/** The first of the keys that has a text, for codes that come from data. Texts with parameters are not for this. */
export function firstText(locale: Locale, keys: readonly string[], otherwise: string): string {
  const key = keys.find((candidate) => hasText(locale, candidate));
  return key ? plainText(locale, key) : otherwise;
}

/** Passes over parameters: whoever needs them asks the translator. */
function plainText(locale: Locale, key: string): string {
  return translator(locale)(key, { skipInterpolation: true });
}

export function passedOverText(locale: Locale, code: string): string {
  return firstText(locale, [`imports.passedOver.${code}`, `causes.skipped.${code}`], code);
}

export function repairText(locale: Locale, code: string): string {
  return firstText(locale, [`causes.repairs.${code}`], code);
}
