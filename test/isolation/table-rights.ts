import type { DbRole } from '../../src/platform/db/index.js';

/**
 * Where a run-time role sees rows of every workspace on purpose, and why. All of them only read: writing into a workspace
 * that the unit of work does not name is refused everywhere. What is not listed here is held to its own workspace.
 */
export const READS_ALL: Partial<Record<string, Partial<Record<DbRole, string>>>> = {
  'app.workspaces': {
    worker: 'jobs go from workspace to workspace',
    matcher: 'takes the registry from workspace to workspace',
    identity: 'signing in names the workspaces of a person',
    agency: 'the list of all workspaces',
  },
  'reporting.workspaces': { worker: 'as app.workspaces', agency: 'as app.workspaces' },
  'app.members': { agency: 'counts members: who they are is not granted' },
  'app.coverage_cells': { agency: 'totals, no names' },
  'app.coverage_snapshots': { agency: 'totals, no names' },
  'app.roster_heads': { agency: 'for which day the totals hold' },
  'reporting.coverage_cells': { agency: 'as app.coverage_cells' },
  'reporting.coverage_snapshots': { agency: 'as app.coverage_snapshots' },
  'reporting.roster_heads': { agency: 'as app.roster_heads' },
  'app.imports': { identity: 'finds files whose process died: their ids and states, nothing else is granted' },
  'app.prepared_papers': { identity: 'finds papers whose process died: their ids and states, nothing else is granted' },
  'identity.api_keys': { identity: 'a key names its workspace, so it is looked up before there is one' },
  'registry.extracts': {
    worker: 'jobs of an agency workspace, and only of one: there is one registry, whoever loaded it last',
    agency: 'the agency loads the registry',
  },
  'registry.worker_keys': { matcher: 'finds the workers of a changed participant' },
  'registry.match_cases': { agency: 'looks into mismatches' },
  'app.nik_allowances': { agency: 'says how many new people a workspace may add' },
  'app.nik_usage': { agency: 'sees how many new people were added' },
  'registry.lookups': { agency: 'sees how often matching agreed: counts' },
  'registry.alarms': { agency: 'signs of guessing are for the agency' },
};

/** Inserts that make the workspace themselves, so that there is no other to hold them to. */
export const MAKES_WORKSPACES: Partial<Record<string, DbRole[]>> = { 'app.workspaces': ['identity'] };

/** Inserts about another workspace on purpose: the agency says something that the workspace may read and not change. */
export const INSERTS_ALL: Partial<Record<string, DbRole[]>> = { 'app.nik_allowances': ['agency'] };

/** Policies that hold a table to the agency's own units of work: an ordinary workspace may not even write its own. */
export const AGENCY_ONLY = ['registry.extracts'];

/** Rights that are wider than a workspace for a write, with the reason. */
export const WRITES_ALL: Partial<Record<string, Partial<Record<DbRole, string>>>> = {
  'app.workspaces': {
    worker: 'coverage_version only',
    matcher: 'coverage_version only',
  },
  'identity.api_keys': { identity: 'last_used_at only' },
  'registry.alarms': { agency: 'what was found out about an alarm: state, note, who and when' },
};
