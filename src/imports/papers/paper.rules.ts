/** Papers about a file that may be too large to be made while somebody waits. */
export const PAPER_KINDS = ['corrections', 'changes'] as const;
export type PaperKind = (typeof PAPER_KINDS)[number];

export type PaperState = 'waiting' | 'making' | 'ready' | 'failed';

/** A paper as it stands. Whoever has made it, it is the same for everybody in the workspace who reads its language. */
export interface Paper {
  id: string;
  importId: string;
  kind: PaperKind;
  locale: 'id' | 'en';
  /** What it was made of: another basis makes another paper. */
  basis: string;
  state: PaperState;
  rows: number;
  requestedLabel: string;
  storageKey: string | null;
  fileSize: number | null;
  /** Until when it is kept, once it is ready. */
  expiresAt: Date | null;
}

/** Hours that a finished paper is kept. */
export const KEPT_HOURS = 24;
export const MOST_ATTEMPTS = 3;

/** Whether somebody who asks now is served by this paper: it is ready, or is being made of what there is now. */
export function serves(paper: Pick<Paper, 'state' | 'basis' | 'expiresAt'> | null, basis: string, now: Date): boolean {
  if (!paper || paper.basis !== basis || paper.state === 'failed') return false;
  return paper.expiresAt === null || paper.expiresAt > now;
}
