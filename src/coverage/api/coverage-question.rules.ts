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

/** @throws Refused 422 that names what was not understood */
export function readQuestion(asked: { by?: readonly string[]; asOf?: string | null }): CoverageQuestion {
  const names = (asked.by ?? []).map((name) => name.trim()).filter(Boolean);
  const unknown = names.find((name) => !DIMENSIONS.some((known) => known === name));
  if (unknown !== undefined) throw Refused.invalid('coverage.unknown-dimension', { name: unknown.slice(0, 40) });
  if (asked.asOf && !isDay(asked.asOf)) throw Refused.invalid('coverage.unreadable-day');
  return { by: DIMENSIONS.filter((name) => names.includes(name)), asOf: asked.asOf || null };
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
