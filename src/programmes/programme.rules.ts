/** The five programmes in the order in which they are always named; a set of them is stored as the sum of their bits. */
export const PROGRAMMES = ['JKK', 'JKM', 'JHT', 'JP', 'JKP'] as const;
export type ProgrammeCode = (typeof PROGRAMMES)[number];

export const PROGRAMME_BIT: Readonly<Record<ProgrammeCode, number>> = { JKK: 1, JKM: 2, JHT: 4, JP: 8, JKP: 16 };

const ALL_BITS = 31;

export function isProgramme(text: string): text is ProgrammeCode {
  return (PROGRAMMES as readonly string[]).includes(text);
}

/** @returns 0 for the empty set, at most 31 */
export function programmeMask(codes: Iterable<ProgrammeCode>): number {
  let mask = 0;
  for (const code of codes) mask |= PROGRAMME_BIT[code];
  return mask;
}

/** In the order of PROGRAMMES. @throws RangeError for a number that is no set of programmes */
export function programmesIn(mask: number): ProgrammeCode[] {
  if (!Number.isInteger(mask) || mask < 0 || mask > ALL_BITS) throw new RangeError('not a set of programmes');
  return PROGRAMMES.filter((code) => (mask & PROGRAMME_BIT[code]) !== 0);
}

export function includesAll(mask: number, wanted: number): boolean {
  return (mask & wanted) === wanted;
}
