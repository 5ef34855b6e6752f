import { createInstance, type i18n } from 'i18next';
import { defaultLocale, loadTexts, type Locale, locales } from './locales.js';

export type TextParams = Record<string, unknown>;
export type Translate = (key: string, params?: TextParams) => string;

const forgiving = process.env.NODE_ENV === 'production';
let texts = load();
let translators = new Map<Locale, Translate>();

/**
 * The text of a key (`rosters.upload.title`) in one language; `{{name}}` in it is filled from `params`, `count` chooses the plural.
 * Not escaped: templates escape. A missing key or parameter throws in tests and development, and shows the key in production.
 */
export function translator(locale: Locale): Translate {
  const known = translators.get(locale);
  if (known) return known;
  const fixed = texts.getFixedT(locale);
  // Most texts on a page have no parameters; looking one up again costs i18next some microseconds.
  const plain = new Map<string, string>();
  const translate: Translate = (key, params) => {
    if (params && Object.keys(params).length > 0) return fixed(key, params);
    const text = plain.get(key) ?? fixed(key);
    if (text !== key) plain.set(key, text);
    return text;
  };
  translators.set(locale, translate);
  return translate;
}

/** True when the key has a text of its own (or plural forms); for codes that come from data. */
export function hasText(locale: Locale, key: string): boolean {
  return texts.exists(key, { lng: locale, count: 2 });
}

/** Reads the files again: development only. */
export function reloadTexts(): void {
  texts = load();
  translators = new Map();
}

function load(): i18n {
  const instance = createInstance();
  void instance.init({
    lng: defaultLocale,
    fallbackLng: false,
    resources: Object.fromEntries(locales.map((locale) => [locale, { translation: loadTexts(locale) }])),
    initAsync: false,
    nsSeparator: false,
    interpolation: { escapeValue: false },
    ...(forgiving ? {} : { parseMissingKeyHandler: refuseKey, missingInterpolationHandler: refuseParameter }),
  });
  return instance;
}

function refuseKey(key: string): never {
  throw new Error(`No text for "${key}": add it to src/platform/i18n/locales/{id,en}/${key.split('.')[0]}.json`);
}

function refuseParameter(text: string, match: string[]): never {
  throw new Error(`The text "${text}" needs the parameter "${match[1]}"`);
}
