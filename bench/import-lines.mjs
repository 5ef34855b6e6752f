// How measured imports are written down, wherever they were measured.
import { fixed, whole } from './progress.mjs';

export const MEMORY_LIMITS = { web: 300, together: 512 };

/** Seconds of all parts of a floor together. */
export function floorSeconds({ unzip = 0, copy }) {
  return unzip + copy;
}

export function ratio({ seconds, floor }) {
  return seconds / floorSeconds(floor);
}

function floorText({ unzip, copy }) {
  return unzip === undefined ? fixed(copy) : `${fixed(unzip)} + ${fixed(copy)}`;
}

/** Peak memory over all files of a section, as rows of the table of limits. */
export function memoryTargets(runs, where) {
  const peak = (name) => Math.max(...runs.map(({ peaks }) => peaks[name]));
  const row = (what, name) => ({
    what: `peak memory, ${where}: ${what}`,
    value: peak(name),
    unit: ' MB',
    digits: 0,
    limit: MEMORY_LIMITS[name],
  });
  return [row('web', 'web'), row('worker with its readers', 'together')];
}

export function importTable(runs) {
  return [
    '| File | MB | Seconds | upload · check · apply | Floor | Ratio | Rows/s | Peak MB: web | worker · largest reader · together |',
    '|---|---|---|---|---|---|---|---|---|',
    ...runs.map((run) => {
      const { name, bytes, seconds, upload, check, apply, floor, counts, peaks } = run;
      const parts = [upload, check, apply].map((part) => fixed(part)).join(' · ');
      const weights = [peaks.worker, peaks.reader, peaks.together].map((mb) => fixed(mb, 0)).join(' · ');
      const beside = floor === null ? '– | –' : `${floorText(floor)} | **${fixed(ratio(run))} ×**`;
      return `| ${name} | ${fixed(bytes / 1e6, 0)} | ${fixed(seconds)} | ${parts} | ${beside} | ${whole(counts.rows / seconds)} | ${fixed(peaks.web, 0)} | ${weights} |`;
    }),
    '',
    'Memory is the highest resident memory of each process during that file; shared pages are counted in each of them.',
  ];
}
