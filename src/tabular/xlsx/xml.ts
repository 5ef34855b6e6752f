import iconv from 'iconv-lite';
import { SaxesParser } from 'saxes';
import { limits } from '../limits.js';
import { Unreadable } from '../unreadable.js';
import { textSource, type TextSource } from '../csv/decode.js';

export interface XmlListener {
  /** `name` and attribute names come without prefix; of two that then agree the prefixed one is kept as `prefix:name`. */
  open?(name: string, attributes: Record<string, string>): void;
  text?(text: string): void;
  close?(name: string): void;
}

/** A strict XML reader that refuses document types, deep nesting and broken XML. */
export function xmlParser(listener: XmlListener, fragment = false): { write(text: string): void; close(): void } {
  const parser = new SaxesParser({ xmlns: false, fragment });
  let depth = 0;
  parser.on('error', (cause) => {
    throw new Unreadable('file.damaged', {}, cause);
  });
  parser.on('doctype', () => {
    throw new Unreadable('file.doctype');
  });
  parser.on('opentag', ({ name, attributes }) => {
    if (++depth > limits.xmlNesting) throw new Unreadable('file.damaged');
    listener.open?.(local(name), localised(attributes as Record<string, string>));
  });
  parser.on('closetag', ({ name }) => {
    depth--;
    listener.close?.(local(name));
  });
  const text = (data: string) => listener.text?.(data);
  parser.on('text', text);
  parser.on('cdata', text);
  return { write: (data) => void parser.write(data), close: () => void parser.close() };
}

export function readXml(bytes: Buffer, listener: XmlListener): void {
  const source = xmlText(bytes);
  const text = source.push(bytes) + source.end();
  if (/<!DOCTYPE/i.test(text)) throw new Unreadable('file.doctype');
  const parser = xmlParser(listener);
  parser.write(text);
  parser.close();
}

/** Decoder for an XML part by byte order mark or declaration; everything else is UTF-8. */
export function xmlText(first: Buffer): TextSource {
  const source = textSource(encodingOf(first));
  return { push: (bytes) => orDamaged(() => source.push(bytes)), end: () => orDamaged(() => source.end()) };
}

function encodingOf(first: Buffer): string {
  if (first[0] === 0xff && first[1] === 0xfe) return 'utf-16le';
  if (first[0] === 0xfe && first[1] === 0xff) return 'utf-16be';
  if (first[0] === 0x3c && first[1] === 0) return 'utf-16le';
  if (first[0] === 0 && first[1] === 0x3c) return 'utf-16be';
  const declared = /^\s*<\?xml[^>]*encoding\s*=\s*["']([\w.-]+)["']/.exec(first.toString('latin1', 0, 200))?.[1];
  return declared !== undefined && iconv.encodingExists(declared) && !/utf-?16/i.test(declared) ? declared : 'utf-8';
}

function orDamaged(decode: () => string): string {
  try {
    return decode();
  } catch (cause) {
    throw new Unreadable('file.damaged', {}, cause);
  }
}

export function local(name: string): string {
  const colon = name.indexOf(':');
  return colon < 0 ? name : name.slice(colon + 1);
}

function localised(attributes: Record<string, string>): Record<string, string> {
  const named: Record<string, string> = Object.create(null) as Record<string, string>;
  for (const [name, value] of Object.entries(attributes)) {
    if (name.startsWith('xmlns')) continue;
    named[local(name) in named ? name : local(name)] = value;
  }
  return named;
}
