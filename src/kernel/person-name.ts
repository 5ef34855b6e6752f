import {
  isTitle,
  LEADING_TITLES,
  LONGEST_LEADING_TITLE,
  LONGEST_TRAILING_TITLE,
  TRAILING_TITLES,
} from './person-titles.js';

/** Upper case with accents folded to ASCII; letters of other scripts stay as they are. */
export function asciiUpper(text: string): string {
  for (let i = 0; i < text.length; i++) {
    if (text.charCodeAt(i) > 127) {
      return text
        .normalize('NFKD')
        .replace(/[\u0300-\u036f]/g, '')
        .toUpperCase()
        .normalize('NFC');
    }
  }
  return text.toUpperCase();
}

/**
 * The key by which a person is searched: upper-case ASCII letters, words parted by one space, without academic,
 * religious and polite titles. Empty only when the name holds no letter or digit.
 */
export function personKey(name: string): string {
  const isKeyAlready = isPlain(name);
  const upper = isKeyAlready ? name : asciiUpper(name);
  return (isKeyAlready || isPlain(upper)) && !mayHoldTitle(upper) ? upper : nameWords(upper).join(' ');
}

/** Longer names are cut before their titles are looked for. */
const LONGEST_NAME = 200;

/** The words of an upper-case name, titles and punctuation removed. */
export function nameWords(upper: string): string[] {
  const [head = '', ...segments] = upper.slice(0, LONGEST_NAME).split(',');
  const kept = [head];
  for (const segment of segments) {
    if (!isTitle(compact(segment))) kept.push(withoutTitleRun(segment));
  }
  const words = kept.flatMap((part) => part.split(/\s/)).filter((word) => compact(word) !== '');
  const named = withoutTrailing(withoutLeading(words));
  return named.flatMap((word) => word.replace(/['’‘`´"]/g, '').split(/[^\p{L}\p{N}]/u)).filter((piece) => piece !== '');
}

/** Only A-Z words parted by single spaces. */
function isPlain(upper: string): boolean {
  let previous = 32;
  for (let i = 0; i < upper.length; i++) {
    const code = upper.charCodeAt(i);
    if (code === 32 ? previous === 32 : code < 65 || code > 90) return false;
    previous = code;
  }
  return previous !== 32;
}

/** Titles without dots can stand only at the ends; looks at the first and the last word. */
function mayHoldTitle(plain: string): boolean {
  const firstEnd = plain.indexOf(' ');
  if (firstEnd === -1) return false;
  if (firstEnd <= LONGEST_LEADING_TITLE && LEADING_TITLES.has(plain.slice(0, firstEnd))) return true;
  const lastStart = plain.lastIndexOf(' ') + 1;
  return plain.length - lastStart <= LONGEST_TRAILING_TITLE && TRAILING_TITLES.has(plain.slice(lastStart));
}

/** `S.H. M.Kn.`: a segment after a comma made of titles only gives nothing. */
function withoutTitleRun(segment: string): string {
  const words = segment.split(/\s/).filter((word) => word !== '');
  return words.every((word) => isTitle(compact(word))) ? '' : segment;
}

function withoutLeading(words: string[]): string[] {
  let rest = words;
  while (rest.length > 1) {
    const first = rest[0] ?? '';
    if (LEADING_TITLES.has(compact(first))) {
      rest = rest.slice(1);
    } else if (first.includes('.') && LEADING_TITLES.has(first.slice(0, first.indexOf('.')))) {
      rest = [first.slice(first.indexOf('.') + 1), ...rest.slice(1)].filter((word) => compact(word) !== '');
    } else if (compact(first) === 'K' && compact(rest[1] ?? '') === 'H') {
      rest = rest.slice(2);
    } else {
      break;
    }
  }
  return rest.length > 0 ? rest : words;
}

/** Titles after the name: `SPD`, `S.Pd`, or spread over words as `S. Pd`. */
function withoutTrailing(words: string[]): string[] {
  let end = words.length;
  for (let found = true; found && end > 1;) {
    found = false;
    for (const span of [3, 2, 1]) {
      if (end - span < 1) continue;
      const tail = words.slice(end - span, end);
      const dotted = tail.some((word) => word.includes('.'));
      const title = compact(tail.join(''));
      if (dotted ? isTitle(title) : span === 1 && TRAILING_TITLES.has(title)) {
        end -= span;
        found = true;
        break;
      }
    }
  }
  return words.slice(0, end);
}

function compact(text: string): string {
  return text.replace(/[^\p{L}\p{N}]/gu, '');
}
