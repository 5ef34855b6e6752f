import { CELL } from './cells.js';
import { CellMemo } from './cell-memo.js';
import type { Findings } from './findings.js';
import { regionKey, type CompiledLexicon } from './lexicon.js';
import { lookupKey } from './lookup-key.js';

const LONGEST_CELL = 120;
const LEADING_CODE = /^(\d{2})[. ]?(\d{2})(?:[. ]?\d{2}(?:[. ]?\d{4})?)?(?!\d)/;

export function regionReader(lexicon: CompiledLexicon): CellMemo<string> {
  return new CellMemo('', (text, findings) => readRegion(text, lexicon, findings));
}

/** 4-digit code of a kabupaten or kota by code (also a longer one) or name; '' with a cause when unknown or not one. */
export function readRegion(text: string, lexicon: CompiledLexicon, findings: Findings): string {
  const bare = text.length > LONGEST_CELL ? '' : text.replace(/^[\s'’`]/, '').trim();
  const code = LEADING_CODE.exec(bare);
  if (code) return byCode(`${code[1]}${code[2]}`, code[0], lexicon, findings);
  for (const key of possibleKeys(bare)) {
    const found = lexicon.regionByName.get(key);
    if (found) return found;
    if (found === '') {
      findings.cause('region.ambiguous');
      return '';
    }
  }
  findings.cause('region.unknown');
  return '';
}

/** A numeric cell shows the code 32.10 as 32.1. Only there is the missing digit sure to be a zero. */
export function regionOfNumber(text: string, kind: number, findings: Findings): string {
  if (kind !== CELL.number || text.length !== 4 || text.charCodeAt(2) !== 46) return text;
  findings.repair('region.trailing_zero');
  return `${text}0`;
}

function byCode(code: string, written: string, lexicon: CompiledLexicon, findings: Findings): string {
  if (!lexicon.regionByCode.has(code)) {
    findings.cause('region.unknown');
    return '';
  }
  if (lookupKey(written).replaceAll(' ', '').length > 4) findings.repair('region.code_shortened');
  return code;
}

/** The whole text first, then what stands before a comma, bracket or dash: `Kota Bandung, Jawa Barat`. */
function possibleKeys(text: string): string[] {
  const cut = text.search(/[,(/]| - /);
  return cut > 0 ? [regionKey(text), regionKey(text.slice(0, cut))] : [regionKey(text)];
}
