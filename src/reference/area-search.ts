import { currentWork } from '../platform/db/index.js';
import type { Region } from './reference.queries.js';
import { dottedCode } from './reference.js';
import { searchKey } from './search-key.js';

export const MOST_AREAS = 20;

/** Fewer letters would match half the country. */
const FEWEST_LETTERS = 2;
const MOST_WORDS = 6;

/**
 * Regions whose name begins with the text, or whose name and the names above it hold words that begin with its words;
 * a code, with or without dots, finds itself and what lies in it. At most 20, names that begin with the text first.
 * @param level 1 province … 4 desa; null for all
 */
export async function searchAreas(text: string, level: number | null): Promise<Region[]> {
  const key = searchKey(text.slice(0, 100));
  if (key.length < FEWEST_LETTERS) return [];
  if (/^[\d ]+$/.test(key)) return byCode(dottedCode(key.replaceAll(' ', '')), level);
  const found = await byName(key, level);
  return found.length < MOST_AREAS ? [...found, ...(await byWords(key, level, found))] : found;
}

const COLUMNS = 'code, level, kind, name, path';
const CURRENT = '($2::smallint is null or level = $2) and valid_to is null';
const KINDS = /^(KABUPATEN|KAB|KOTA|KODYA|KOTAMADYA|PROVINSI|PROV|KECAMATAN|KEC|KELURAHAN|KEL|DESA) (?=.)/;

function byCode(code: string, level: number | null): Promise<Region[]> {
  return currentWork().query<Region>(
    `select ${COLUMNS} from reference.regions where code >= $1 and code < $1 || '~' and ${CURRENT}
     order by level, code limit ${MOST_AREAS}`,
    [code, level],
  );
}

/** The official name begins with its kind, the person may leave it out or shorten it. */
function byName(key: string, level: number | null): Promise<Region[]> {
  const bare = key.replace(KINDS, '');
  const kind = regencyKind(key);
  const prefixes = [key, ...(kind ? [`${kind} ${bare}`] : [bare, `KABUPATEN ${bare}`, `KOTA ${bare}`])];
  return currentWork().query<Region>(
    `select ${COLUMNS} from reference.regions
     where code in (select distinct code from unnest($1::text[]) p, reference.regions r
       where r.search_name >= p collate "C" and r.search_name < p || '~' and ${CURRENT})
     order by level, length(name), name, code limit ${MOST_AREAS}`,
    [[...new Set(prefixes)], level],
  );
}

function byWords(key: string, level: number | null, found: Region[]): Promise<Region[]> {
  const kind = regencyKind(key);
  const words = [...(kind ? [kind] : []), ...key.replace(KINDS, '').split(' ')].slice(0, MOST_WORDS);
  return currentWork().query<Region>(
    `select ${COLUMNS} from reference.regions
     where search @@ to_tsquery('simple', $1) and ${CURRENT} and code <> all($3::text[])
     order by ts_rank(search, to_tsquery('simple', $1)) desc, level, name, code limit $4`,
    [wordQuery(words), level, found.map((region) => region.code), MOST_AREAS - found.length],
  );
}

function regencyKind(key: string): string | null {
  if (/^(KOTA|KODYA|KOTAMADYA) ./.test(key)) return 'KOTA';
  return /^KAB(UPATEN)? ./.test(key) ? 'KABUPATEN' : null;
}

/** At least one word must be of the place itself (weight A); the others may be of the places above it. */
function wordQuery(words: string[]): string {
  const own = words.map((word) => `${word}:*A`).join(' | ');
  return `(${own}) & ${words.map((word) => `${word}:*`).join(' & ')}`;
}
