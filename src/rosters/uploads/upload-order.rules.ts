import { fieldsGiven, type GivenMapping, type ImportMode } from '../../imports/index.js';
import { Refused } from '../../kernel/index.js';

/** What an upload asks for beside its file. */
export interface UploadOrder {
  mode: ImportMode;
  mapping?: GivenMapping;
}

/**
 * @param known fields that a column may mean
 * @throws Refused 422 `imports.mode-unknown`, `imports.mapping-unreadable`, `imports.mapping-unknown`
 */
export function readOrder(fields: Record<string, string>, known: readonly string[]): UploadOrder {
  const mode = fields.mode || 'upsert';
  if (mode !== 'upsert' && mode !== 'snapshot') throw Refused.invalid('imports.mode-unknown');
  if (!fields.mapping) return { mode };
  const mapping = readMapping(fields.mapping);
  const unknown = fieldsGiven(mapping).find((field) => !known.includes(field));
  if (unknown !== undefined) throw Refused.invalid('imports.mapping-unknown', { field: unknown.slice(0, 40) });
  return { mode, mapping };
}

function readMapping(text: string): GivenMapping {
  let given: unknown;
  try {
    given = JSON.parse(text);
  } catch {
    throw Refused.invalid('imports.mapping-unreadable');
  }
  if (!isMapping(given)) throw Refused.invalid('imports.mapping-unreadable');
  return given;
}

export function isMapping(given: unknown): given is GivenMapping {
  if (typeof given !== 'object' || given === null) return false;
  return Object.values(given).every((field) => field === null || typeof field === 'string');
}
