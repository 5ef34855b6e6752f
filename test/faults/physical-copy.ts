import { cpSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import type { OwnCluster } from './own-cluster.js';

/** What a server needs so that it can be copied while it runs, and followed by a standby. */
export const COPYABLE = { wal_level: 'replica', max_wal_senders: '2' };

/**
 * A physical copy of a running cluster, by the server's own protocol for backups.
 * @returns folder that `OwnCluster.start({ folder, prepare: false })` starts
 */
export async function copyWhileRunning(cluster: OwnCluster): Promise<string> {
  const folder = mkdtempSync(join(tmpdir(), 'sinergi-copy-'));
  const target = join(folder, 'cluster');
  const client = new pg.Client({ connectionString: cluster.adminUrl });
  await client.connect();
  try {
    await client.query(`select pg_backup_start('copy', fast => true)`);
    mkdirSync(target, { mode: 0o700 });
    cpSync(cluster.data, target, { recursive: true, preserveTimestamps: true });
    const { rows } = await client.query<{ labelfile: string }>(
      'select labelfile from pg_backup_stop(wait_for_archive => false)',
    );
    // The log up to the end of the copy belongs to it: with an archive it would come from there.
    cpSync(join(cluster.data, 'pg_wal'), join(target, 'pg_wal'), { recursive: true, force: true });
    rmSync(join(target, 'postmaster.pid'), { force: true });
    rmSync(join(target, 'postmaster.opts'), { force: true });
    writeFileSync(join(target, 'backup_label'), rows[0]?.labelfile ?? '', { mode: 0o600 });
  } finally {
    await client.end();
  }
  return folder;
}

/** Makes a copy follow its original until it is promoted. */
export function asStandbyOf(cluster: OwnCluster, folder: string): void {
  const from = new URL(cluster.adminUrl);
  const conninfo = `host=${from.hostname} port=${from.port} user=${from.username} password=${from.password} application_name=standby`;
  writeFileSync(join(folder, 'cluster', 'standby.signal'), '');
  writeFileSync(join(folder, 'cluster', 'postgresql.auto.conf'), `primary_conninfo = '${conninfo}'\n`, { flag: 'a' });
}
