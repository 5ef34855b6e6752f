import type { Sex } from '../../kernel/index.js';
import { CellMemo } from './cell-memo.js';
import type { Findings } from './findings.js';
import { lookupKey } from './lookup-key.js';

const MAN: ReadonlySet<string> = new Set('L LK LAKI LAKI2 LAKILAKI LELAKI PRIA COWOK M MALE MAN 1'.split(' '));
const WOMAN: ReadonlySet<string> = new Set('P PR PRM PEREMPUAN WANITA WNT W CEWEK F FEMALE WOMAN 2'.split(' '));

/** A form that asks `P/W` (pria, wanita) means a man by P, every other form a woman. */
export function meansPriaByP(header: string): boolean {
  return /(^| )P W( |$)/.test(lookupKey(header));
}

/** L or P; '' with a cause when the words say neither or both. */
export function sexReader(header: string): CellMemo<Sex | ''> {
  const priaWanita = meansPriaByP(header);
  return new CellMemo<Sex | ''>('', (text, findings) => readSex(text, priaWanita, findings));
}

export function readSex(text: string, priaWanita: boolean, findings: Findings): Sex | '' {
  let man = false;
  let woman = false;
  let strange = false;
  for (const word of lookupKey(text).split(' ')) {
    if (MAN.has(word) || (priaWanita && word === 'P')) man = true;
    else if (WOMAN.has(word)) woman = true;
    else strange = true;
  }
  if (man !== woman && !strange) return man ? 'L' : 'P';
  findings.cause('sex.unreadable');
  return '';
}
