import { FORMER_NIK_REGIONS, REGION_ALIASES } from './data/region-aliases.js';
import type { Occupation, Sector } from './reference.queries.js';

/**
 * Look-up data for reading roster rows, as plain JSON for another process. The room of rosters has the same shape under
 * its own name (`RosterLexicon`) and compiles it.
 */
export interface ReferenceLexicon {
  /** YYYY-MM-DD in Jakarta. */
  today: string;
  /** All kabupaten and kota, codes of four digits without dots. */
  regions: { code: string; name: string; aliases: string[] }[];
  /** What a NIK may start with, four digits each: today's kabupaten/kota and those that have been renumbered. */
  nikRegions: string[];
  sectors: { code: string; id: string; en: string; aliases: string[]; divisions: string[] }[];
  occupations: { code: string; id: string; en: string; aliases: string[]; transport: boolean }[];
  limits?: { minAge: number; maxAge: number };
}

export interface LexiconSource {
  today: string;
  /** Dotted codes of level 2. */
  regencies: { code: string; name: string }[];
  sectors: Sector[];
  occupations: Occupation[];
  plausibleAge: { fromAge: number; toAge: number } | null;
}

export function rosterLexicon(source: LexiconSource): ReferenceLexicon {
  const regions = source.regencies.map(({ code, name }) => ({
    code: code.replace('.', ''),
    name,
    aliases: regionAliases(name, REGION_ALIASES[code] ?? []),
  }));
  const age = source.plausibleAge;
  return {
    today: source.today,
    regions,
    nikRegions: [...new Set([...regions.map((region) => region.code), ...FORMER_NIK_REGIONS])],
    sectors: source.sectors.map(({ code, nameId, nameEn, aliases, divisions }) => ({
      ...{ code, id: nameId, en: nameEn, aliases, divisions },
    })),
    occupations: source.occupations.map(({ code, nameId, nameEn, aliases, transport }) => ({
      ...{ code, id: nameId, en: nameEn, aliases, transport },
    })),
    ...(age ? { limits: { minAge: age.fromAge, maxAge: age.toAge } } : {}),
  };
}

/** Spellings that follow from the official name: `Kep.` for `Kepulauan`, and the words joined. Each keeps its kind. */
export function regionAliases(name: string, known: readonly string[]): string[] {
  const spellings = [name, ...known].flatMap((spelling) => [
    spelling,
    spelling.replace(/\bKepulauan\b/, 'Kep'),
    joined(spelling),
  ]);
  return [...new Set(spellings)].filter((spelling) => spelling !== name);
}

const KIND = /^(Kabupaten|Kota)( Administrasi)? /;

function joined(name: string): string {
  const kind = KIND.exec(name)?.[0] ?? '';
  return kind + name.slice(kind.length).replace(/[ -]/g, '');
}
