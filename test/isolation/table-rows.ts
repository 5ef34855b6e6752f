import { randomBytes, randomUUID } from 'node:crypto';
import { testKeyring, type TestWorkspace } from '../support/builders.js';

/** What rows of other tables stand on: made for every workspace of the test before anything else. */
export interface Ground {
  workspace: TestWorkspace;
  userId: string;
  importId: string;
  workerId: string;
  participantId: string;
}

export type RowValues = Record<string, unknown>;

const bytes = (length: number) => randomBytes(length);
const TEXT = 'isolation';

/**
 * One row of every table with a workspace in it; the column of the workspace itself is added. Each call gives another
 * row. A new table is covered when it stands here: name the columns that have no default.
 */
export const ROWS: Record<string, (ground: Ground) => RowValues> = {
  'app.workspaces': ({ workspace }) => ({
    kind: 'platform',
    slug: `ws-${randomBytes(5).toString('hex')}`,
    name: TEXT,
    data_key: testKeyring().wrapNewKey(workspace.id),
  }),
  'app.members': ({ userId }) => ({ user_id: userId, role: 'viewer' }),
  'app.invitations': () => ({
    email: `${randomBytes(6).toString('hex')}@example.test`,
    role: 'viewer',
    token_hash: bytes(32),
    invited_by: TEXT,
    expires_at: '2999-01-01',
  }),
  'app.idempotency_keys': () => ({ key: randomUUID(), request_hash: bytes(32) }),
  'app.imports': () => ({
    kind: 'roster',
    mode: 'upsert',
    channel: 'api',
    file_name: 'x.csv',
    file_size: 1,
    file_sha256: bytes(32),
    storage_key: TEXT,
    uploaded_label: TEXT,
  }),
  'app.unfinished_uploads': () => ({
    kind: 'roster',
    mode: 'upsert',
    file_name: 'x.csv',
    bytes: 9,
    storage_key: TEXT,
    begun_label: TEXT,
  }),
  'app.import_rows': ({ importId }) => ({ import_id: importId, row_no: number(), outcome: 'rejected' }),
  'app.import_causes': ({ importId }) => ({
    import_id: importId,
    code: randomUUID(),
    severity: 'warn',
    rows: 1,
    examples: [1],
  }),
  'app.remembered_repairs': () => ({
    ...{ field: 'phone', cause: 'phone.unreadable', pattern: 'phone.letters', mark: bytes(8), made_label: TEXT },
  }),
  'app.import_repairs': ({ importId }) => ({
    ...{ import_id: importId, field: 'phone', cause: 'phone.unreadable', pattern: 'phone.letters', mark: bytes(8) },
    ...{ source: 'person', made_label: TEXT },
  }),
  'app.import_stops': ({ importId }) => ({ import_id: importId }),
  'app.prepared_papers': ({ importId }) => ({
    ...{ import_id: importId, kind: 'corrections', basis: TEXT, rows: 1, requested_label: TEXT },
    locale: 'id',
  }),
  'app.import_comparisons': ({ importId }) => ({ import_id: importId }),
  'app.import_decisions': ({ importId }) => ({
    import_id: importId,
    row_no: number(),
    choice: 'skip',
    causes: '{}',
    decided_label: TEXT,
  }),
  'app.import_changes': ({ importId, workerId }) => ({
    ...{ import_id: importId, worker_id: workerId },
    ...{ kind: 'joined', place: number() },
  }),
  'app.import_mappings': () => ({ kind: 'roster', fingerprint: bytes(32), mapping: '[]' }),
  'app.roster_heads': () => ({ version: 1 }),
  'app.workers': () => ({
    nik_index: bytes(16),
    nik_tail: 1234,
    sealed: bytes(40),
    name: TEXT,
    name_key: TEXT,
    birth_date: '1990-01-01',
    sex: 'P',
  }),
  'app.worker_versions': ({ workerId }) => ({
    worker_id: workerId,
    version: number(),
    act: 'edited',
    changed: 1,
    sealed: bytes(40),
  }),
  'app.coverage_cells': () => ({ region: '3205', sector: 'A', sex: 'P', cohort: number() % 2000, workers: 3 }),
  'app.coverage_snapshots': () => ({
    day: '2026-01-31',
    dimension: 'region',
    key: String(number()),
    ...{ workers: 3, active: 1, lapsed: 1, never: 1, unknown: 0 },
    definition: 'jkk-jkm-v1',
  }),
  'app.figures': () => ({
    use: 'target',
    indicator: 'coverage_of_roster',
    year: 2030,
    value: 90,
    unit: 'percent',
    source: TEXT,
    source_date: '2026-01-01',
    definition: 'jkk-jkm-v1',
    entered_label: TEXT,
  }),
  'app.nik_allowances': () => ({ size: 1000, valid_from: '2026-01-01', reason: TEXT, granted_label: TEXT }),
  'app.nik_usage': () => ({ day: `2026-01-${String(1 + (number() % 28)).padStart(2, '0')}`, by_file: number() }),
  'identity.api_keys': () => ({
    name: TEXT,
    role: 'viewer',
    secret_hash: bytes(32),
    created_by: TEXT,
    expires_at: '2999-01-01',
  }),
  'audit.events': () => ({
    seq: number(),
    at: '2026-01-01',
    action: TEXT,
    outcome: 'done',
    actor_label: TEXT,
    request_id: TEXT,
    previous_hash: bytes(32),
    hash: bytes(32),
  }),
  'audit.checkpoints': () => ({ seq: number(), hash: bytes(32), at: '2026-01-01' }),
  'registry.extracts': () => ({ version: number(), as_of: '2026-01-31', created: 1, updated: 0, unchanged: 0 }),
  'registry.worker_keys': () => ({
    worker_id: randomUUID(),
    birth_date: '1990-01-01',
    match_index: bytes(16),
    name_key: TEXT,
  }),
  'registry.lookups': () => ({ day: `2026-01-${String(1 + (number() % 28)).padStart(2, '0')}`, source: 'file' }),
  'registry.alarms': () => ({ kind: 'canary', subject: randomUUID() }),
  'registry.match_cases': ({ participantId }) => ({
    worker_id: randomUUID(),
    participant_id: participantId,
    reason: 'name',
  }),
};

let last = 0;

function number(): number {
  return ++last;
}
