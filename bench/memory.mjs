// Peak memory of the product's processes while something runs. Times that lie before do not count: the kernel's mark of
// the highest resident memory is set back first.
import { writeFileSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';

/**
 * @returns `stop()` gives MB of web, of the worker, of the largest reader, and of the worker with all readers that ran at
 * the same time. Pages that processes share are counted in each.
 */
export function watchMemory(underTest) {
  const { web, worker } = underTest.processes();
  for (const { pid } of [web, worker]) writeFileSync(`/proc/${pid}/clear_refs`, '5');
  const peaks = { web: 0, worker: 0, reader: 0, together: 0 };
  let stopped = false;
  const watching = (async () => {
    while (!stopped) {
      const { web, worker, readers } = underTest.processes();
      const all = readers.map(({ peak }) => peak);
      peaks.web = Math.max(peaks.web, web?.peak ?? 0);
      peaks.worker = Math.max(peaks.worker, worker?.peak ?? 0);
      peaks.reader = Math.max(peaks.reader, ...all);
      peaks.together = Math.max(peaks.together, (worker?.peak ?? 0) + all.reduce((sum, peak) => sum + peak, 0));
      await sleep(200);
    }
  })();
  return {
    stop: async () => {
      stopped = true;
      await watching;
      return peaks;
    },
  };
}
