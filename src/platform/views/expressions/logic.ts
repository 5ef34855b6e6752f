import type { HelperOptions } from 'handlebars';

const importSteps = ['upload', 'columns', 'check', 'confirm', 'receipt'];

/** The little logic that templates may do; anything more belongs in the page's view model. */
export const logicHelpers = {
  eq: (a: unknown, b: unknown) => a === b,
  not: (value: unknown) => !value,
  or: (...values: unknown[]) => values.slice(0, -1).find(Boolean) ?? false,
  and: (...values: unknown[]) => values.slice(0, -1).every(Boolean),
  includes: (list: unknown, value: unknown) => Array.isArray(list) && list.includes(value),
  /** False for nothing, '', [] and {}: `{{#if}}` alone takes an empty object for something. */
  any: (value: unknown) =>
    typeof value === 'object' && value !== null ? Object.keys(value).length > 0 : Boolean(value),
  concat: (...values: unknown[]) => values.slice(0, -1).join(''),
  /** `(array "a" "b")` and `(object code="x")`: small literals handed to a partial. */
  array: (...values: unknown[]) => values.slice(0, -1),
  object: (options: HelperOptions) => options.hash as Record<string, unknown>,
  /** The letter in somebody's avatar. */
  initial: (name: unknown) => [...String(name ?? '').trim()][0]?.toUpperCase() ?? '?',
  /** The steps of an import with where we are; `done` means past the last. */
  steps: (current: unknown) => {
    const at = current === 'done' ? importSteps.length : importSteps.indexOf(String(current));
    return importSteps.map((key, index) => ({ key, done: index < at, current: index === at }));
  },
};
