import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { hasText } from '../../../src/platform/i18n/index.js';
import { projectRoot } from '../../../src/platform/project-root.js';
import { iconNames } from '../../../src/platform/views/icons.js';
import { readTemplates } from '../../../src/platform/views/templates.js';

const rooms = join(projectRoot, 'src');
const sources = readdirSync(rooms, { recursive: true, encoding: 'utf8' })
  .filter((file) => file.endsWith('.ts'))
  .map((file) => ({ name: file, source: readFileSync(join(rooms, file), 'utf8') }));
const icons = new Set(iconNames());

/** Every `{ key: 'team', …, icon: 'team' }` handed to the side navigation. */
const entries = sources
  .filter(({ source }) => source.includes('addNavigation('))
  .flatMap(({ name, source }) =>
    [...source.matchAll(/\{[^{}]*\bkey: '([\w-]+)'[^{}]*\bicon: '([\w-]+)'[^{}]*\}/g)].map(
      ([, key = '', icon = '']) => ({ name, key, icon }),
    ),
  );

describe('names that only fail when a page is drawn', () => {
  test('icons in templates exist', () => {
    const used = readTemplates().flatMap(({ name, source }) =>
      [...source.matchAll(/(?:{{~?icon |\bicon=)"([\w-]+)"/g)].map(([, icon = '']) => ({ name, icon })),
    );
    expect(used.length).toBeGreaterThan(30);
    expect(used.filter(({ icon }) => !icons.has(icon))).toEqual([]);
  });

  test('entries of the side navigation have a text and an icon', () => {
    expect(entries.length).toBeGreaterThan(3);
    expect(entries.filter(({ key, icon }) => !hasText('id', `shell.nav.${key}`) || !icons.has(icon))).toEqual([]);
  });
});
