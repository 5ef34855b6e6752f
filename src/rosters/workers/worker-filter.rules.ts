import { AGE_BAND_KEYS, type AgeBandKey, type Sex } from '../../kernel/index.js';

export const COVERAGE_FILTERS = ['active', 'lapsed', 'never', 'unknown', 'expiring'] as const;
export type CoverageFilter = (typeof COVERAGE_FILTERS)[number];

export const PROGRAMME_FILTERS = ['headline', 'jkk', 'jkm', 'jht', 'jp', 'jkp'] as const;
export type ProgrammeFilter = (typeof PROGRAMME_FILTERS)[number];

/** Which workers a list shows. null: no matter. */
export interface WorkerFilter {
  /** 4 digits of a kabupaten or kota, 2 of a province, '' for workers without a region. */
  region: string | null;
  /** KBLI letter, '' for workers without one. */
  sector: string | null;
  sex: Sex | null;
  age: AgeBandKey | null;
  coverage: CoverageFilter | null;
  /** What `coverage` is about. */
  programme: ProgrammeFilter;
  /** Workers that this import created or changed. */
  importId: string | null;
  /** People who left the roster, in place of those on it. */
  left: boolean;
}

export const EVERYBODY: WorkerFilter = {
  region: null,
  sector: null,
  sex: null,
  age: null,
  coverage: null,
  programme: 'headline',
  importId: null,
  left: false,
};

/** In addresses, for a field that is empty. */
export const NONE = 'none';

/** Query parameters as they stand in the address; whatever is not understood is named, never ignored in silence. */
export function readWorkerFilter(query: Record<string, unknown>): { filter: WorkerFilter; faults: string[] } {
  const faults: string[] = [];
  const one = <T extends string>(name: string, allowed: readonly T[]): T | null => {
    const text = given(query[name]);
    const known = allowed.find((value) => value === text);
    if (text !== '' && known === undefined) faults.push(name);
    return known ?? null;
  };
  const matching = (name: string, pattern: RegExp): string | null => {
    const text = given(query[name]);
    if (text === '') return null;
    if (text === NONE && name !== 'import') return '';
    const bare = name === 'region' ? text.replace('.', '') : text;
    if (pattern.test(bare)) return bare;
    faults.push(name);
    return null;
  };
  const filter: WorkerFilter = {
    region: matching('region', /^\d{2}(\d{2})?$/),
    sector: matching('sector', /^[A-Z]$/),
    sex: one('sex', ['L', 'P'] as const),
    age: one('age', AGE_BAND_KEYS),
    coverage: one('coverage', COVERAGE_FILTERS),
    programme: one('programme', PROGRAMME_FILTERS) ?? 'headline',
    importId: matching('import', /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/),
    left: one('status', ['current', 'left'] as const) === 'left',
  };
  return { filter, faults };
}

/** The parameters that give this filter again. */
export function filterParams(filter: WorkerFilter): Record<string, string> {
  const params: Record<string, string | null> = {
    region: filter.region === '' ? NONE : filter.region,
    sector: filter.sector === '' ? NONE : filter.sector,
    sex: filter.sex,
    age: filter.age,
    coverage: filter.coverage,
    programme: filter.programme === 'headline' ? null : filter.programme,
    import: filter.importId,
    status: filter.left ? 'left' : null,
  };
  return Object.fromEntries(Object.entries(params).filter((entry): entry is [string, string] => entry[1] !== null));
}

/** Whether the counts kept per cell tell exactly how many workers the filter lets through. */
export function isCountedByCells(filter: WorkerFilter): boolean {
  const { coverage, programme, importId, left } = filter;
  return !left && importId === null && !(coverage === 'expiring' && programme !== 'headline');
}

function given(value: unknown): string {
  return typeof value === 'string' ? value.trim() : '';
}
