import { openRoster } from '../support/partitions.js';
import { personKey } from '../../src/kernel/index.js';
import { protectedByAllSql } from '../../src/programmes/index.js';
import type { SealedFields } from '../../src/platform/crypto/index.js';
import { testKeyring, type TestWorkspace } from '../support/builders.js';
import type { TestDatabase } from '../support/database.js';

export interface GivenWorker {
  name?: string;
  region?: string;
  sector?: string;
  sex?: 'L' | 'P';
  birthDate?: string;
  /** Last protected day, `-infinity` for never, null for unknown. The headline is the earlier of JKK and JKM. */
  jkk?: string | null;
  jkm?: string | null;
  jht?: string | null;
  leftOn?: string | null;
}

/** Puts people on a workspace's roster as an applied import would, without its ledger. NIKs are made up and marked 99. */
export async function aRoster(
  db: TestDatabase,
  workspace: TestWorkspace,
  workers: GivenWorker[],
  asOf: string,
): Promise<void> {
  const keys = await db.unitOfWork.run({ role: 'app', workspaceId: workspace.id, readOnly: true }, () =>
    testKeyring().workspaceKeys(workspace.id),
  );
  await openRoster(db, workspace.id);
  await db.admin(
    `insert into app.roster_heads (workspace_id, version, coverage_as_of, coverage_version) values ($1, 1, $2, 7)
     on conflict (workspace_id) do update set version = app.roster_heads.version + 1, coverage_as_of = $2`,
    [workspace.id, asOf],
  );
  const [present] = await db.admin<{ count: number }>(
    'select count(*)::int as count from app.workers where workspace_id = $1',
    [workspace.id],
  );
  for (const [index, worker] of workers.entries()) {
    const nik = `99${String((present?.count ?? 0) + index + 1).padStart(14, '0')}`;
    const nikIndex = keys.nikIndex(nik);
    const fields: SealedFields = { nik, phone: null, email: null, address: null, motherName: null };
    const name = worker.name ?? `Pekerja Contoh ${index + 1}`;
    const { jkk = null, jkm = jkk } = worker;
    await db.admin(
      `insert into app.workers (workspace_id, nik_index, nik_tail, sealed, name, name_key, birth_date, sex,
         region, sector, jkk_until, jkm_until, jht_until, protected_until, left_on)
       values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13,
         ${protectedByAllSql(['$11::date', '$12::date'])}, $14)`,
      [
        workspace.id,
        nikIndex,
        keys.tailIndex(nik.slice(-4)),
        keys.sealFields(fields, nikIndex),
        name,
        personKey(name),
        worker.birthDate ?? '1990-05-17',
        worker.sex ?? 'L',
        worker.region ?? '3174',
        worker.sector ?? 'G',
        jkk,
        jkm,
        worker.jht ?? null,
        worker.leftOn ?? null,
      ],
    );
  }
}
