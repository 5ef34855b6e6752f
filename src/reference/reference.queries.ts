import { currentWork } from '../platform/db/index.js';

export interface Region {
  /** Dotted. */
  code: string;
  level: number;
  kind: string;
  name: string;
  /** Names of the regions above, nearest first. */
  path: string;
}

export interface Sector {
  code: string;
  version: string;
  nameId: string;
  nameEn: string;
  divisions: string[];
  aliases: string[];
}

export interface Occupation {
  code: string;
  version: string;
  nameId: string;
  nameEn: string;
  kbji: string[];
  kbli: string[];
  sector: string | null;
  transport: boolean;
  aliases: string[];
}

export interface Programme {
  code: string;
  nameId: string;
  nameEn: string;
}

export interface CoverageDefinition {
  code: string;
  version: number;
  programmes: string[];
  titleId: string;
  titleEn: string;
  textId: string;
  textEn: string;
  /** YYYY-MM-DD */
  validFrom: string;
}

export interface Dataset {
  name: string;
  version: string;
  source: string;
  licence: string;
  loadedAt: Date;
}

const VALID = 'valid_from <= $1::date and (valid_to is null or valid_to >= $1::date)';

/** Provinces, kabupaten and kota: the 552 that pages and files name all the time. */
export function upperRegions(today: string): Promise<Region[]> {
  return currentWork().query<Region>(
    `select code, level, kind, name, path from reference.regions where level <= 2 and ${VALID} order by code`,
    [today],
  );
}

export function regionsByCode(codes: string[]): Promise<Region[]> {
  return currentWork().query<Region>(
    'select code, level, kind, name, path from reference.regions where code = any($1) order by code',
    [codes],
  );
}

export function sectors(today: string): Promise<Sector[]> {
  return currentWork().query<Sector>(
    `select code, version, name_id as "nameId", name_en as "nameEn", divisions, aliases
     from reference.sectors where ${VALID} order by code`,
    [today],
  );
}

export function occupations(today: string): Promise<Occupation[]> {
  return currentWork().query<Occupation>(
    `select code, version, name_id as "nameId", name_en as "nameEn", kbji, kbli, sector, transport, aliases
     from reference.occupations where ${VALID} order by name_id`,
    [today],
  );
}

export function programmes(): Promise<Programme[]> {
  return currentWork().query<Programme>(
    'select code, name_id as "nameId", name_en as "nameEn" from reference.programmes order by ordinal',
  );
}

export function coverageDefinitions(today: string): Promise<CoverageDefinition[]> {
  return currentWork().query<CoverageDefinition>(
    `select code, version, programmes, title_id as "titleId", title_en as "titleEn", text_id as "textId",
       text_en as "textEn", valid_from::text as "validFrom"
     from reference.coverage_definitions where ${VALID} order by code, version desc`,
    [today],
  );
}

export function parameters(today: string): Promise<{ code: string; value: unknown }[]> {
  return currentWork().query(`select code, value from reference.parameters where ${VALID}`, [today]);
}

export function datasets(): Promise<Dataset[]> {
  return currentWork().query<Dataset>(
    'select name, version, source, licence, loaded_at as "loadedAt" from reference.datasets order by name',
  );
}
