import { createHash } from 'node:crypto';
import { ALIAS_OF, FILLER_WORDS, GROUP_WORDS, KNOWN_OTHER_HEADERS, type AliasOf } from './header-aliases.js';
import { lookupKey } from './lookup-key.js';

const LONGEST_HEADER = 200;
/** A slip of one letter is forgiven from this length on. */
const FORGIVING_LENGTH = 7;

export interface HeaderMeaning extends AliasOf {
  /** The header is an alias as it stands, not after leaving out words or forgiving a slip. */
  exact: boolean;
}

/** How a header is compared: upper-case words, `No.` for every way to write number, no numbering in front. */
export function headerKey(header: string): string {
  return lookupKey(header.slice(0, LONGEST_HEADER).replace(/['’]/g, ''))
    .replace(/^[0-9]{1,2} (?=[A-Z])/, '')
    .replace(/\bNOMER\b/g, 'NOMOR')
    .replace(/\b(?:TGGL|TNGGL|TANGAL)\b/g, 'TANGGAL');
}

/** The field a header means; `other` when it is known to mean none of them; null when it says nothing. */
export function meaningOf(header: string): HeaderMeaning | 'other' | null {
  const key = headerKey(header);
  const outside = headerKey(header.replace(/\([^()]{0,100}\)/g, ' '));
  for (const candidate of [key, outside]) {
    const alias = ALIAS_OF.get(candidate);
    if (alias) return { ...alias, exact: true };
    if (KNOWN_OTHER_HEADERS.has(candidate)) return 'other';
  }
  const core = withoutFillers(outside === '' ? key : outside);
  const alias = ALIAS_OF.get(core);
  if (alias) return { ...alias, exact: false };
  if (core !== '' && KNOWN_OTHER_HEADERS.has(core)) return 'other';
  return underGroup(outside) ?? nearest(outside);
}

/** `Alamat Kab/Kota`, `Data Diri NIK`: a merged header above stands in front of the column's own. */
function underGroup(key: string): HeaderMeaning | 'other' | null {
  const words = key.split(' ');
  while (words.length > 1 && GROUP_WORDS.has(words[0] ?? '')) {
    words.shift();
    const own = words.join(' ');
    const alias = ALIAS_OF.get(own);
    if (alias) return { ...alias, exact: false };
    if (KNOWN_OTHER_HEADERS.has(own)) return 'other';
  }
  return null;
}

/** The same headers in the same order give the same fingerprint, whatever their case, spaces and dots. */
export function headerFingerprint(headers: readonly string[]): string {
  return createHash('sha256').update(headers.map(headerKey).join('\u001f')).digest('hex').slice(0, 32);
}

function withoutFillers(key: string): string {
  return key
    .split(' ')
    .filter((word) => !FILLER_WORDS.has(word))
    .join(' ');
}

function nearest(key: string): HeaderMeaning | null {
  if (key.length < FORGIVING_LENGTH) return null;
  const found = new Map<string, AliasOf>();
  for (const [alias, meaning] of ALIAS_OF) {
    if (alias.length >= FORGIVING_LENGTH && isOneSlipAway(alias, key)) found.set(meaning.field, meaning);
  }
  const [only] = found.values();
  return found.size === 1 && only ? { ...only, exact: false } : null;
}

/** One letter added, left out or replaced. */
function isOneSlipAway(a: string, b: string): boolean {
  if (Math.abs(a.length - b.length) > 1) return false;
  let start = 0;
  while (start < a.length && a[start] === b[start]) start++;
  let end = 0;
  const shorter = Math.min(a.length, b.length);
  while (end < shorter - start && a[a.length - 1 - end] === b[b.length - 1 - end]) end++;
  return Math.max(a.length, b.length) - start - end <= 1;
}
