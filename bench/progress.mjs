// Lines that tell where a long run is, with the time of day and the seconds since it began; and how numbers are written.
import { performance } from 'node:perf_hooks';

export function tell(text) {
  const seconds = Math.round(performance.now() / 1000);
  process.stdout.write(`${new Date().toTimeString().slice(0, 8)} +${seconds} s  ${text}\n`);
}

/** 1.25 */
export const fixed = (value, digits = 2) => value.toFixed(digits);

/** 1,000,000 */
export const whole = (value) => Math.round(value).toLocaleString('en');
