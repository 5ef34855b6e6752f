import { execFileSync } from 'node:child_process';
import { chmodSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { TestProject } from 'vitest/node';
import { migrate, startEmbedded } from '../../src/platform/db/index.js';
import { TEMPLATE, type TestCluster } from './cluster.js';
import { leftBehind } from './left-behind.js';

/** Durability is worth nothing to a cluster that is deleted at the end of the run. */
const THROW_AWAY = {
  fsync: 'off',
  synchronous_commit: 'off',
  full_page_writes: 'off',
  shared_buffers: '128MB',
  autovacuum: 'off',
};

/** One PostgreSQL per run, in its own folder and on its own port, so that two runs may go side by side. */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  // Caged readers and processes that tests start run what is built.
  execFileSync(process.execPath, [fileURLToPath(new URL('../../bin/build.mjs', import.meta.url))], {
    stdio: 'inherit',
  });
  const folder = mkdtempSync(join(tmpdir(), 'sinergi-test-'));
  // Specs and what they start put their temporary files here, so that at the end all of them are known.
  const temporary = mkdtempSync(join(tmpdir(), 'sinergi-temp-'));
  // A database of a spec runs as another user and has to get through; what is below is closed by itself.
  chmodSync(temporary, 0o711);
  process.env.TMPDIR = temporary;
  const server = await startEmbedded({ folder, superuserPassword: 'test', settings: THROW_AWAY });
  const close = async () => {
    await server.stop();
    const found = leftBehind([join(folder, 'postgres.log'), temporary]);
    for (const path of [folder, temporary]) rmSync(path, { recursive: true, force: true });
    if (found.length > 0)
      throw new Error(`Numbers of people were left in logs or temporary files:\n${found.join('\n')}`);
  };
  try {
    const cluster: TestCluster = { adminUrl: server.url(), port: server.port, loginPassword: 'test-login', folder };
    await makeTemplate(cluster, server.url(TEMPLATE));
    project.provide('cluster', cluster);
  } catch (error) {
    await close();
    throw error;
  }
  return close;
}

async function makeTemplate(cluster: TestCluster, templateUrl: string): Promise<void> {
  const { default: pg } = await import('pg');
  const client = new pg.Client({ connectionString: cluster.adminUrl });
  await client.connect();
  await client.query(`create database ${TEMPLATE}`);
  await client.end();
  await migrate(templateUrl, cluster.loginPassword);
}
