import type { Locale } from '../i18n/index.js';

/** Keeps the language of somebody who is signed in. The room `identity` provides it. */
export abstract class LanguageChoice {
  abstract remember(userId: string, locale: Locale): Promise<void>;
}
