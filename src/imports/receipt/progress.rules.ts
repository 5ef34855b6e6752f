import type { WorkNote } from '../crowd/import-work.js';
import type { Import } from '../import.entity.js';

/** How far a file that is being worked on has come. */
export interface Progress {
  /** `wait`: long files before it have their turn; `open`: what it is, and its columns; then `read`, `plan`, `apply`. */
  step: WorkNote['step'];
  bytes: number;
  bytesTotal: number;
  rows: number;
  /** Seconds until a person has to look again, waiting included; null when there is no ground to say. */
  secondsLeft: number | null;
  /** Only while it waits: files before it, and seconds until its turn if somebody can say. */
  ahead: number | null;
  startsIn: number | null;
  /** Somebody asked to stop it, and it is about to end. */
  stopping: boolean;
}

const STEPS = {
  ...{ received: 'open', reading: 'open', mapping: 'open', checking: 'read', ready: 'plan' },
  ...{ applying: 'apply', applied: 'apply', reversing: 'apply' },
} as const;

/** @param note what whoever works on it said last; null: it is about to be picked up */
export function progressOf(
  file: Pick<Import, 'state' | 'bytesRead' | 'fileSize' | 'rowsRead'>,
  note: WorkNote | null,
  stopping: boolean,
): Progress {
  const step = note?.step ?? (STEPS as Partial<Record<string, WorkNote['step']>>)[file.state] ?? 'open';
  return {
    step,
    bytes: file.bytesRead,
    bytesTotal: file.fileSize,
    rows: file.rowsRead,
    secondsLeft: stopping ? null : (note?.secondsLeft ?? null),
    ahead: note?.ahead ?? null,
    startsIn: note?.startsIn ?? null,
    stopping,
  };
}
