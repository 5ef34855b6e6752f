import { asciiUpper, nameWords, personKey } from './person-name.js';

const MUHAMMAD = 'MUHAMMAD';

/** Spellings and abbreviations that stand for the same word. */
const SAME_WORD = new Map<string, string>([
  ...'MOH MOCH MOHD MUH MUHD MUCH MHD MHMD MD MOHAMMAD MOHAMAD MOCHAMMAD MOCHAMAD MUHAMAD MUCHAMMAD MUCHAMAD MOHAMMED MUHAMMED MUHAMAMD'
    .split(' ')
    .map((word): [string, string] => [word, MUHAMMAD]),
  ['ABD', 'ABDUL'],
  ['ABDOEL', 'ABDUL'],
  ['AHM', 'AHMAD'],
  ['ACHMAD', 'AHMAD'],
  ['AHMED', 'AHMAD'],
  ['AKHMAD', 'AHMAD'],
  ['ST', 'SITI'],
  ['SITTI', 'SITI'],
]);

/** So common that sharing one of them says little about who a person is. */
const WEAK_WORDS: ReadonlySet<string> = new Set(
  `${MUHAMMAD} AHMAD ABDUL SITI SRI NUR NI I WAYAN MADE NYOMAN KETUT PUTU KADEK GEDE LUH DEWI TRI DWI EKO ANDI RADEN R`.split(
    ' ',
  ),
);

/** "Son of", "daughter of", "known as": not part of the name. */
const LINKS: ReadonlySet<string> = new Set(['BIN', 'BINTI', 'BT', 'BTE', 'ALIAS', 'ALS']);

/**
 * Whether two spellings can be the same person's name. Tolerates titles, word order, Muhammad's abbreviations, initials,
 * missing further names, joined or split words, old spelling (oe, dj, tj) and one slip in a word of five letters or more
 * (two from nine). It is one of three signs beside NIK and birth date, never a proof alone: at least one word that is
 * not a very common one must be the same, and no word of the shorter name may be left over.
 */
export function namesAgree(a: string, b: string): boolean {
  if (a === b) return personKey(a) !== '';
  const left = comparableWords(a);
  const right = comparableWords(b);
  if (left.length === 0 || right.length === 0) return false;
  if (sameJoined(left, right)) return true;
  const [shorter, longer] = left.length <= right.length ? [left, right] : [right, left];
  return pairUp(shorter, longer);
}

function comparableWords(name: string): string[] {
  const words = nameWords(asciiUpper(name));
  const kept = words.filter((word) => !LINKS.has(word));
  return (kept.length > 0 ? kept : words).map((word) => SAME_WORD.get(word) ?? oldSpelling(word));
}

function oldSpelling(word: string): string {
  return word.replaceAll('OE', 'U').replaceAll('DJ', 'J').replaceAll('TJ', 'C');
}

/** `NURHAYATI` and `NUR HAYATI`. */
function sameJoined(left: string[], right: string[]): boolean {
  const a = left.join('');
  const b = right.join('');
  return a === b || (left.length !== right.length && Math.min(a.length, b.length) >= 10 && slips(a, b, 1));
}

/** Every word of the shorter name finds its own in the longer: equal ones first, then slips, then initials. */
function pairUp(shorter: string[], longer: string[]): boolean {
  const free = [...longer];
  let strong = 0;
  let rest = shorter;
  for (const agree of [equal, sameWithSlips, sameInitial]) {
    const unmatched: string[] = [];
    for (const word of rest) {
      const at = free.findIndex((other) => agree(word, other));
      if (at === -1) {
        unmatched.push(word);
      } else {
        if (agree !== sameInitial && word.length > 2 && !WEAK_WORDS.has(word)) strong++;
        free.splice(at, 1);
      }
    }
    rest = unmatched;
  }
  return rest.length === 0 && strong > 0;
}

function equal(a: string, b: string): boolean {
  return a === b;
}

function sameInitial(a: string, b: string): boolean {
  return (a.length === 1 || b.length === 1) && a.charCodeAt(0) === b.charCodeAt(0);
}

function sameWithSlips(a: string, b: string): boolean {
  const length = Math.min(a.length, b.length);
  if (length < 5 || endsOfManAndWoman(a, b)) return false;
  return slips(a, b, length >= 9 ? 2 : 1);
}

/** `SURYANTO` and `SURYANTI`: the last vowel tells a man's name from a woman's and is no slip. */
function endsOfManAndWoman(a: string, b: string): boolean {
  const [one, other] = [a.slice(-1), b.slice(-1)];
  return a.length === b.length && one !== other && 'AIO'.includes(one) && 'AIO'.includes(other);
}

/** Whether at most `limit` insertions, deletions, replacements or swaps of neighbours part the two words. */
function slips(a: string, b: string, limit: number): boolean {
  if (Math.abs(a.length - b.length) > limit || a.length > 80) return false;
  let before: number[] = [];
  let above = Array.from({ length: b.length + 1 }, (_, j) => j);
  for (let i = 1; i <= a.length; i++) {
    const row = [i];
    for (let j = 1; j <= b.length; j++) {
      const differs = a.charCodeAt(i - 1) === b.charCodeAt(j - 1) ? 0 : 1;
      let cost = Math.min((above[j] ?? 0) + 1, (row[j - 1] ?? 0) + 1, (above[j - 1] ?? 0) + differs);
      const swapped =
        i > 1 && j > 1 && a.charCodeAt(i - 1) === b.charCodeAt(j - 2) && a.charCodeAt(i - 2) === b.charCodeAt(j - 1);
      if (swapped) cost = Math.min(cost, (before[j - 2] ?? 0) + 1);
      row.push(cost);
    }
    before = above;
    above = row;
  }
  return (above[b.length] ?? limit + 1) <= limit;
}
