import Handlebars from 'handlebars';
import { scan, type Tag } from './scan.js';

/** What is wrong with one template, in words; empty when nothing is (SECURITY.md section 2.8). */
export function complaintsAbout(name: string, source: string): string[] {
  const { tags, text } = scan(attributeParts.has(name) ? `<input ${source}>` : source);
  return [
    ...rawOutput(source),
    ...tags.flatMap((tag) => [
      ...attributeFaults(tag),
      ...addressFaults(name, tag),
      ...scriptFaults(name, tag),
      ...wordsInAttributes(tag),
    ]),
    ...wordsBetweenTags(name, text),
    ...wordsInArguments(source),
    ...formsWithoutToken(source),
  ];
}

/** Partials that are called inside a tag. */
const attributeParts = new Set(['shared/_described']);
const block = /^{{~?\s*(#|\/|else|>)/;
const addresses =
  /^(href|src|srcset|action|formaction|poster|data|data-combobox|hx-(get|post|put|patch|delete|push-url|replace-url))$/;
const spoken = /^(aria-label|title|placeholder|alt|aria-description)$/;
const wordArguments = new Set([
  'label',
  'title',
  'text',
  'hint',
  'lead',
  'legend',
  'placeholder',
  'action',
  'button',
  'definition',
  'source',
  'note',
]);

function rawOutput(source: string): string[] {
  const faults: string[] = [];
  const visitor = new Handlebars.Visitor();
  visitor.MustacheStatement = function (node) {
    if (!node.escaped) faults.push(`raw output of ${(node.path as hbs.AST.PathExpression).original}`);
    Handlebars.Visitor.prototype.MustacheStatement.call(this, node);
  };
  visitor.accept(Handlebars.parse(source));
  return faults;
}

function attributeFaults({ name, attributes, loose }: Tag): string[] {
  const faults = loose
    .filter((mustache) => !block.test(mustache))
    .map((mustache) => `<${name}> takes attributes from ${mustache}`);
  for (const { name: attribute, value, quoted } of attributes) {
    if (!quoted) faults.push(`<${name} ${attribute}> is not quoted`);
    if (attribute === 'style') faults.push(`<${name}> has an inline style`);
    if (/^(on|hx-on|data-hx-)/.test(attribute)) faults.push(`<${name} ${attribute}> runs code`);
    if (/^hx-(vals|headers|config|request)/.test(attribute) && /{{|js:|javascript:/.test(value))
      faults.push(`<${name} ${attribute}> is computed`);
    if (attribute === 'hx-trigger' && value.includes('['))
      faults.push(`<${name} hx-trigger> has a filter, which would be evaluated`);
    if (attribute === 'id' && value === '') faults.push(`<${name}> has an empty id`);
  }
  return faults;
}

/** An address is fixed (elsewhere only in a link), an anchor, or made by {{path}} or {{asset}}: nothing else can become `javascript:` or another host. */
function addressFaults(template: string, { name, attributes }: Tag): string[] {
  return attributes
    .filter((attribute) => addresses.test(attribute.name))
    .flatMap(({ name: attribute, value }) => {
      const computed = (value.match(/{{[\s\S]*?}}/g) ?? []).filter((mustache) => !/^{{~?\s*(#|\/|else)/.test(mustache));
      const fixed = value.replace(/{{[\s\S]*?}}/g, '').trim();
      if (value.startsWith('#')) return [];
      const makers = template.startsWith('mail/') ? /^{{\s*(path|asset|url)\s/ : /^{{\s*(path|asset)\s/;
      if (computed.some((mustache) => !makers.test(mustache)))
        return [`<${name} ${attribute}> is not made by {{path}}`];
      if (name === 'a' && computed.length === 0 && fixed.startsWith('https://')) return [];
      return fixed === '' || fixed.startsWith('/') ? [] : [`<${name} ${attribute}> leaves the site: ${fixed}`];
    });
}

function scriptFaults(template: string, { name, attributes, body }: Tag): string[] {
  if (name === 'script' && (body.trim() !== '' || !attributes.some(({ name: attribute }) => attribute === 'src')))
    return ['a script inside the page'];
  if (name !== 'style') return [];
  return template === 'layouts/mail' && !body.includes('{{') ? [] : ['a style inside the page'];
}

function wordsInAttributes({ name, attributes }: Tag): string[] {
  return attributes
    .filter((attribute) => spoken.test(attribute.name) && /\p{L}/u.test(attribute.value.replace(/{{[\s\S]*?}}/g, '')))
    .map((attribute) => `<${name} ${attribute.name}="${attribute.value}"> belongs in the locale files`);
}

function wordsBetweenTags(template: string, text: string): string[] {
  const allowed = template === 'layouts/_language' ? /\b(ID|EN)\b/g : /(?!)/g;
  const words = text.replace(allowed, '').match(/\p{L}[\p{L}\s]*/gu) ?? [];
  return words.map((word) => `"${word.trim()}" belongs in the locale files`);
}

function wordsInArguments(source: string): string[] {
  const faults: string[] = [];
  const visitor = new Handlebars.Visitor();
  const check = (node: hbs.AST.HashPair) => {
    const literal = node.value as hbs.AST.StringLiteral;
    if (wordArguments.has(node.key) && literal.type === 'StringLiteral' && /^\p{Lu}|\s\p{L}/u.test(literal.value)) {
      faults.push(`${node.key}="${literal.value}" belongs in the locale files`);
    }
  };
  visitor.Hash = function (node) {
    node.pairs.forEach(check);
    Handlebars.Visitor.prototype.Hash.call(this, node);
  };
  visitor.accept(Handlebars.parse(source));
  return faults;
}

function formsWithoutToken(source: string): string[] {
  const forms = source.match(/<form\b[\s\S]*?<\/form>/gi) ?? [];
  return forms
    .filter((form) => /method="post"/i.test(form) && !form.includes('{{csrf}}'))
    .map((form) => `a form without {{csrf}}: ${form.slice(0, 60)}`);
}
