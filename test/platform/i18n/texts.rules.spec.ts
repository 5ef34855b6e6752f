import { describe, expect, test } from 'vitest';
import { hasText, localeFrom, translator } from '../../../src/platform/i18n/index.js';
import { loadTexts, type Texts } from '../../../src/platform/i18n/locales.js';
import { keysIn, keyStarts } from './template-keys.js';

const texts = { id: loadTexts('id'), en: loadTexts('en') };

/** `rows_one` and `rows_other` are one key: languages differ in their plurals. */
function keysOf(branch: Texts | string, path = ''): string[] {
  if (typeof branch === 'string') return [path.replace(/_(zero|one|two|few|many|other)$/, '')];
  return Object.entries(branch).flatMap(([key, inner]) => keysOf(inner, path ? `${path}.${key}` : key));
}

function parametersOf(branch: Texts | string): string[] {
  if (typeof branch !== 'string') return Object.values(branch).flatMap(parametersOf);
  return [...branch.matchAll(/{{\s*([\w.]+)/g)].map(([, name]) => name ?? '');
}

describe('both languages', () => {
  test('have the same files', () => expect(Object.keys(texts.en).sort()).toEqual(Object.keys(texts.id).sort()));

  test.each(Object.keys(texts.id))('%s has the same keys', (file) => {
    const [indonesian, english] = [new Set(keysOf(texts.id[file] ?? {})), new Set(keysOf(texts.en[file] ?? {}))];
    expect(
      [...english].filter((key) => !indonesian.has(key)),
      'only in English',
    ).toEqual([]);
    expect(
      [...indonesian].filter((key) => !english.has(key)),
      'only in Indonesian',
    ).toEqual([]);
  });

  test.each(Object.keys(texts.id))('%s uses the same parameters', (file) => {
    const [indonesian, english] = [
      new Set(parametersOf(texts.id[file] ?? {})),
      new Set(parametersOf(texts.en[file] ?? {})),
    ];
    expect([...indonesian].sort()).toEqual([...english].sort());
  });

  test('leave no text empty', () => {
    const empty = (branch: Texts | string): boolean =>
      typeof branch === 'string' ? branch.trim() === '' : Object.values(branch).some(empty);
    expect([empty(texts.id), empty(texts.en)]).toEqual([false, false]);
  });
});

describe('templates', () => {
  test('use only keys that exist', () => {
    expect(
      keysIn()
        .filter(({ key }) => !hasText('id', key))
        .map(({ key, template }) => `${template}: ${key}`),
    ).toEqual([]);
  });

  test('and, where the end of a key is computed, a start that exists', () => {
    const known = (start: string) =>
      start
        .split('.')
        .reduce<Texts | string | undefined>(
          (branch, part) => (typeof branch === 'object' ? branch[part] : undefined),
          texts.id,
        );
    expect(
      keyStarts()
        .filter(({ key }) => typeof known(key) !== 'object')
        .map(({ key, template }) => `${template}: ${key}`),
    ).toEqual([]);
  });
});

describe('translator', () => {
  test('fills in, counts, and refuses what is not there', () => {
    expect(translator('id')('shared.rows', { count: 12_480 })).toBe('12.480 baris');
    expect(translator('en')('shared.rows', { count: 1 })).toBe('1 row');
    expect(translator('en')('shared.rows', { count: 12_480 })).toBe('12,480 rows');
    expect(translator('en')('shared.source', { source: '<b>' })).toBe('Source: <b>');
    expect(() => translator('id')('shared.source')).toThrow(/needs the parameter "source"/);
    expect(() => translator('id')('shared.coverage')).toThrow(/No text/);
  });

  test('the reader gets the language asked for, or Indonesian', () => {
    expect(['en-GB', 'EN', 'id_ID', 'de', '', undefined].map(localeFrom)).toEqual(['en', 'en', 'id', 'id', 'id', 'id']);
  });
});
