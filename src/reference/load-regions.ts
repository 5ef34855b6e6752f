import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { getDistricts, getProvinces, getRegencies, getVillages } from 'idn-area-data';
import { from as copyFrom } from 'pg-copy-streams';
import type pg from 'pg';
import { searchKey } from './search-key.js';

/** The package's data are those of Kepmendagri 300.2.2-2138/2025. */
export const REGION_DATASET = { name: 'regions', version: 'idn-area-data 4.0.1', validFrom: '2025-04-25' };

interface Region {
  code: string;
  level: number;
  kind: string;
  parent: string | null;
  name: string;
  path: string;
}

/**
 * Makes `reference.regions` equal to the package: new codes are added, changed names corrected, and codes that are no
 * longer there ended yesterday. Inside the caller's transaction.
 */
export async function loadRegions(client: pg.ClientBase): Promise<void> {
  await client.query(`create temp table loaded_regions (code text collate "C", level smallint, kind text,
    parent text collate "C", name text, path text, search_name text collate "C") on commit drop`);
  const copy = client.query(copyFrom('copy loaded_regions from stdin'));
  await pipeline(Readable.from(copyLines(await readRegions())), copy);
  await client.query(
    `insert into reference.regions (code, level, kind, parent, name, path, search_name, valid_from)
     select code, level, kind, parent, name, path, search_name, $1::date from loaded_regions
     on conflict (code) do update set name = excluded.name, path = excluded.path, search_name = excluded.search_name,
       kind = excluded.kind, parent = excluded.parent, valid_to = null
     where (regions.name, regions.path, regions.kind, regions.valid_to) is distinct from
       (excluded.name, excluded.path, excluded.kind, null)`,
    [REGION_DATASET.validFrom],
  );
  await client.query(`update reference.regions r set valid_to = greatest((now() at time zone 'Asia/Jakarta')::date - 1, r.valid_from)
    where r.valid_to is null and not exists (select from loaded_regions l where l.code = r.code)`);
}

async function readRegions(): Promise<Region[]> {
  const [provinces, regencies, districts, villages] = await Promise.all([
    getProvinces(),
    getRegencies(),
    getDistricts(),
    getVillages(),
  ]);
  const paths = new Map<string, string>();
  const below = (level: number, code: string, parent: string, name: string, kind: string): Region => {
    const path = paths.get(parent);
    if (path === undefined) throw new Error(`Region ${code} lies in ${parent}, which is not there.`);
    if (level < 4) paths.set(code, path === '' ? name : `${name}, ${path}`);
    return { code, level, kind, parent, name, path };
  };
  const tops = provinces.map(({ code, name }): Region => {
    paths.set(code, name);
    return { code, level: 1, kind: 'provinsi', parent: null, name, path: '' };
  });
  return [
    ...tops,
    ...regencies.map((r) => below(2, r.code, r.province_code, r.name, regencyKind(r.code))),
    ...districts.map((d) => below(3, d.code, d.regency_code, d.name, 'kecamatan')),
    ...villages.map((v) => below(4, v.code, v.district_code, v.name, villageKind(v.code))),
  ];
}

/** Cities are numbered from 71. */
function regencyKind(code: string): string {
  return Number(code.slice(3, 5)) >= 71 ? 'kota' : 'kabupaten';
}

function villageKind(code: string): string {
  return { 1: 'kelurahan', 2: 'desa' }[code.charAt(9)] ?? 'lainnya';
}

function* copyLines(regions: Region[]): Generator<string> {
  for (let i = 0; i < regions.length; i += 1000) {
    yield regions
      .slice(i, i + 1000)
      .map((r) => [r.code, r.level, r.kind, r.parent, r.name, r.path, searchKey(r.name)].map(copyValue).join('\t'))
      .join('\n')
      .concat('\n');
  }
}

function copyValue(value: string | number | null): string {
  if (value === null) return '\\N';
  return String(value).replace(/[\\\t\n\r]/g, (c) => `\\${{ '\\': '\\', '\t': 't', '\n': 'n', '\r': 'r' }[c] ?? ''}`);
}
