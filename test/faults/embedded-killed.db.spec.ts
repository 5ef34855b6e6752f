import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import pg from 'pg';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startEmbedded } from '../../src/platform/db/index.js';
import { KeptDatabase } from '../../src/processes/kept-database.js';
import { TIMEOUT } from './sizes.js';

describe('Fault 7: kill -9 of the PostgreSQL that npm start keeps', { timeout: TIMEOUT }, () => {
  const folder = mkdtempSync(join(tmpdir(), 'sinergi-kept-'));
  const said: string[] = [];
  let kept: KeptDatabase;
  let url: string;
  let first: number;

  beforeAll(async () => {
    const begin = (port?: number) =>
      startEmbedded({ folder, superuserPassword: 'kept', settings: { shared_buffers: '16MB' }, port });
    const running = await begin();
    [url, first] = [running.url(), running.pid];
    kept = new KeptDatabase(running, begin, (text) => said.push(text));
  });
  afterAll(async () => {
    await kept?.stop();
    rmSync(folder, { recursive: true, force: true });
  });

  it('it is started again at the same address, with what was committed', async () => {
    await answer('create table kept as select 7 as n');
    process.kill(first, 'SIGKILL');
    await expect(answer('select n from kept')).resolves.toEqual([{ n: 7 }]);
    expect(said).toEqual(['PostgreSQL ended unexpectedly and is started again']);
  });

  /** What the server says, as soon as it says something. */
  async function answer(sql: string): Promise<unknown[]> {
    for (let tries = 0; ; tries++) {
      const client = new pg.Client({ connectionString: url, connectionTimeoutMillis: 2_000 });
      client.on('error', () => undefined);
      try {
        await client.connect();
        return (await client.query(sql)).rows as unknown[];
      } catch (error) {
        if (tries > 200) throw error;
        await sleep(100);
      } finally {
        await client.end().catch(() => undefined);
      }
    }
  }
});
