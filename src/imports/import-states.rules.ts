/** received → reading → mapping → checking → ready → applying → applied, and the ways out. */
export type ImportState =
  | 'received'
  | 'reading'
  | 'mapping'
  | 'checking'
  | 'ready'
  | 'applying'
  | 'applied'
  | 'failed'
  | 'discarded'
  | 'reversing'
  | 'reversed';

const TRANSITIONS: Record<ImportState, readonly ImportState[]> = {
  received: ['reading', 'failed', 'discarded'],
  reading: ['mapping', 'checking', 'failed', 'discarded'],
  mapping: ['checking', 'reading', 'failed', 'discarded'],
  checking: ['ready', 'mapping', 'failed', 'discarded'],
  ready: ['applying', 'checking', 'mapping', 'reading', 'discarded'],
  applying: ['applied', 'ready', 'failed', 'discarded'],
  applied: ['reversing'],
  reversing: ['reversed', 'applied'],
  failed: ['discarded'],
  discarded: [],
  reversed: [],
};

export function mayBecome(from: ImportState, to: ImportState): boolean {
  return TRANSITIONS[from].includes(to);
}

/** States in which a worker process has something to do, so that a crash there must be picked up again. */
export const WORKING_STATES: readonly ImportState[] = ['received', 'reading', 'checking', 'applying', 'reversing'];

const UNUSUAL_SHARE = 0.1;
const UNUSUAL_NUMBER = 5;

/** A snapshot that drops this many people looks like a partial file; a person must say that it is not. */
export function leaversAreUnusual(leavers: number, currentWorkers: number): boolean {
  return leavers > UNUSUAL_NUMBER && leavers > currentWorkers * UNUSUAL_SHARE;
}
