import { CellMemo } from './cell-memo.js';
import type { Findings } from './findings.js';
import type { CompiledLexicon } from './lexicon.js';
import { lookupKey } from './lookup-key.js';
import { readText } from './text.rules.js';

const LONGEST_OCCUPATION = 120;

export function occupationReader(lexicon: CompiledLexicon): CellMemo<string> {
  return new CellMemo('', (text, findings) => readOccupation(text, lexicon, findings));
}

/** The code of a known occupation, else the text as it is written, with a warning: no list knows all work. */
export function readOccupation(text: string, lexicon: CompiledLexicon, findings: Findings): string {
  const cleaned = readText(text, findings, LONGEST_OCCUPATION);
  const code = lexicon.occupationByName.get(lookupKey(cleaned));
  if (code) return code;
  if (cleaned !== '') findings.cause('occupation.unknown');
  return cleaned;
}
