import type { Lane } from './lanes.rules.js';

/** A worker process and its readers together, whatever they work on. */
export const MOST_MEMORY_MB = 512;

/** What a reader of a file of this lane comes to weigh at most, apart from pages that it shares with others. */
const NEEDED_MB: Record<Lane, number> = { quick: 80, long: 300 };

/**
 * Whether one more file may be begun. The first of a lane always may: so much is kept free for it. More at once only while
 * there is room.
 * @param running files of the same lane
 * @param weightMb what the process and its readers weigh now
 */
export function mayBegin(lane: Lane, running: number, weightMb: number): boolean {
  return running === 0 || weightMb + NEEDED_MB[lane] <= MOST_MEMORY_MB;
}
