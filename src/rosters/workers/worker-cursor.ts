import type { WorkspaceKeys } from '../../platform/crypto/index.js';
import { Refused } from '../../kernel/index.js';

/** A place between two workers in the order of the list, and which way to go from it. */
export interface WorkerCursor {
  direction: 'after' | 'before';
  nameKey: string;
  id: string;
}

const BOUND = 'workers-cursor';
const LONGEST = 2000;

/** Sealed, because it names a person and stands in addresses; it works in this workspace only. */
export function sealCursor(cursor: WorkerCursor, keys: WorkspaceKeys): string {
  return keys.sealText(JSON.stringify([cursor.direction, cursor.nameKey, cursor.id]), BOUND).toString('base64url');
}

/** @throws Refused 422 for anything that this workspace did not make itself */
export function openCursor(text: string, keys: WorkspaceKeys): WorkerCursor {
  try {
    if (text.length > LONGEST) throw new Error('too long');
    const [direction, nameKey, id] = JSON.parse(keys.openText(Buffer.from(text, 'base64url'), BOUND)) as string[];
    return { direction: direction === 'before' ? 'before' : 'after', nameKey: nameKey ?? '', id: id ?? '' };
  } catch {
    throw Refused.invalid('workers.cursor');
  }
}
