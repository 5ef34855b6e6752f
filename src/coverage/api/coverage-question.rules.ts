import { Refused } from '../../kernel/index.js';
import type { CellDimension } from '../cells/coverage-by.query.js';
import { CELL_DIMENSIONS } from '../cells/coverage-by.query.js';
import type { SnapshotDimension } from '../snapshots/snapshot-of-day.query.js';

export const DIMENSIONS = [...CELL_DIMENSIONS, 'programme'] as const;
export type Dimension = (typeof DIMENSIONS)[number];

export interface CoverageQuestion {
  by: Dimension[];
  /** YYYY-MM-DD, or null for now. */
  asOf: string | null;
}

/** @param by dimensions joined by commas @throws Refused 422 that names what was not understood */
export function readQuestion(by: string | undefined, asOf: string | undefined): CoverageQuestion {
  const asked = (by ?? '').split(',').flatMap((name) => name.trim() || []);
  const unknown = asked.find((name) => !DIMENSIONS.some((known) => known === name));
  if (unknown !== undefined) throw Refused.invalid('coverage.unknown-dimension', { name: unknown.slice(0, 40) });
  if (asOf && !isDay(asOf)) throw Refused.invalid('coverage.unreadable-day');
  return { by: DIMENSIONS.filter((name) => asked.includes(name)), asOf: asOf || null };
}

export function cellDimensions(by: readonly Dimension[]): CellDimension[] {
  return CELL_DIMENSIONS.filter((name) => by.includes(name));
}

/** Snapshots keep the whole, regions and sectors, one at a time. @throws Refused 422 for any other grouping */
export function snapshotDimension(by: readonly Dimension[]): SnapshotDimension {
  const [only, ...more] = by;
  if (only === undefined) return 'all';
  if (more.length === 0 && (only === 'region' || only === 'sector')) return only;
  throw Refused.invalid('coverage.past-dimensions');
}

function isDay(text: string): boolean {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(text)) return false;
  const time = Date.parse(text);
  return !Number.isNaN(time) && new Date(time).toISOString().startsWith(text);
}
