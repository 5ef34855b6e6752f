export { CoverageOf, type CoverageReport } from './api/coverage-of.js';
export { CoverageModule } from './coverage.module.js';
export type { FigureEntry, Indicator } from './figures/figure.rules.js';
export { Figures } from './figures/figures.service.js';
export { CoverageSnapshots } from './snapshots/coverage-snapshots.js';
