import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { describe, expect, test } from 'vitest';
import { assetPath, assetsFolder } from '../../../src/platform/views/index.js';

const content = (name: string) => readFileSync(join(assetsFolder, assetPath(name).replace('/assets/', '')));
const compressed = (name: string) => gzipSync(content(name), { level: 9 }).length;

describe('the built assets', () => {
  test('have a fingerprint in their name', () => {
    expect(assetPath('app.css')).toMatch(/^\/assets\/app\.[0-9a-f]{10}\.css$/);
    expect(() => assetPath('nothing.css')).toThrow(/nothing\.css.*bin\/assets\.mjs/);
  });

  test('a first visit loads less than 100 kB', () => {
    const first = ['app.css', 'app.js', 'htmx.js', 'logo.svg']
      .map(compressed)
      .reduce((a, b) => a + b, content('font.woff2').length);
    expect(first).toBeLessThan(100_000);
    expect(compressed('app.js')).toBeLessThan(15_000);
  });

  test('come from here alone, without the crown and its font', () => {
    const css = content('app.css').toString();
    for (const [, address] of css.matchAll(/url\(([^)]*)\)/g)) expect(address).toMatch(/^\/assets\/[\w.]+$/);
    expect(css).not.toMatch(/GDS Transport|crown|@import/i);
  });
});
