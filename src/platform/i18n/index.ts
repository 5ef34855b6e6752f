export { defaultLocale, type Locale, localeFrom, locales, textFiles } from './locales.js';
export { hasText, reloadTexts, type TextParams, type Translate, translator } from './translator.js';
