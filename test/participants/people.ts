import { personKey } from '../../src/kernel/index.js';
import { RegistryKeys } from '../../src/platform/crypto/index.js';
import { MATCH_RESULT_COLUMNS, MATCH_STAGE_COLUMNS } from '../../src/participants/index.js';
import { currentWork } from '../../src/platform/db/index.js';
import type { TestDatabase } from '../support/database.js';

/** Invented people. Keys of the registry in tests. */
export const TEST_REGISTRY_KEYS = new RegistryKeys(Buffer.alloc(32, 9));

/** A NIK that belongs to nobody: region 99, the given serial. */
export function madeUpNik(serial: number): string {
  return `990101010190${String(serial).padStart(4, '0')}`;
}

export interface Participant {
  nik: string;
  name: string;
  birth: string;
  /** JKK, JKM, JHT, JP, JKP; what is left out is never. */
  until?: (string | null)[];
  version?: number;
}

export async function givenParticipants(db: TestDatabase, people: Participant[]): Promise<void> {
  for (const { nik, name, birth, until = [], version = 1 } of people) {
    const dates = [0, 1, 2, 3, 4].map((i) => until[i] ?? '-infinity');
    await db.admin(
      `insert into registry.participants (extract_version, birth_date, match_index, name_key, sealed,
         jkk_until, jkm_until, jht_until, jp_until, jkp_until)
       values ($1, $2, $3, $4, '\\x00', $5, $6, $7, $8, $9)
       on conflict (match_index) do update set extract_version = excluded.extract_version, name_key = excluded.name_key,
         birth_date = excluded.birth_date, jkk_until = excluded.jkk_until, jkm_until = excluded.jkm_until`,
      [version, birth, TEST_REGISTRY_KEYS.matchIndex(nik), personKey(name), ...dates],
    );
  }
}

/** Made as the product makes them, so that the rights are the product's. */
export async function openMatchTables(db: TestDatabase, workspaceId: string, id: string) {
  const tables = { stage: `k_${id}`, result: `m_${id}` };
  await db.unitOfWork.run({ role: 'worker', workspaceId }, async () => {
    await currentWork().query('select staging.open_table($1, $2)', [tables.stage, MATCH_STAGE_COLUMNS]);
    await currentWork().query('select staging.open_table($1, $2)', [tables.result, MATCH_RESULT_COLUMNS]);
  });
  return { stage: `staging.${tables.stage}`, result: `staging.${tables.result}` };
}

/** Id of the n-th worker. */
export function workerId(n: number): string {
  return `00000000-0000-7000-8000-${String(n).padStart(12, '0')}`;
}

export async function stageWorkers(
  db: TestDatabase,
  table: string,
  workers: { n: number; nik: string; name: string; birth: string }[],
): Promise<void> {
  for (const { n, nik, name, birth } of workers) {
    await db.admin(`insert into ${table} (worker_id, match_index, birth_date, name_key) values ($1, $2, $3, $4)`, [
      workerId(n),
      TEST_REGISTRY_KEYS.matchIndex(nik),
      birth,
      personKey(name),
    ]);
  }
}
