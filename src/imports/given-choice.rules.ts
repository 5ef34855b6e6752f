import type { Delimiter, Quote, TableChoice } from '../tabular/index.js';

/** How a file is read, as far as a person or machine says it; the rest is found out. */
export type GivenChoice = Partial<Omit<TableChoice, 'padded'>>;

export const DELIMITERS: readonly Delimiter[] = [',', ';', '\t', '|'];
/** The empty one reads quotes as ordinary characters. */
export const QUOTES: readonly Quote[] = ['"', "'", ''];
export const ENCODING = /^[a-z0-9-]{2,20}$/i;
export const HEADER_ROW = { first: -1, last: 20_000, most: 5 };

const within = (value: unknown, from: number, to: number) =>
  Number.isInteger(value) && Number(value) >= from && Number(value) <= to;
const READS: Record<keyof GivenChoice, (value: unknown) => boolean> = {
  sheet: (value) => typeof value === 'string' && value.length > 0 && value.length <= 200,
  encoding: (value) => typeof value === 'string' && ENCODING.test(value),
  delimiter: (value) => DELIMITERS.includes(value as Delimiter),
  quote: (value) => QUOTES.includes(value as Quote),
  headerRow: (value) => within(value, HEADER_ROW.first, HEADER_ROW.last),
  headerRows: (value) => within(value, 0, HEADER_ROW.most),
};

/** The choice in a parsed JSON value; null when it holds anything else. */
export function asChoice(given: unknown): GivenChoice | null {
  if (typeof given !== 'object' || given === null || Array.isArray(given)) return null;
  const known = Object.entries(given).every(
    ([name, value]) => Object.hasOwn(READS, name) && READS[name as keyof GivenChoice](value),
  );
  return known ? (given as GivenChoice) : null;
}
