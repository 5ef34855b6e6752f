import type { TestApplication } from '../support/application.js';
import type { Machine } from './machine.js';
import { cleanRoster } from './messy-roster.js';
import { ProductProcess } from './product-process.js';

/** The product as people and machines meet it after a fault. */
export interface Service {
  origin: string;
  machine: Machine;
  /** All that were started; who ended one on purpose is not asked. */
  processes: readonly ProductProcess[];
}

/** Every file that this process brings is another one. */
let brought = 0;

/** I8: health is green, a new file gets to its rehearsal, and no process ended by itself. One sentence for each that fails. */
export async function brokenService({ origin, machine, processes }: Service): Promise<string[]> {
  const health = (await fetch(`${origin}/readyz`).catch(() => null))?.status;
  const broken = health === 200 ? [] : [`health answers ${health}`];
  const { status, body } = await machine.upload(cleanRoster(5, 9_000 + brought++));
  if (status !== 202) return [...broken, `an upload answers ${status}`];
  const { state } = await machine.until(body.id, ['ready', 'failed']);
  if (state !== 'ready') broken.push(`a new file is ${state}`);
  return [...broken, ...processes.filter((one) => one.fell).map((one) => `a process ended:\n${one.output}`)];
}

/** The same for an application in this process, which has no worker: one is started beside it for as long as it takes. */
export async function brokenServiceOf(
  test: Pick<TestApplication, 'db' | 'data' | 'origin'>,
  machine: Machine,
  given: { web?: ProductProcess | null; origin?: string; env?: Record<string, string> } = {},
): Promise<string[]> {
  const worker = await ProductProcess.start('worker', { databaseUrl: test.db.url, data: test.data, env: given.env });
  try {
    const processes = given.web ? [given.web, worker] : [worker];
    return await brokenService({ origin: given.origin ?? test.origin, machine, processes });
  } finally {
    await worker.stop();
  }
}
