import type { ImportState } from '../import-states.rules.js';

/** `quick`: whatever is done within seconds. `long`: files that take a core for a while; they wait for one another. */
export type Lane = 'quick' | 'long';

/** About 30,000 rows of CSV. */
const QUICK_BYTES = 4 * 2 ** 20;
const MIDDLE_BYTES = 32 * 2 ** 20;

/** Files of a workspace that may be under way or waiting at once. */
export const MOST_UNFINISHED = 20;

const LONG_STATES: readonly ImportState[] = ['checking', 'applying', 'reversing'];

/** Where the next step of a file belongs. Opening a file and finding its columns is quick, however large it is. */
export function laneOf(file: { state: ImportState; fileSize: number }): Lane {
  return file.fileSize > QUICK_BYTES && LONG_STATES.includes(file.state) ? 'long' : 'quick';
}

/** Files that a worker process works on at once. A long one keeps a core busy with its reader and another with the database. */
export function placesOf(lane: Lane, cores: number): number {
  return lane === 'quick' ? 2 : Math.min(4, Math.max(1, Math.floor(cores / 2)));
}

/**
 * Who comes first in the lane of long files, larger first: the first file of every workspace before anybody's second, and
 * among those a middling file before a huge one, which delays the huge one little.
 * @param ahead files of the same workspace that are in the lane already
 */
export function priorityOf(fileSize: number, ahead: number): number {
  return (fileSize <= MIDDLE_BYTES ? 1 : 0) - 2 * ahead;
}
