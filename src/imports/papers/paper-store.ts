import { randomUUID } from 'node:crypto';
import { currentWork } from '../../platform/db/index.js';
import { KEPT_HOURS, type Paper, type PaperKind } from './paper.rules.js';

const COLUMNS = `id, import_id as "importId", kind, locale, basis, state, rows::float8 as rows, requested_label as "requestedLabel",
  storage_key as "storageKey", file_size::float8 as "fileSize", expires_at as "expiresAt"`;
const LEASE = `clock_timestamp() + interval '30 seconds'`;

export interface PaperName {
  workspaceId: string;
  importId: string;
  kind: PaperKind;
  locale: 'id' | 'en';
}

export async function findPaper({ workspaceId, importId, kind, locale }: PaperName): Promise<Paper | null> {
  const [paper] = await currentWork().query<Paper>(
    `select ${COLUMNS} from app.prepared_papers where workspace_id = $1 and import_id = $2 and kind = $3 and locale = $4`,
    [workspaceId, importId, kind, locale],
  );
  return paper ?? null;
}

/** Asks for a paper anew; whoever was making an older one finds the lease gone. @returns its id */
export async function askForPaper(
  name: PaperName,
  given: { basis: string; rows: number; by: string },
): Promise<string> {
  const [paper] = await currentWork().query<{ id: string }>(
    `insert into app.prepared_papers (workspace_id, import_id, kind, locale, basis, rows, requested_label)
     values ($1, $2, $3, $4, $5, $6, $7)
     on conflict (workspace_id, import_id, kind, locale) do update set state = 'waiting', basis = excluded.basis,
       rows = excluded.rows, requested_label = excluded.requested_label, storage_key = null, file_size = null,
       attempts = 0, lease_token = null, lease_until = null, expires_at = null, updated_at = clock_timestamp()
     returning id`,
    [name.workspaceId, name.importId, name.kind, name.locale, given.basis, given.rows, given.by],
  );
  return paper?.id ?? '';
}

export interface TakenPaper extends Paper {
  token: string;
  attempts: number;
}

/** For one maker at a time. null: it is made already, or another process makes it. */
export async function takePaper(workspaceId: string, id: string): Promise<TakenPaper | null> {
  const [taken] = await currentWork().query<TakenPaper>(
    `update app.prepared_papers set state = 'making', lease_token = $3, lease_until = ${LEASE}, attempts = attempts + 1,
       updated_at = clock_timestamp()
     where workspace_id = $1 and id = $2 and state in ('waiting', 'making')
       and (lease_until is null or lease_until < clock_timestamp())
     returning ${COLUMNS}, attempts, lease_token as token`,
    [workspaceId, id, randomUUID()],
  );
  return taken ?? null;
}

/** All of these change nothing, and say so, once the lease has gone to somebody else. */
export function keepPaper(workspaceId: string, paper: TakenPaper): Promise<boolean> {
  return change(workspaceId, paper, `lease_until = ${LEASE}`);
}

export function finishPaper(
  workspaceId: string,
  paper: TakenPaper,
  file: { key: string; bytes: number },
): Promise<boolean> {
  return change(
    workspaceId,
    paper,
    `state = 'ready', storage_key = $4, file_size = $5, lease_token = null, lease_until = null, updated_at = clock_timestamp(),
     expires_at = clock_timestamp() + interval '${KEPT_HOURS} hours'`,
    [file.key, file.bytes],
  );
}

/** @param state `waiting`: to be tried again; `failed`: given up */
export function dropPaper(workspaceId: string, paper: TakenPaper, state: 'waiting' | 'failed'): Promise<boolean> {
  return change(
    workspaceId,
    paper,
    `state = $4, lease_token = null, lease_until = null, updated_at = clock_timestamp()`,
    [state],
  );
}

async function change(workspaceId: string, paper: TakenPaper, sets: string, values: unknown[] = []): Promise<boolean> {
  const affected = await currentWork().execute(
    `update app.prepared_papers set ${sets} where workspace_id = $1 and id = $2 and lease_token = $3`,
    [workspaceId, paper.id, paper.token, ...values],
  );
  return affected === 1;
}
