import type { RepairSaid } from './import-repairs.js';
import { mayMeanNothing, mayRemember } from './repair.rules.js';
import type { WrongCells } from './wrong-cells.js';

/** A repair as the API shows it; `to` null: such cells mean nothing. */
export function repairAnswer({ cause, field, pattern, text, to }: RepairSaid) {
  return pattern === null ? { cause, field, text, to: to === '' ? null : to } : { cause, field, pattern };
}

export function wrongCellsAnswer({ cause, field, rows, values, patterns }: WrongCells) {
  return {
    ...{ cause, field, rows, values, mayMeanNothing: mayMeanNothing(field) },
    patterns: patterns.map((entry) => ({
      ...entry,
      mayRemember: mayRemember(entry.pattern),
      examples: entry.examples.map(([before, after]) => ({ before, after })),
    })),
  };
}
