import { trimmed } from './cells.js';
import type { Findings } from './findings.js';

const LONGEST = 254;
const LONGEST_LOCAL = 64;
/** Characters of RFC 5322 atoms that people use before the @, beside letters and digits. */
const LOCAL_SIGNS = "._-+%'&=!#$*/?^{|}~";

/** The address in small letters, '' with a warning when it is none. Of several addresses the first counts. */
export function readEmail(text: string, findings: Findings): string {
  let bare = text;
  if (!isAddress(text)) {
    bare = tidied(text);
    if (!isAddress(bare)) {
      findings.cause('email.unreadable');
      return '';
    }
    findings.repair('email.cleaned');
  }
  return hasCapital(bare) ? bare.toLowerCase() : bare;
}

/** One @, a local part of usual characters, and a dotted domain of letters, digits and hyphens. ASCII only. */
function isAddress(text: string): boolean {
  const at = text.indexOf('@');
  const dot = text.lastIndexOf('.');
  const length = text.length;
  if (at < 1 || at > LONGEST_LOCAL || dot < at + 2 || length - dot < 3 || length > LONGEST) return false;
  let previous = 46;
  for (let i = 0; i < length; i++) {
    const code = text.charCodeAt(i);
    const edge = i === at || i === at + 1 || previous === 46;
    if (code === 46 ? edge : !isLetterOrDigit(code) && !isSign(text, i, at, code)) return false;
    if (i === at && previous === 46) return false;
    previous = code;
  }
  return text.charCodeAt(length - 1) !== 45;
}

function hasCapital(text: string): boolean {
  for (let i = 0; i < text.length; i++) {
    const code = text.charCodeAt(i);
    if (code >= 65 && code <= 90) return true;
  }
  return false;
}

function isSign(text: string, i: number, at: number, code: number): boolean {
  if (i === at) return true;
  return i < at ? LOCAL_SIGNS.includes(text.charAt(i)) : code === 45 && i > at + 1;
}

function isLetterOrDigit(code: number): boolean {
  return (code >= 97 && code <= 122) || (code >= 48 && code <= 57) || (code >= 65 && code <= 90);
}

function tidied(text: string): string {
  if (text.length > LONGEST * 2) return text;
  const first =
    trimmed(text)
      .replace(/^mailto:/i, '')
      .split(/[;,\s]/)
      .find((part) => part.includes('@')) ?? text;
  return first.replace(/^[<"'(]/, '').replace(/[>"').]$/, '');
}
