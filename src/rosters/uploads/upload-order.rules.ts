import { asChoice, fieldsGiven, type GivenChoice, type GivenMapping, type ImportMode } from '../../imports/index.js';
import { Refused } from '../../kernel/index.js';

/** What an upload asks for beside its file. */
export interface UploadOrder {
  mode: ImportMode;
  mapping?: GivenMapping;
  choice?: GivenChoice;
}

/**
 * @param known fields that a column may mean
 * @throws Refused 422 `imports.mode-unknown`, `imports.mapping-unreadable`, `imports.mapping-unknown`,
 *   `imports.choice-unreadable`
 */
export function readOrder(fields: Record<string, string>, known: readonly string[]): UploadOrder {
  const mode = fields.mode || 'upsert';
  if (mode !== 'upsert' && mode !== 'snapshot') throw Refused.invalid('imports.mode-unknown');
  return { mode, ...mappingIn(fields.mapping, known), ...choiceIn(fields.choice) };
}

function mappingIn(text: string | undefined, known: readonly string[]): { mapping?: GivenMapping } {
  if (!text) return {};
  const mapping = readMapping(text);
  const unknown = fieldsGiven(mapping).find((field) => !known.includes(field));
  if (unknown !== undefined) throw Refused.invalid('imports.mapping-unknown', { field: unknown.slice(0, 40) });
  return { mapping };
}

function choiceIn(text: string | undefined): { choice?: GivenChoice } {
  if (!text) return {};
  const choice = asChoice(parsed(text));
  if (!choice) throw Refused.invalid('imports.choice-unreadable');
  return { choice };
}

function readMapping(text: string): GivenMapping {
  const given = parsed(text);
  if (!isMapping(given)) throw Refused.invalid('imports.mapping-unreadable');
  return given;
}

/** undefined for what is no JSON. */
function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

export function isMapping(given: unknown): given is GivenMapping {
  if (typeof given !== 'object' || given === null) return false;
  return Object.values(given).every((field) => field === null || typeof field === 'string');
}
