import { joined } from '../flat-text.js';
import { limits } from '../limits.js';
import { Unreadable } from '../unreadable.js';
import { StringStore } from './string-store.js';
import { plainText, richText, unescapeExcel } from './text.rules.js';
import { xmlParser, xmlText } from './xml.js';
import type { ZipArchive } from './zip.js';

/** Reads the shared strings part as a stream, at least the first `most` of them. Unusual XML (prefixes, comments, CDATA) goes through a real parser. */
export async function readSharedStrings(archive: ZipArchive, part: string, most: number): Promise<StringStore> {
  if (archive.size(part).unpacked > limits.sharedStringBytes) throw new Unreadable('file.bomb');
  const store = new StringStore();
  let feed: ((text: string) => void) | null = null;
  let finish: () => void = () => undefined;
  let decode: ReturnType<typeof xmlText> | null = null;
  let head = '';
  await archive.read(part, {
    chunk(bytes) {
      decode ??= xmlText(bytes);
      const text = decode.push(bytes);
      if (feed !== null) {
        feed(text);
        return store.count < most;
      }
      head += text;
      if (/<!DOCTYPE/i.test(head)) throw new Unreadable('file.doctype');
      const simple = /<sst[\s>/]/.test(head);
      if (!simple && !/<\w+:sst[\s>/]/.test(head) && head.length < 65_536) return true;
      const reader = simple && !head.includes('<!--') ? new FastStrings(store) : new CarefulStrings(store);
      feed = (more) => reader.write(more);
      finish = () => reader.end();
      feed(head);
      return true;
    },
  });
  if (store.count < most) finish();
  return store;
}

/** `<si>` after `<si>` by plain searching; hands over to the careful reader at the first sign of anything else. */
class FastStrings {
  private readonly store: StringStore;
  private rest = '';
  private careful: CarefulStrings | null = null;
  private searched = 0;

  constructor(store: StringStore) {
    this.store = store;
  }

  write(chunk: string): void {
    if (this.careful) return this.careful.write(chunk);
    const text = joined(this.rest, chunk);
    let pos = 0;
    for (;;) {
      const open = text.indexOf('<si', pos);
      if (open < 0) {
        if (text.includes('<!', pos)) return this.handOver(text.slice(pos));
        this.rest = text.slice(Math.max(pos, text.length - 16));
        break;
      }
      const tag = text.indexOf('>', open);
      if (tag >= 0 && text.charCodeAt(tag - 1) === 47) {
        this.store.add('');
        pos = tag + 1;
        continue;
      }
      const close = tag < 0 ? -1 : text.indexOf('</si>', Math.max(tag, this.searched));
      if (close < 0) {
        this.rest = text.slice(open);
        this.searched = Math.max(0, this.rest.length - 5);
        if (this.rest.length > limits.rowXmlLength)
          throw new Unreadable('file.cell_too_long', { limit: limits.cellLength });
        return;
      }
      this.searched = 0;
      if (!this.take(text, tag + 1, close)) return this.handOver(text.slice(open));
      pos = close + 5;
    }
    this.searched = 0;
  }

  end(): void {
    if (this.careful) return this.careful.end();
    if (this.rest.startsWith('<si')) throw new Unreadable('file.truncated');
  }

  private take(text: string, from: number, to: number): boolean {
    let value: string | null;
    if (text.startsWith('<t>', from) && text.startsWith('</t>', to - 4) && text.indexOf('<', from + 3) === to - 4) {
      value = plainText(text.slice(from + 3, to - 4));
    } else {
      value = richText(text.slice(from, to));
    }
    if (value === null) return false;
    this.store.add(limited(value));
    return true;
  }

  private handOver(text: string): void {
    this.careful = new CarefulStrings(this.store);
    this.careful.write(`<sst>${text}`);
    this.rest = '';
  }
}

class CarefulStrings {
  private readonly parser: ReturnType<typeof xmlParser>;

  constructor(store: StringStore) {
    let value = '';
    let inText = false;
    let phonetic = false;
    this.parser = xmlParser({
      open(name) {
        if (name === 'si') value = '';
        else if (name === 't') inText = true;
        else if (name === 'rPh') phonetic = true;
      },
      text(text) {
        if (inText && !phonetic) value = limited(value + text);
      },
      close(name) {
        if (name === 'si') store.add(unescapeExcel(value));
        else if (name === 't') inText = false;
        else if (name === 'rPh') phonetic = false;
      },
    });
  }

  write(text: string): void {
    this.parser.write(text);
  }

  end(): void {
    this.parser.close();
  }
}

function limited(text: string): string {
  if (text.length > limits.cellLength) throw new Unreadable('file.cell_too_long', { limit: limits.cellLength });
  return text;
}
