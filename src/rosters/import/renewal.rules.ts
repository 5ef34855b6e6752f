/** Below this the indexes take a few seconds at most, however they grow. */
const FEWEST = 5_000;
/** Measured: writing a person of a roster anew with its indexes takes a fifth to a quarter of changing one in place. */
const SHARE = 1 / 4;

/** Whether writing the whole roster anew, its indexes built at once, is quicker than changing it row by row. */
export function isRenewalQuicker(written: number, onRoster: number): boolean {
  return written >= FEWEST && written >= onRoster * SHARE;
}
