import { currentWork } from '../platform/db/index.js';

/** Number of the newest loaded extract; 0 before the first. */
export async function registryVersion(): Promise<number> {
  const [row] = await currentWork().query<{ version: string }>('select version from registry.keyring');
  return Number(row?.version ?? 0);
}

/**
 * The same, and no extract is loaded until the end of this transaction. Who stores the result of matching calls it
 * first: when the number is not the one that the matching rested on, the matching is made again; when it is, the next
 * extract comes after this transaction and finds its workers. Roles `worker` and `matcher`.
 */
export async function holdRegistryVersion(): Promise<number> {
  const [row] = await currentWork().query<{ version: string }>('select version from registry.keyring for share');
  return Number(row?.version ?? 0);
}
