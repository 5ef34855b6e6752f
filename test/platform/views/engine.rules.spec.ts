import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { Engine } from '../../../src/platform/views/engine.js';
import { iconNames } from '../../../src/platform/views/icons.js';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'sinergi-views-'));
});
afterEach(() => rmSync(folder, { recursive: true }));

/** Writes templates and renders the one called `page`. */
function render(templates: Record<string, string>, context: object = {}): string {
  for (const [name, source] of Object.entries(templates)) {
    const file = join(folder, `${name}.hbs`);
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, source);
  }
  return new Engine([folder]).render('page', { locale: 'id', ...context });
}

describe('a template that cannot work stops the start', () => {
  test.each([
    ['an unknown partial', '{{> shared/_feild name="x"}}', /views\/page\.hbs uses "shared\/_feild"/],
    ['an unknown layout', '{{#> layouts/other}}x{{/layouts/other}}', /uses "layouts\/other"/],
    ['an unknown helper', '{{shout "x"}}', /page\.hbs.*shout/],
    ['a computed partial', '{{> (lookup . "x")}}', /name must be fixed/],
    ['a syntax fault', '{{#if x}}', /page\.hbs/],
  ])('%s', (_, source, message) => expect(() => render({ page: source })).toThrow(message));

  test('and a page that does not exist is named', () => {
    expect(() => new Engine([folder]).render('none', {})).toThrow('There is no views/none.hbs');
  });
});

describe('what a partial sees', () => {
  const _field = '[{{value}}|{{error}}|{{@root.locale}}]';
  test('named arguments and @root only', () => {
    expect(render({ page: '{{> s/_field value="a"}}', 's/_field': _field }, { error: 'leak', value: 'leak' })).toBe(
      '[a||id]',
    );
  });
  test('what it is handed', () => {
    expect(
      render({ page: '{{> s/_field row value="b"}}', 's/_field': _field }, { row: { error: 'e' }, value: 'leak' }),
    ).toBe('[b|e|id]');
  });
  test('a layout leaves the page its own context', () => {
    const layout = '<{{title}}>{{> @partial-block}}';
    expect(
      render({ page: '{{#> layouts/l title="T"}}{{name}}{{/layouts/l}}', 'layouts/l': layout }, { name: 'n' }),
    ).toBe('<T>n');
  });
});

describe('helpers', () => {
  test('everything is escaped', () => {
    expect(render({ page: '{{x}} <a title="{{x}}">' }, { x: `"'<&` })).toBe(
      '&quot;&#x27;&lt;&amp; <a title="&quot;&#x27;&lt;&amp;">',
    );
    expect(render({ page: '{{csrf}}' }, { csrfToken: '"><script>' })).toBe(
      '<input type="hidden" name="_csrf" value="&quot;&gt;&lt;script&gt;">',
    );
  });
  test('objects cannot smuggle markup', () => {
    expect(render({ page: '{{x}}' }, { x: { toHTML: undefined, toString: () => '<b>' } })).toBe('&lt;b&gt;');
  });
  test('texts follow the reader, in partials too', () => {
    const templates = { page: '{{> s/_p a=1}}', 's/_p': '{{t "shared.coverage" "active"}} {{number 1234}}' };
    expect(render(templates)).toBe('Terlindungi 1.234');
    expect(render(templates, { locale: 'en' })).toBe('Covered 1,234');
  });
  test('a missing text stops the page in tests', () => {
    expect(() => render({ page: '{{t "shared.nothing"}}' })).toThrow(/No text for "shared\.nothing"/);
  });
  test('a path stays local', () => {
    expect(() => render({ page: '<a href="{{path x}}">' }, { x: 'javascript:alert(1)' })).toThrow(/Not a path/);
  });
  test('a link in a mail is a whole address', () => {
    expect(render({ page: '<a href="{{url x}}">' }, { x: 'https://sinergi.example/a?b=c' })).toContain(
      'sinergi.example/a?b',
    );
    expect(() => render({ page: '<a href="{{url x}}">' }, { x: 'javascript:alert(1)' })).toThrow(/whole addresses/);
  });
  test('icons are hidden from screen readers and all of them are drawn', () => {
    expect(render({ page: '{{icon "upload"}}' })).toMatch(/^<svg class="icon" viewBox="0 0 24 24" aria-hidden="true"/);
    expect(iconNames().length).toBeGreaterThan(40);
    expect(() => render({ page: '{{icon "nothing"}}' })).toThrow(/No icon "nothing"/);
  });
  test('the steps of an import know where we are', () => {
    expect(render({ page: '{{#each (steps "check")}}{{#if done}}x{{/if}}{{#if current}}o{{/if}}.{{/each}}' })).toBe(
      'x.x.o...',
    );
  });
});
