import { personKey } from '../../kernel/index.js';
import type { Findings } from './findings.js';
import { cleanText } from './text.rules.js';

const LONGEST_NAME = 150;
const HAS_LETTER = /\p{L}/u;

/**
 * The name as it is written, spaces tidied; a name all in small letters becomes capitals, as identity cards write it.
 * Titles stay in the name (the card may show them) and are left out of the search key only.
 */
export function readName(text: string, findings: Findings): string {
  const letters = plainLetters(text);
  if (letters === MIXED) return text;
  if (letters === SMALL) {
    findings.repair('name.case');
    return text.toUpperCase();
  }
  return readOddName(text, findings);
}

/** The search key of a name; notes that titles are in it. */
export function readNameKey(name: string, findings: Findings): string {
  const key = personKey(name);
  if (key.length < name.length - 1 && letters(key) < letters(name)) findings.repair('name.titles');
  return key;
}

function letters(text: string): number {
  let count = 0;
  for (let i = 0; i < text.length; i++) {
    const code = text.charCodeAt(i);
    if ((code >= 65 && code <= 90) || (code >= 97 && code <= 122)) count++;
  }
  return count;
}

const MIXED = 1;
const SMALL = 2;
const ODD = 0;

/** Whether the text is single-spaced A-Z words that need no closer look. */
function plainLetters(text: string): typeof MIXED | typeof SMALL | typeof ODD {
  let previous = 32;
  let capitals = 0;
  for (let i = 0; i < text.length; i++) {
    const code = text.charCodeAt(i);
    if (code >= 65 && code <= 90) capitals++;
    else if (code === 32 ? previous === 32 : code < 97 || code > 122) return ODD;
    previous = code;
  }
  if (previous === 32 || text.length > LONGEST_NAME) return ODD;
  return capitals > 0 ? MIXED : SMALL;
}

function readOddName(text: string, findings: Findings): string {
  const cleaned = cleanText(text.slice(0, LONGEST_NAME * 4));
  if (cleaned === '') {
    findings.cause('name.missing');
    return '';
  }
  if (!HAS_LETTER.test(cleaned)) {
    findings.cause('name.unreadable');
    return '';
  }
  if (cleaned !== text) findings.repair('name.spaces');
  if (/[0-9\ufffd@<>{}\\|#$%^*=+~]/.test(cleaned) || cleaned.length > LONGEST_NAME) findings.cause('name.suspicious');
  const name = cleaned.slice(0, LONGEST_NAME).toWellFormed().trimEnd();
  if (name !== name.toLowerCase() || name === name.toUpperCase()) return name;
  findings.repair('name.case');
  return name.toUpperCase();
}
