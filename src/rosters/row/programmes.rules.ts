import { CellMemo } from './cell-memo.js';
import type { Findings } from './findings.js';
import { lookupKey } from './lookup-key.js';

/** Bits of the programme mask. */
export const PROGRAMME_BITS = { JKK: 1, JKM: 2, JHT: 4, JP: 8, JKP: 16 } as const;

const CODES = ['JKK', 'JKM', 'JHT', 'JKP', 'JP'] as const;
const BY_WORD = new Map<string, number>([
  ['KECELAKAAN', PROGRAMME_BITS.JKK],
  ['KEMATIAN', PROGRAMME_BITS.JKM],
  ['TUA', PROGRAMME_BITS.JHT],
  ['PENSIUN', PROGRAMME_BITS.JP],
  ['KEHILANGAN', PROGRAMME_BITS.JKP],
]);
const FILLERS: ReadonlySet<string> = new Set(
  'JAMINAN KERJA PEKERJAAN HARI PROGRAM DAN AND SERTA BPJS KETENAGAKERJAAN JAMSOSTEK BPJAMSOSTEK IKUT PAKET'.split(' '),
);
/** "3 program": the packages have been sold by their number in this order. */
const PACKAGES = [0, 0, 3, 7, 15, 31];
const PACKAGE = /^(?:PAKET )?([2-5]) ?(?:P|PROG|PRG|PROGRAM)$/;
const YES: ReadonlySet<string> = new Set('Y YA YES IYA IKUT ADA AKTIF TRUE BENAR V 1'.split(' '));
const NO: ReadonlySet<string> = new Set('N T TIDAK TDK NO BELUM FALSE SALAH 0'.split(' '));
const TICKS = /^[✓✔√☑✅]$/u;

export function programmesReader(): CellMemo<number | null> {
  return new CellMemo<number | null>(null, readProgrammes);
}

/** Mask of the programmes named in the cell; 0 with a cause when a word is not a programme. */
export function readProgrammes(text: string, findings: Findings): number {
  const key = text.length > 300 ? '' : lookupKey(text);
  const bundle = PACKAGE.exec(key);
  if (bundle) {
    findings.repair('programmes.package');
    return PACKAGES[Number(bundle[1])] ?? 0;
  }
  let mask = 0;
  for (const word of key.split(' ')) {
    const bits = BY_WORD.get(word) ?? maskOfCodes(word);
    if (bits === 0 && !FILLERS.has(word)) {
      mask = 0;
      break;
    }
    mask |= bits;
  }
  if (mask === 0) findings.cause('programmes.unreadable');
  return mask;
}

/** The programme that a yes/no column stands for (`JKK`, `Ikut JHT`), or 0 when the column lists programmes. */
export function programmeOfHeader(header: string): number {
  const words = lookupKey(header)
    .split(' ')
    .filter((word) => word !== 'IKUT' && word !== 'PROGRAM');
  return words.length === 1 && (CODES as readonly string[]).includes(words[0] ?? '') ? maskOfCodes(words[0] ?? '') : 0;
}

/** Whether a yes/no cell says yes; a cell that repeats the programme's own code says yes too. */
export function flagReader(bit: number): CellMemo<number | null> {
  return new CellMemo<number | null>(null, (text, findings) => {
    const key = lookupKey(text);
    if (YES.has(key) || TICKS.test(text.trim()) || maskOfCodes(key) === bit) return bit;
    if (!NO.has(key)) findings.cause('programmes.unreadable');
    return 0;
  });
}

/** `JKKJKM` as well as `JKK`; 0 when anything else is in the word. */
function maskOfCodes(word: string): number {
  let mask = 0;
  for (let at = 0; at < word.length;) {
    const code = CODES.find((candidate) => word.startsWith(candidate, at));
    if (!code) return 0;
    mask |= PROGRAMME_BITS[code];
    at += code.length;
  }
  return mask;
}
