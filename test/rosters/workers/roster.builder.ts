import { openRoster } from '../../support/partitions.js';
import { personKey, type Sex } from '../../../src/kernel/index.js';
import type { SealedFields } from '../../../src/platform/crypto/index.js';
import { rebuildCells } from '../../../src/rosters/index.js';
import { marksOf } from '../../../src/rosters/sealed-fields.js';
import { testKeyring, type TestWorkspace } from '../../support/builders.js';
import type { TestDatabase } from '../../support/database.js';

export interface GivenWorker {
  name?: string;
  /** 16 digits; made up and marked 99 when not given. */
  nik?: string;
  birthDate?: string;
  sex?: Sex;
  region?: string;
  sector?: string;
  kpj?: string | null;
  wage?: number | null;
  /** Last protected day by both JKK and JKM; `-infinity` never, null unknown. */
  until?: string | null;
  jht?: string | null;
  leftOn?: string | null;
  createdImport?: string | null;
  createdRow?: number | null;
  sealed?: Partial<SealedFields>;
}

/** Puts people on a roster as an applied import would, with their coverage cells. Returns their ids in the order given. */
export async function aRoster(
  db: TestDatabase,
  workspace: TestWorkspace,
  workers: GivenWorker[],
  asOf = '2026-11-23',
): Promise<string[]> {
  const scope = { role: 'worker', workspaceId: workspace.id } as const;
  const keys = await db.unitOfWork.run(scope, () => testKeyring().workspaceKeys(workspace.id));
  await openRoster(db, workspace.id);
  await db.admin(
    `insert into app.roster_heads (workspace_id, version, coverage_as_of) values ($1, 1, $2)
     on conflict (workspace_id) do update set version = app.roster_heads.version + 1, coverage_as_of = $2`,
    [workspace.id, asOf],
  );
  const [present] = await db.admin<{ n: number }>(
    'select count(*)::int as n from app.workers where workspace_id = $1',
    [workspace.id],
  );
  const ids: string[] = [];
  for (const [i, worker] of workers.entries()) {
    const nik = worker.nik ?? `99${String((present?.n ?? 0) + i + 1).padStart(14, '0')}`;
    const nikIndex = keys.nikIndex(nik);
    const fields = { nik, phone: null, email: null, address: null, motherName: null, ...worker.sealed };
    const name = worker.name ?? `Pekerja Contoh ${i + 1}`;
    const row = {
      nik_index: nikIndex,
      nik_tail: keys.tailIndex(nik.slice(-4)),
      sealed: keys.sealFields(fields, nikIndex),
      ...marksOf(keys, fields, nikIndex),
      name,
      name_key: personKey(name),
      birth_date: worker.birthDate ?? '1990-05-17',
      sex: worker.sex ?? 'L',
      region: worker.region ?? '3205',
      sector: worker.sector ?? 'G',
      kpj: worker.kpj ?? null,
      wage: worker.wage ?? null,
      match_state: worker.until === undefined || worker.until === null ? 'mismatch' : 'matched',
      jkk_until: worker.until ?? null,
      jkm_until: worker.until ?? null,
      jht_until: worker.jht ?? null,
      protected_until: worker.until ?? null,
      left_on: worker.leftOn ?? null,
      created_import: worker.createdImport ?? null,
      created_row: worker.createdRow ?? null,
      touched_import: worker.createdImport ?? null,
      touched_row: worker.createdRow ?? null,
    };
    const names = Object.keys(row);
    const [made] = await db.admin<{ id: string }>(
      `insert into app.workers (workspace_id, ${names.join(', ')}) values ($1, ${names.map((_, n) => `$${n + 2}`).join(', ')}) returning id`,
      [workspace.id, ...Object.values(row)],
    );
    ids.push(made?.id ?? '');
  }
  await db.unitOfWork.run(scope, () => rebuildCells(asOf));
  return ids;
}

/** An applied import of a roster file, without its ledger. */
export async function anImport(
  db: TestDatabase,
  workspace: TestWorkspace,
  given: { fileName?: string; by?: string; created?: number; updated?: number } = {},
): Promise<string> {
  const { created = 0, updated = 0 } = given;
  const [row] = await db.admin<{ id: string }>(
    `insert into app.imports (workspace_id, kind, mode, state, channel, file_name, file_size, file_sha256, storage_key,
       uploaded_label, confirmed_label, rows, created, updated, unchanged, duplicate, held, rejected)
     values ($1, 'roster', 'upsert', 'applied', 'page', $2, 1000, sha256(uuidv7()::text::bytea), 'none', $3, $3, $4, $5, $6, 0, 0, 0, 0)
     returning id`,
    [
      workspace.id,
      given.fileName ?? 'daftar-contoh.xlsx',
      given.by ?? 'petugas@example.test',
      created + updated,
      created,
      updated,
    ],
  );
  return row?.id ?? '';
}
