import { COMMON_WORDS } from './common-passwords.js';

export const SHORTEST = 15;
export const LONGEST = 128;
// What is left of a password when the words that anybody would try are taken out must still be worth guessing at.
const FEWEST_OWN = 6;

/**
 * Judges a new password: length and blocklist, no rules about kinds of characters.
 * @param context words that are easily guessed for this person: name, address
 * @returns code of the reason to refuse it, or null
 */
export function judgePassword(password: string, context: readonly string[]): string | null {
  const length = [...password].length;
  if (length < SHORTEST) return 'identity.password-short';
  if (length > LONGEST) return 'identity.password-long';
  const plain = simplified(password);
  if (isRepetition(plain) || isSequence(plain)) return 'identity.password-common';
  if (ownCharacters(plain, COMMON_WORDS) < FEWEST_OWN) return 'identity.password-common';
  const words = [...COMMON_WORDS, ...context.flatMap(wordsOf)];
  if (ownCharacters(plain, words) < FEWEST_OWN) return 'identity.password-context';
  return null;
}

/** The text under which a password is hashed and compared: one form of each accented letter. */
export function normalised(password: string): string {
  return password.normalize('NFKC');
}

const LOOKALIKES: Record<string, string> = {
  '0': 'o',
  '1': 'i',
  '3': 'e',
  '4': 'a',
  '5': 's',
  '7': 't',
  '@': 'a',
  $: 's',
};

function simplified(password: string): string {
  return password.normalize('NFKC').toLowerCase().replace(/\s+/g, '');
}

function wordsOf(text: string): string[] {
  return text
    .toLowerCase()
    .split(/[^\p{L}\p{N}]+/u)
    .filter((word) => word.length >= 3);
}

/** How many characters are left that are not known words, read as typed and with digits standing for letters. */
function ownCharacters(plain: string, words: readonly string[]): number {
  if (!/\p{L}/u.test(plain)) return plain.length;
  const sorted = [...words].sort((a, b) => b.length - a.length);
  const strip = (text: string) => sorted.reduce((rest, word) => rest.replaceAll(word, ''), text);
  const readAloud = [...plain].map((letter) => LOOKALIKES[letter] ?? letter).join('');
  return Math.min(weight(strip(plain)), weight(strip(readAloud)));
}

/** Digits and signs around words are mostly years, counters and exclamation marks: four of them count. */
function weight(rest: string): number {
  const letters = rest.replace(/\P{L}/gu, '').length;
  return letters + Math.min(4, rest.length - letters);
}

/** `abcabcabcabcabc`, `aaaaaaaaaaaaaaa`: at most four different characters, or a short piece over and over. */
function isRepetition(plain: string): boolean {
  if (new Set(plain).size <= 4) return true;
  for (let piece = 1; piece <= plain.length / 3; piece++) {
    if (
      plain ===
      plain
        .slice(0, piece)
        .repeat(Math.ceil(plain.length / piece))
        .slice(0, plain.length)
    )
      return true;
  }
  return false;
}

const ROWS = [
  'abcdefghijklmnopqrstuvwxyz',
  '01234567890123456789',
  'qwertyuiopasdfghjklzxcvbnm',
  '1qaz2wsx3edc4rfv5tgb6yhn7ujm',
];

/** Mostly runs along the alphabet, the digits or the keyboard, forwards or backwards. */
function isSequence(plain: string): boolean {
  const lines = ROWS.flatMap((row) => [row, [...row].reverse().join('')]);
  let inRuns = 0;
  for (let at = 0; at + 4 <= plain.length;) {
    const line = lines.find((row) => row.includes(plain.slice(at, at + 4)));
    let end = at + 4;
    while (line && end < plain.length && line.includes(plain.slice(at, end + 1))) end++;
    if (line) inRuns += end - at;
    at = line ? end : at + 1;
  }
  return inRuns >= plain.length - 4;
}
