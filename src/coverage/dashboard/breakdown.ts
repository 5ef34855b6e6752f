import type { Chart } from '../../platform/views/charts/index.js';
import { covered, STATUSES, type Split } from '../coverage.rules.js';
import { peoplePath, type People } from './people-path.js';

/** A number with the list of people it counts; nobody has no list. */
export interface Linked {
  status: string;
  value: number;
  href: string | null;
}

export interface BreakdownRow {
  label: string;
  total: Linked;
  /** In the order of the statuses; they add up to the total. */
  statuses: Linked[];
  share: number | null;
  /** Active of those who could be covered, where somebody stated how many they are. */
  ofEligible: number | null;
}

/** One dimension as a drawing and as a table of links; both show the same rows. */
export interface Breakdown {
  chart: Chart;
  /** Last part of the text key of the first column's head. */
  column: string;
  rows: BreakdownRow[];
  /** Some row has a denominator of its own. */
  hasEligible: boolean;
  /** Groups that did not fit, and where they are shown. */
  rest: { count: number; href: string } | null;
}

export interface BreakdownGroup {
  label: string;
  split: Split;
  people: People;
  /** Stated number of people who could be covered. */
  eligible?: number;
}

export function breakdownOf(
  slug: string | null,
  words: { id: string; title: string; note?: string; column: string },
  groups: readonly BreakdownGroup[],
  shown: { most: number; allHref: string } | null = null,
): Breakdown {
  const visible = shown ? groups.slice(0, shown.most) : groups;
  const { column, ...named } = words;
  const hidden = groups.length - visible.length;
  return {
    chart: { kind: 'coverage-bars', ...named, rows: visible.map(({ label, split }) => ({ label, ...split })) },
    column,
    rows: visible.map((group) => rowOf(slug, group)),
    hasEligible: visible.some(({ eligible }) => eligible),
    rest: shown && hidden > 0 ? { count: hidden, href: shown.allHref } : null,
  };
}

function rowOf(slug: string | null, { label, split, people, eligible }: BreakdownGroup): BreakdownRow {
  const { programme: _, ...everybody } = people;
  const linked = (status: string, value: number, who: People): Linked => ({
    ...{ status, value },
    href: value > 0 ? peoplePath(slug, who) : null,
  });
  return {
    label,
    total: linked('all', split.workers, everybody),
    statuses: STATUSES.map((status) => linked(status, split[status], { ...people, coverage: status })),
    share: covered(split),
    ofEligible: eligible ? split.active / eligible : null,
  };
}
