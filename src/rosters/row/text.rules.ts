import { isInvisible } from './cells.js';
import type { Findings } from './findings.js';

export const LONGEST_TEXT = 500;

/** Free text with single spaces and without control or invisible characters; cut off and held when too long. */
export function readText(text: string, findings: Findings, longest = LONGEST_TEXT): string {
  if (text.length <= longest && isClean(text)) return text;
  const cleaned = cleanText(text.slice(0, longest * 4));
  if (!sameButSpaces(cleaned, text)) findings.repair('text.cleaned');
  if (cleaned.length <= longest && text.length <= longest * 4) return cleaned;
  findings.cause('text.too_long');
  return cleaned.slice(0, longest).toWellFormed().trimEnd();
}

/** Invisible characters within words vanish, all other white space and control characters become one space. */
export function cleanText(text: string): string {
  let result = '';
  let gap = false;
  for (let i = 0; i < text.length; i++) {
    const code = text.charCodeAt(i);
    if (isInvisible(code)) {
      gap ||= !isZeroWidth(code);
    } else {
      if (gap && result !== '') result += ' ';
      gap = false;
      result += text[i];
    }
  }
  return result.toWellFormed();
}

function isClean(text: string): boolean {
  let previous = 32;
  for (let i = 0; i < text.length; i++) {
    const code = text.charCodeAt(i);
    if (code === 32 ? previous === 32 : code < 32 || (code > 126 && (isInvisible(code) || isSurrogate(code))))
      return false;
    previous = code;
  }
  return previous !== 32;
}

/** Trailing and doubled spaces are not worth a note. */
function sameButSpaces(cleaned: string, text: string): boolean {
  return cleaned.replaceAll(' ', '') === text.replaceAll(' ', '');
}

function isSurrogate(code: number): boolean {
  return code >= 0xd800 && code <= 0xdfff;
}

function isZeroWidth(code: number): boolean {
  if (code < 0x200b) return code === 0xad;
  return code <= 0x200f || (code >= 0x202a && code <= 0x202e) || (code >= 0x2060 && code <= 0x206f) || code === 0xfeff;
}
