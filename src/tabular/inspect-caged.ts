import { resolve } from 'node:path';
import { runCaged } from './cage.js';
import { limits } from './limits.js';
import type { Inspection, TableChoice } from './table.js';
import { Unreadable } from './unreadable.js';

export interface InspectInput {
  path: string;
  fileName: string;
  /** The caller's column names in any spelling; compared by `headerKey`. */
  headers?: readonly string[];
  choice?: Partial<TableChoice>;
}

/** `inspectTable` in a cage. @throws Unreadable */
export async function inspectCaged(
  path: string,
  fileName: string,
  options: Pick<InspectInput, 'headers' | 'choice'> & { signal?: AbortSignal | undefined } = {},
): Promise<Inspection> {
  const { signal, ...rest } = options;
  let inspection: Inspection | null = null;
  const run = runCaged({
    module: new URL('./inspect.child.js', import.meta.url),
    input: { path: resolve(path), fileName, ...rest } satisfies InspectInput,
    onMessage: (message) => (inspection = message as Inspection),
    limits: { memoryMb: limits.inspectMemoryMb, seconds: limits.inspectSeconds, idleSeconds: limits.inspectSeconds },
    ...(signal && { signal }),
  });
  await run.finished;
  if (inspection === null) throw new Unreadable('file.crash');
  return inspection;
}
