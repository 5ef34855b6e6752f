import { NotFound } from '../../kernel/index.js';
import type { SealedFields, WorkspaceKeys } from '../../platform/crypto/index.js';
import { currentWork, partitions } from '../../platform/db/index.js';
import type { RowValues } from '../row/judged-row.js';
import { marksOf } from '../sealed-fields.js';
import { IMAGE, IMAGE_OF_W } from '../worker-image.js';
import { WORKER_COLUMNS, type WorkerRow } from './worker-row.js';

/** What a form says about a worker: the plain columns, and what is sealed. */
export interface WorkerContent {
  plain: Omit<RowValues, 'nik' | 'phone' | 'email' | 'address' | 'motherName'>;
  sealed: SealedFields;
}

export type VersionAct = 'edited' | 'left' | 'returned';

/** @throws NotFound when the workspace has no such worker */
export async function getWorker(workspaceId: string, id: string): Promise<WorkerRow> {
  const [worker] = await currentWork().query<WorkerRow>(
    `select ${WORKER_COLUMNS} from app.workers where workspace_id = $1 and id = $2`,
    [workspaceId, id],
  );
  if (!worker) throw new NotFound();
  return worker;
}

export async function workerWithNik(workspaceId: string, nikIndex: Buffer): Promise<string | null> {
  const [found] = await currentWork().query<{ id: string }>(
    'select id from app.workers where workspace_id = $1 and nik_index = $2',
    [workspaceId, nikIndex],
  );
  return found?.id ?? null;
}

/** @returns the new id, or null when the workspace already has somebody with this NIK */
export async function insertWorker(
  workspaceId: string,
  keys: WorkspaceKeys,
  content: WorkerContent,
): Promise<string | null> {
  const columns = columnsOf(keys, content);
  const names = Object.keys(columns);
  await partitions.ensure('app.workers');
  const [row] = await currentWork().query<{ id: string }>(
    `insert into app.workers (workspace_id, ${names.join(', ')}) values ($1, ${names.map((_, i) => `$${i + 2}`).join(', ')})
     on conflict (workspace_id, nik_index) do nothing returning id`,
    [workspaceId, ...Object.values(columns)],
  );
  return row?.id ?? null;
}

/** Who is another person for the registry is looked up again: until then nothing is known of the coverage. */
const FORGET_COVERAGE = `, match_state = 'pending', jkk_until = null, jkm_until = null, jht_until = null, jp_until = null,
  jkp_until = null, protected_until = null`;

/** @returns false when somebody else was first: the worker no longer is at `version` */
export async function updateWorker(
  workspaceId: string,
  keys: WorkspaceKeys,
  worker: { id: string; version: number },
  content: WorkerContent,
  isOtherIdentity: boolean,
): Promise<boolean> {
  const columns = columnsOf(keys, content);
  const names = Object.keys(columns);
  const affected = await currentWork().execute(
    `update app.workers set ${names.map((name, i) => `${name} = $${i + 4}`).join(', ')}${isOtherIdentity ? FORGET_COVERAGE : ''}, ${TOUCHED}
     where workspace_id = $1 and id = $2 and version = $3`,
    [workspaceId, worker.id, worker.version, ...Object.values(columns)],
  );
  return affected === 1;
}

/** An import that touched the worker before can no longer be undone. */
const TOUCHED = 'touched_import = null, touched_row = null, version = version + 1, updated_at = now()';

/** @param leftOn YYYY-MM-DD, or null to bring the worker back @returns false when somebody else was first */
export async function setLeft(
  workspaceId: string,
  worker: { id: string; version: number },
  leftOn: string | null,
): Promise<boolean> {
  const affected = await currentWork().execute(
    `update app.workers set left_on = $4, left_import = null, ${TOUCHED}
     where workspace_id = $1 and id = $2 and version = $3 and (left_on is null) <> ($4::date is null)`,
    [workspaceId, worker.id, worker.version, leftOn],
  );
  return affected === 1;
}

/** Keeps how a worker is before a person changes it, with the NIK's index, which files never change. */
export async function keepImage(
  workspaceId: string,
  worker: { id: string; version: number },
  change: { act: VersionAct; changed: number; by: string },
): Promise<void> {
  await currentWork().execute(
    `insert into app.worker_versions (workspace_id, worker_id, version, act, changed, actor_label, nik_index, nik_tail, ${IMAGE})
     select $1, w.id, w.version, $4, $5, $6, w.nik_index, w.nik_tail, ${IMAGE_OF_W}
     from app.workers w where w.workspace_id = $1 and w.id = $2 and w.version = $3`,
    [workspaceId, worker.id, worker.version, change.act, change.changed, change.by],
  );
}

/** Source of applyCellDelta for one worker who is on the roster; the id is its parameter. */
export const ONE_WORKER = '(select * from app.workers where workspace_id = $1 and id = $2 and left_on is null) w';

function columnsOf(keys: WorkspaceKeys, { plain, sealed }: WorkerContent): Record<string, unknown> {
  const nikIndex = keys.nikIndex(sealed.nik);
  return {
    nik_index: nikIndex,
    nik_tail: keys.tailIndex(sealed.nik.slice(-4)),
    sealed: keys.sealFields(sealed, nikIndex),
    ...marksOf(keys, sealed, nikIndex),
    name: plain.name,
    name_key: plain.nameKey,
    birth_date: plain.birthDate,
    sex: plain.sex,
    region: plain.region,
    sector: plain.sector,
    occupation: plain.occupation || null,
    wage: plain.wage,
    programmes: plain.programmes,
    started_on: plain.startedOn || null,
    status: plain.status || null,
    kpj: plain.kpj || null,
    external_id: plain.externalId || null,
  };
}
