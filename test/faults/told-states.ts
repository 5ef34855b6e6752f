import type { ImportState } from '../../src/imports/index.js';

/** An event about a file; `code` is the reason of one that failed. */
export interface Told {
  action: string;
  code: string | null;
}

/** Where a file stands as far as the chain tells: until a person says yes it is `open`. */
type Stage = 'unknown' | 'open' | 'applying' | 'applied' | 'failed' | 'discarded' | 'reversing' | 'reversed';
type Step = Partial<Record<Stage, Stage>>;

/** What each event changes, and from where. Others than these change no state. */
const STEPS: Record<string, Step> = {
  'imports.received': { unknown: 'open' },
  'imports.mapping-corrected': { open: 'open' },
  'imports.confirmed': { open: 'applying' },
  'imports.sent-back': { applying: 'open' },
  'imports.applied': { applying: 'applied' },
  'imports.discarded': { open: 'discarded', applying: 'discarded', failed: 'discarded' },
  'imports.reversal-requested': { applied: 'reversing' },
  'imports.reversed': { reversing: 'reversed' },
};
/** A confirmed file that fails for a reason of its own goes back to its rehearsal; one that breaks us does not. */
const FAILED: Step = { open: 'failed', applying: 'open', reversing: 'applied' };
const BROKEN: Step = { ...FAILED, applying: 'failed' };

const OPEN: readonly ImportState[] = ['received', 'reading', 'mapping', 'checking', 'ready'];

/**
 * Follows the events of one file from its arrival: each must be possible where the one before it led, and the last must lead
 * to where the file stands. So a file may be confirmed twice only if the chain says in between that it was sent back.
 * @param told oldest first
 * @returns what is wrong, or null
 */
export function wrongStory(state: ImportState, told: readonly Told[]): string | null {
  let stage: Stage = 'unknown';
  for (const { action, code } of told) {
    const step = action === 'imports.failed' ? (code === 'imports.broken' ? BROKEN : FAILED) : STEPS[action];
    if (!step) continue;
    const next: Stage | undefined = step[stage];
    if (!next) return `${action} while ${stage}: ${told.map((one) => one.action).join(', ')}`;
    stage = next;
  }
  const stands: Stage = OPEN.includes(state) ? 'open' : (state as Stage);
  return stage === stands ? null : `is ${state}, told ${stage}: ${told.map((one) => one.action).join(', ')}`;
}
