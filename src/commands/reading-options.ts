import { asChoice, type GivenChoice, type GivenMapping } from '../imports/index.js';
import { Usage } from './command.js';

/** Options that say how a file is to be read; what is not said is found out. */
export const READING_OPTIONS = {
  sheet: { type: 'string' },
  encoding: { type: 'string' },
  delimiter: { type: 'string' },
  quote: { type: 'string' },
  'header-line': { type: 'string' },
  mapping: { type: 'string' },
} as const;

export const READING_USAGE =
  '[--sheet NAME] [--encoding E] [--delimiter comma|semicolon|tab|bar] [--quote double|single|none] [--header-line N] [--mapping JSON]';

const DELIMITERS: Record<string, string> = { comma: ',', semicolon: ';', tab: '\t', bar: '|' };
const QUOTES: Record<string, string> = { double: '"', single: "'", none: '' };

export interface ReadingOptions {
  choice?: GivenChoice;
  mapping?: GivenMapping;
}

/** @throws Usage for what is none of them. `--header-line` counts lines from 1; 0: the file has no titles */
export function readingOptions(values: Partial<Record<keyof typeof READING_OPTIONS, string>>): ReadingOptions {
  const { sheet, encoding, delimiter, quote, mapping } = values;
  const line = values['header-line'];
  const said = {
    ...(sheet !== undefined && { sheet }),
    ...(encoding !== undefined && { encoding }),
    ...(delimiter !== undefined && { delimiter: DELIMITERS[delimiter] ?? delimiter }),
    ...(quote !== undefined && { quote: QUOTES[quote] ?? quote }),
    ...(line !== undefined && { headerRow: Number(line) - 1 }),
  };
  const choice = asChoice(said);
  if (!choice) throw new Usage(`how to read the file is not understood: ${READING_USAGE}`);
  return {
    ...(Object.keys(choice).length > 0 && { choice }),
    ...(mapping !== undefined && { mapping: asMapping(mapping) }),
  };
}

function asMapping(text: string): GivenMapping {
  try {
    const given: unknown = JSON.parse(text);
    const fields = typeof given === 'object' && given !== null ? Object.values(given) : [0];
    if (fields.every((field) => field === null || typeof field === 'string')) return given as GivenMapping;
  } catch {
    // Said below.
  }
  throw new Usage('--mapping is JSON: one field or null a column, or an object from header to field');
}
