export * from './area-search.js';
export * from './load-reference.js';
export * from './reference.js';
export * from './reference.module.js';
export type { CoverageDefinition, Dataset, Occupation, Programme, Region, Sector } from './reference.queries.js';
export type { ReferenceLexicon } from './roster-lexicon.js';
export * from './search-key.js';
