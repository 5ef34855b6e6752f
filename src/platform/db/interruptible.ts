import { AsyncLocalStorage } from 'node:async_hooks';
import type { DataSource } from 'typeorm';
import type pg from 'pg';

const interrupting = new AsyncLocalStorage<AbortSignal>();
const AGAIN_MS = 250;

/**
 * Units of work that are opened inside end when the signal does: the server stops the statement that runs, the transaction
 * is rolled back, and the unit throws the signal's reason. What has been committed stays.
 */
export function interruptedBy<T>(signal: AbortSignal, work: () => Promise<T>): Promise<T> {
  return interrupting.run(signal, work);
}

/** Between BEGIN and COMMIT of a unit of work. Nothing of it may run on: its connection goes back to others afterwards. */
export async function interruptible<T>(
  dataSource: DataSource,
  client: pg.PoolClient,
  work: () => Promise<T>,
): Promise<T> {
  const signal = interrupting.getStore();
  if (!signal) return work();
  signal.throwIfAborted();
  const { processID } = client as unknown as { processID: number };
  let cancelling = Promise.resolve();
  // Again and again: a statement that begins after the first cancellation has not heard of it.
  let again: NodeJS.Timeout | undefined;
  const cancel = () => {
    cancelling = cancelling
      .then(() => dataSource.query('select pg_cancel_backend($1)', [processID]))
      .then(() => undefined)
      .catch(() => undefined);
  };
  const abort = () => {
    cancel();
    again = setInterval(cancel, AGAIN_MS);
  };
  signal.addEventListener('abort', abort, { once: true });
  try {
    const result = await work();
    signal.throwIfAborted();
    return result;
  } catch (error) {
    throw signal.aborted ? signal.reason : error;
  } finally {
    signal.removeEventListener('abort', abort);
    clearInterval(again);
    await cancelling;
  }
}
