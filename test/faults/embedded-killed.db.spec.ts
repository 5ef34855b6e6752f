import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { anApiKey } from '../rosters/uploads/api-key.js';
import { aWorkspace } from '../support/builders.js';
import { brokenInvariants } from './invariants.js';
import { Machine } from './machine.js';
import { cleanRoster } from './messy-roster.js';
import { brokenService } from './service.js';
import { StartedProduct } from './started-product.js';
import { TIMEOUT } from './sizes.js';

const ROWS = 60;

describe('Fault 7: kill -9 of the PostgreSQL that npm start keeps', { timeout: TIMEOUT }, () => {
  let product: StartedProduct;
  let machine: Machine;
  let address: string;

  beforeAll(async () => {
    product = await StartedProduct.start();
    address = product.db.adminUrl;
    machine = new Machine(() => product.origin, await anApiKey(product.db, await aWorkspace(product.db), 'admin'));
  });
  afterAll(() => product?.stop());

  it('it is started again at the same address, with what was committed', async () => {
    const { status, body } = await machine.upload(cleanRoster(ROWS, 71));
    expect(status).toBe(202);
    process.kill(await postmaster(), 'SIGKILL');
    await expect.poll(() => product.restarts, { timeout: TIMEOUT / 2 }).toHaveLength(1);
    await product.healthy();
    expect(product.db.adminUrl).toBe(address);
    await machine.until(body.id, ['ready']);
    await machine.confirm(body.id);
    const { counts } = await machine.until(body.id, ['applied', 'ready', 'failed']);
    expect(counts).toMatchObject({ rows: ROWS, created: ROWS });
  });

  it('web and worker went on as they were', () => {
    expect(product.restarts).toEqual(['PostgreSQL ended unexpectedly and is started again']);
  });

  it('I1 to I8', async () => {
    const { db, data, origin } = product;
    const service = async () => [
      ...(await brokenService({ origin, machine, processes: [] })),
      ...product.restarts.slice(1),
    ];
    expect(await brokenInvariants({ db, data, acknowledged: machine.acknowledged, service })).toEqual([]);
  });

  /** Its process, as it says itself: the one that was started may only have started it. */
  async function postmaster(): Promise<number> {
    const [row] = await product.query<{ folder: string }>(`select current_setting('data_directory') as folder`);
    return Number(readFileSync(`${row?.folder}/postmaster.pid`, 'utf8').split('\n')[0]);
  }
});
