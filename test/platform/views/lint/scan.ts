/** A template taken apart without a browser: tags with their attributes, and the words between them. */
export interface Scan {
  tags: Tag[];
  /** Text outside tags, without mustaches, comments and entities. */
  text: string;
}

export interface Tag {
  name: string;
  attributes: { name: string; value: string; quoted: boolean }[];
  /** Mustaches that stand between attributes, where a value could add attributes of its own. */
  loose: string[];
  /** For script and style: what is inside. */
  body: string;
}

const mustache = /{{~?([\s\S]*?)~?}}}?/g;
const tag = /<([a-z][^\s>/\u0001]*)((?:[^<>"']|"[^"]*"|'[^']*')*)>/gi;
const attribute = /\u0001\d+\u0002|([^\s=>"'/\u0001]+)(?:\s*=\s*("[^"]*"|'[^']*'|[^\s>]+))?/g;

export function scan(source: string): Scan {
  const kept: string[] = [];
  const marked = source
    .replace(/{{!--[\s\S]*?--}}|{{![\s\S]*?}}/g, '')
    .replace(/<!doctype html>/gi, '')
    .replace(/<!--[\s\S]*?-->/g, '')
    .replace(mustache, (whole) => `\u0001${kept.push(whole) - 1}\u0002`);
  const restore = (text: string) => text.replace(/\u0001(\d+)\u0002/g, (_, index) => kept[Number(index)] ?? '');
  const tags: Tag[] = [];
  const words = marked
    .replace(/<(script|style)([^>]*)>([\s\S]*?)<\/\1>/gi, (_, name, rest, body) => {
      tags.push(readTag(name, rest, restore, restore(body)));
      return ' ';
    })
    .replace(tag, (_, name, rest) => {
      tags.push(readTag(name, rest, restore, ''));
      return ' ';
    })
    .replace(/<\/[^>]*>/g, ' ')
    .replace(/\u0001\d+\u0002/g, ' ')
    .replace(/&#?\w+;/g, ' ');
  return { tags, text: words.trim() };
}

function readTag(name: string, rest: string, restore: (text: string) => string, body: string): Tag {
  const attributes: Tag['attributes'] = [];
  const loose: string[] = [];
  for (const [whole, key, value = ''] of rest.matchAll(attribute)) {
    if (key === undefined) loose.push(restore(whole));
    else
      attributes.push({
        name: key.toLowerCase(),
        value: restore(value.replace(/^["']|["']$/g, '')),
        quoted: value === '' || /^["']/.test(value),
      });
  }
  return { name: name.toLowerCase(), attributes, loose, body };
}
