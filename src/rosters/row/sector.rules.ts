import { CellMemo } from './cell-memo.js';
import type { Findings } from './findings.js';
import type { CompiledLexicon } from './lexicon.js';
import { lookupKey } from './lookup-key.js';

const LONGEST_CELL = 200;
const LEADING_LETTER = /^([A-Z])[ ]?[-–.:)/]/i;
/** Two or five digits, or with a dot: three or four may be a number that lost its leading zero. */
const LEADING_DIVISION = /^(?:[A-Z][ .]?)?(\d{2})(?:\.\d{1,3}|\d{3})?(?!\d)/i;

export function sectorReader(lexicon: CompiledLexicon): CellMemo<string> {
  return new CellMemo('', (text, findings) => readSector(text, lexicon, findings));
}

/** One KBLI letter, from the letter, a name, or a KBLI number of two or five digits; '' with a cause otherwise. */
export function readSector(text: string, lexicon: CompiledLexicon, findings: Findings): string {
  const bare = text.length > LONGEST_CELL ? '' : text.trim();
  const named = lexicon.sectorByName.get(lookupKey(bare));
  if (named) return named;
  if (named === '') {
    findings.cause('sector.ambiguous');
    return '';
  }
  const letter = lexicon.sectorByName.get(LEADING_LETTER.exec(bare)?.[1]?.toUpperCase() ?? '');
  if (letter) return letter;
  const sector = lexicon.sectorByDivision.get(LEADING_DIVISION.exec(bare)?.[1] ?? '');
  if (sector) {
    findings.repair('sector.from_number');
    return sector;
  }
  findings.cause('sector.unknown');
  return '';
}
