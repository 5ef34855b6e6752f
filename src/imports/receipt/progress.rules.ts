import type { Import } from '../import.entity.js';

/** How far a file that is being worked on has come. */
export interface Progress {
  bytes: number;
  bytesTotal: number;
  rows: number;
  /** Seconds that reading will probably still take; null when nobody can say. */
  secondsLeft: number | null;
}

/** Before this much is read, an estimate would only be a guess. */
const ENOUGH_SHARE = 0.03;
const ENOUGH_SECONDS = 1;

export function progressOf(
  file: Pick<Import, 'state' | 'bytesRead' | 'fileSize' | 'rowsRead' | 'steps'>,
  now: Date,
): Progress {
  return {
    bytes: file.bytesRead,
    bytesTotal: file.fileSize,
    rows: file.rowsRead,
    secondsLeft: file.state === 'checking' ? left(file.steps.checking, file.bytesRead / file.fileSize, now) : null,
  };
}

function left(began: string | undefined, share: number, now: Date): number | null {
  const seconds = began ? (now.getTime() - Date.parse(began)) / 1000 : 0;
  if (share < ENOUGH_SHARE || share >= 1 || seconds < ENOUGH_SECONDS) return null;
  return Math.ceil((seconds * (1 - share)) / share);
}
