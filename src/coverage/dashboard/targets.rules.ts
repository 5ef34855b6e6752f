import type { Split } from '../coverage.rules.js';
import { inForce, type Indicator } from '../figures/figure.rules.js';
import type { Figure } from '../figures/figures.repository.js';

/** A target beside what is reached; shares 0 to 1. */
export interface Progress {
  figure: Figure;
  target: number;
  reached: number;
  /** People who would have to be covered to reach it; 0 when it is reached. */
  missing: number;
}

export interface Eligible {
  figure: Figure;
  /** Active of eligible; may pass 1, because figures and roster need not agree. */
  share: number;
  progress: Progress | null;
}

/** Progress to the target for the roster, if one holds this year. */
export function rosterTarget(figures: readonly Figure[], split: Split, year: number): Progress | null {
  const figure = inForce(figures, { indicator: 'coverage_of_roster', year });
  return figure && split.workers > 0 ? progress(figure, split.active, split.workers) : null;
}

/**
 * Coverage of all who could be covered, on the roster or not, if somebody stated how many they are.
 * @param region of the workspace: a figure of the whole workspace comes before one of its region
 */
export function eligibleShare(figures: readonly Figure[], split: Split, year: number, region = ''): Eligible | null {
  const of = (indicator: Indicator) =>
    inForce(figures, { indicator, year }) ?? inForce(figures, { indicator, year, region });
  const figure = of('eligible_workers');
  if (!figure || figure.value === 0) return null;
  const target = of('coverage_of_eligible');
  return {
    figure,
    share: split.active / figure.value,
    progress: target && progress(target, split.active, figure.value),
  };
}

function progress(figure: Figure, active: number, whole: number): Progress {
  const target = figure.value / 100;
  // A hundredth of a person is the error of the arithmetic, not a person.
  const needed = Math.ceil(target * whole - 0.01);
  return { figure, target, reached: active / whole, missing: Math.max(0, needed - active) };
}
