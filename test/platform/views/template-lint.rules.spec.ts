import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { projectRoot } from '../../../src/platform/project-root.js';
import { readTemplates } from '../../../src/platform/views/templates.js';
import { complaintsAbout } from './lint/rules.js';

describe('every template', () => {
  test.each(readTemplates().map(({ name, source }) => [name, source]))('%s', (name, source) => {
    expect(complaintsAbout(name, source)).toEqual([]);
  });
});

test('markup is made only in the reviewed files', () => {
  const folder = join(projectRoot, 'src');
  const makers = readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((file) => file.endsWith('.ts'))
    .filter((file) => /SafeString\(|noEscape/.test(readFileSync(join(folder, file), 'utf8')));
  expect(makers.sort()).toEqual([
    'platform/views/drawn-part.ts',
    'platform/views/expressions/charts.ts',
    'platform/views/expressions/html.ts',
  ]);
});

describe('the lint finds', () => {
  test.each([
    ['{{{x}}}', /raw output of x/],
    ['{{&x}}', /raw output of x/],
    ['<a title={{x}}></a>', /title> is not quoted/],
    ['<input {{x}}>', /takes attributes from {{x}}/],
    ['<{{x}} class="a">', /"class" belongs/],
    ['<p style="color: red"></p>', /inline style/],
    ['<a onclick="x"></a>', /onclick> runs code/],
    ['<a hx-on:click="x"></a>', /hx-on:click> runs code/],
    ['<a hx-vals=\'{"a":"{{x}}"}\'></a>', /hx-vals> is computed/],
    ['<a hx-headers="js:{}"></a>', /hx-headers> is computed/],
    ['<p hx-trigger="click[x]"></p>', /would be evaluated/],
    ['<a href="{{x}}"></a>', /href> is not made by/],
    ['<a href="/w/{{x}}"></a>', /href> is not made by/],
    ['<p hx-get="{{x}}"></p>', /hx-get> is not made by/],
    ['<img alt="" src="https://x.example/a.png">', /leaves the site/],
    ['<a href="https://x.example/{{x}}"></a>', /href> is not made by/],
    ['<a href="javascript:x"></a>', /leaves the site/],
    ['<a href="{{x}} "></a>', /href> is not made by/],
    ['<script>var a = {{x}}</script>', /a script inside/],
    ['<style>p { color: {{x}} }</style>', /a style inside/],
    ['<p>Halo</p>', /"Halo" belongs/],
    ['<p>{{t "a.b"}}: ada</p>', /"ada" belongs/],
    ['<img alt="Logo">', /alt="Logo"/],
    ['{{> x/_field label="Nama"}}', /label="Nama"/],
    ['<form method="post" action="/x"><button></button></form>', /without {{csrf}}/],
  ])('%s', (source, message) => expect(complaintsAbout('x/page', source).join('\n')).toMatch(message));

  test('and leaves good markup alone', () => {
    const good =
      '<form method="post" action="{{path "/w" x}}">{{csrf}}<option value="{{a}}"{{#if b}} selected{{/if}}>{{t "x"}}</option>' +
      '<a href="{{#if a}}{{path a}}{{else}}/{{/if}}" aria-label="{{t "x"}}: {{y}}">· – {{number 3}}&nbsp;/ {{y}}</a><a href="#{{@key}}">{{this}}</a></form>';
    expect(complaintsAbout('x/page', good)).toEqual([]);
  });
});
