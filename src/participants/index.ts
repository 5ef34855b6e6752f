export { MATCH_RESULT_COLUMNS, MATCH_STAGE_COLUMNS } from './matching.sql.js';
export { openCasesByWorkspace, recordMatchCases, type CaseCount } from './match-cases.js';
export { Matcher, type MatchCounts } from './matcher.js';
export { holdRegistryVersion, registryVersion } from './registry-version.js';
export { forgetWorkers, saveWorkerKeys } from './worker-keys.js';
