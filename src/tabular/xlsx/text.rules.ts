const named: Record<string, string> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'" };

/** Text between tags as a person sees it: entities, XML line ends and Excel's `_x000D_` notation undone. */
export function plainText(xml: string): string {
  if (isPlain(xml)) return xml;
  let text = xml;
  if (text.includes('\r')) text = text.replace(/\r\n?/g, '\n');
  if (text.includes('&')) text = text.replace(/&(?:#(\d{1,7})|#x([0-9a-f]{1,6})|(amp|lt|gt|quot|apos));/gi, entity);
  return text.includes('_x') ? unescapeExcel(text) : text;
}

/** Asked for every cell: one pass instead of three searches. */
function isPlain(xml: string): boolean {
  for (let i = 0; i < xml.length; i++) {
    const c = xml.charCodeAt(i);
    if (c === 38 || c === 13 || (c === 95 && xml.charCodeAt(i + 1) === 120)) return false;
  }
  return true;
}

/** `_x000D_` is a carriage return, `_x005F_x000D_` the literal text. */
export function unescapeExcel(text: string): string {
  return text.replace(/_x([0-9a-f]{4})_/gi, (_, hex: string) => String.fromCharCode(parseInt(hex, 16)));
}

function entity(all: string, decimal?: string, hex?: string, name?: string): string {
  if (name !== undefined) return named[name.toLowerCase()] as string;
  const point = decimal !== undefined ? parseInt(decimal, 10) : parseInt(hex as string, 16);
  return point > 0 && point <= 0x10ffff ? String.fromCodePoint(point) : all;
}

/**
 * All `<t>` of a rich text, phonetic runs left out, for XML without prefixes, comments and CDATA.
 * null: not that simple, use a real parser.
 */
export function richText(xml: string): string | null {
  if (xml.includes('<!')) return null;
  let text = '';
  let pos = 0;
  for (;;) {
    const open = xml.indexOf('<', pos);
    if (open < 0) return text;
    const next = xml.charCodeAt(open + 1);
    const after = xml.charCodeAt(open + 2);
    if (next === 114 && after === 80 && xml.startsWith('<rPh', open)) {
      const close = xml.indexOf('</rPh>', open);
      if (close < 0) return null;
      pos = close + 6;
      continue;
    }
    const end = xml.indexOf('>', open);
    if (end < 0) return null;
    pos = end + 1;
    // `<t>` or `<t xml:space="preserve">`, not `<tag>`
    if (next !== 116 || (after !== 62 && after !== 32 && after !== 47) || xml.charCodeAt(end - 1) === 47) continue;
    const close = xml.indexOf('</t>', pos);
    if (close < 0) return null;
    text += plainText(xml.slice(pos, close));
    pos = close + 4;
  }
}
