import { lookupKey } from './lookup-key.js';

/** Look-up data as plain JSON, sent to the process that reads files. The `reference` room fills it. */
export interface RosterLexicon {
  /** YYYY-MM-DD in Jakarta. */
  today: string;
  regions: LexiconRegion[];
  /** Codes that a NIK may start with: 4 digits admit a whole kabupaten/kota, 6 digits one kecamatan. No dots. */
  nikRegions: string[];
  sectors: LexiconSector[];
  occupations: LexiconOccupation[];
  limits?: Partial<RosterLimits>;
}

export interface LexiconRegion {
  /** 4 digits without dots. */
  code: string;
  /** With its kind: `Kabupaten Bandung`, `Kota Bandung`. */
  name: string;
  aliases?: string[];
}

export interface LexiconSector {
  /** One KBLI letter. */
  code: string;
  id: string;
  en: string;
  aliases?: string[];
  /** Two-digit KBLI divisions of the category, so that `01121` finds A. */
  divisions?: string[];
}

export interface LexiconOccupation {
  code: string;
  id: string;
  en: string;
  aliases?: string[];
  /** Belongs to the transport group of the contribution relief. */
  transport: boolean;
}

export interface RosterLimits {
  /** Whole years; younger is held. */
  minAge: number;
  /** Whole years; older is held. */
  maxAge: number;
  /** Rupiah per month; a smaller wage other than 0 is held. */
  minWage: number;
  maxWage: number;
}

export const DEFAULT_LIMITS: RosterLimits = { minAge: 15, maxAge: 100, minWage: 10_000, maxWage: 1_000_000_000 };

export interface CompiledLexicon {
  /** YYYYMMDD as a number. */
  today: number;
  limits: RosterLimits;
  regionByCode: ReadonlySet<string>;
  /** Lookup key to code; '' when the text fits several regions. */
  regionByName: ReadonlyMap<string, string>;
  sectorByName: ReadonlyMap<string, string>;
  sectorByDivision: ReadonlyMap<string, string>;
  occupationByName: ReadonlyMap<string, string>;
  /** One bit for each of the million six-digit prefixes; null when the lexicon knows none. */
  nikDistricts: Uint8Array | null;
}

export function compileLexicon(lexicon: RosterLexicon): CompiledLexicon {
  const { today } = lexicon;
  return {
    today: Number(today.slice(0, 4)) * 10000 + Number(today.slice(5, 7)) * 100 + Number(today.slice(8, 10)),
    limits: { ...DEFAULT_LIMITS, ...lexicon.limits },
    regionByCode: new Set(lexicon.regions.map((region) => region.code)),
    regionByName: named(lexicon.regions, (region) => regionNames(region)),
    sectorByName: named(lexicon.sectors, (sector) => [sector.code, sector.id, sector.en, ...(sector.aliases ?? [])]),
    sectorByDivision: new Map(
      lexicon.sectors.flatMap(({ code, divisions }) => (divisions ?? []).map((d) => [d, code])),
    ),
    occupationByName: named(lexicon.occupations, (job) => [job.code, job.id, job.en, ...(job.aliases ?? [])]),
    nikDistricts: districtTable(lexicon.nikRegions),
  };
}

/** `KABUPATEN BANDUNG`, `KOTA ADM. JAKARTA BARAT`, `KODYA …` as `KAB BANDUNG`, `KOTA JAKARTA BARAT`. */
export function regionKey(text: string): string {
  return lookupKey(text)
    .replace(/^(KABUPATEN|KAB)( ADMINISTRASI| ADM)? /, 'KAB ')
    .replace(/^(KOTAMADYA|KOTA MADYA|KODYA|KOTA)( ADMINISTRASI| ADM)? /, 'KOTA ');
}

function regionNames(region: LexiconRegion): string[] {
  const keys = [region.name, ...(region.aliases ?? [])].map(regionKey);
  return [...keys, ...keys.map((key) => key.replace(/^(KAB|KOTA) /, ''))];
}

function named<T extends { code: string }>(entries: T[], namesOf: (entry: T) => string[]): Map<string, string> {
  const byName = new Map<string, string>();
  for (const entry of entries) {
    for (const name of new Set(namesOf(entry).map(lookupKey))) {
      if (name === '') continue;
      const taken = byName.get(name);
      byName.set(name, taken === undefined || taken === entry.code ? entry.code : '');
    }
  }
  return byName;
}

function districtTable(codes: string[]): Uint8Array | null {
  if (codes.length === 0) return null;
  const table = new Uint8Array(1_000_000 / 8);
  for (const code of codes) {
    const span = 10 ** (6 - code.length);
    for (let prefix = Number(code) * span; prefix < (Number(code) + 1) * span; prefix++) {
      table[prefix >> 3] = (table[prefix >> 3] ?? 0) | (1 << (prefix & 7));
    }
  }
  return table;
}

/** Whether the first six of sixteen digits are a known district. */
export function knowsDistrict(table: Uint8Array, nik: string): boolean {
  let prefix = 0;
  for (let i = 0; i < 6; i++) prefix = prefix * 10 + nik.charCodeAt(i) - 48;
  return ((table[prefix >> 3] ?? 0) & (1 << (prefix & 7))) !== 0;
}
