import { headerKey } from '../tabular/index.js';

/** What an upload says its columns mean: by position, or by header. */
export type GivenMapping = (string | null)[] | Record<string, string | null>;

/** The meaning of each column of the file; null when what was given does not fit its columns. */
export function fitMapping(given: GivenMapping, headers: readonly string[]): (string | null)[] | null {
  if (Array.isArray(given)) return given.length === headers.length ? given : null;
  const fields = new Map(Object.entries(given).map(([header, field]) => [headerKey(header), field]));
  const keys = headers.map(headerKey);
  return [...fields.keys()].every((key) => keys.includes(key)) ? keys.map((key) => fields.get(key) ?? null) : null;
}

/** The fields that a given mapping names. */
export function fieldsGiven(given: GivenMapping): string[] {
  return Object.values(given).filter((field): field is string => typeof field === 'string' && field !== '');
}
