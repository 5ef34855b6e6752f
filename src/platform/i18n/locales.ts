import { readdirSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { projectRoot } from '../project-root.js';

export type Locale = 'id' | 'en';
export const locales: readonly Locale[] = ['id', 'en'];
export const defaultLocale: Locale = 'id';

/** Texts of one file: nested objects with strings at the ends. */
export interface Texts {
  [key: string]: string | Texts;
}

export const localesFolder = join(projectRoot, 'src/platform/i18n/locales');

/** `rosters.json` becomes the top-level key `rosters`. */
export function loadTexts(locale: Locale): Record<string, Texts> {
  const folder = join(localesFolder, locale);
  const files = readdirSync(folder).filter((file) => file.endsWith('.json'));
  return Object.fromEntries(files.map((file) => [basename(file, '.json'), readTexts(join(folder, file))]));
}

export function textFiles(): string[] {
  return locales.flatMap((locale) =>
    readdirSync(join(localesFolder, locale)).map((file) => join(localesFolder, locale, file)),
  );
}

/** The known language nearest to what somebody asked for (`en-GB`, `id_ID`, nothing); Indonesian otherwise. */
export function localeFrom(wanted: string | null | undefined): Locale {
  const language = wanted?.toLowerCase().split(/[-_]/)[0];
  return locales.find((locale) => locale === language) ?? defaultLocale;
}

function readTexts(file: string): Texts {
  try {
    return JSON.parse(readFileSync(file, 'utf8')) as Texts;
  } catch (cause) {
    throw new Error(`${file} is not readable as JSON`, { cause });
  }
}
