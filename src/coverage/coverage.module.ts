import { Module } from '@nestjs/common';
import { JobRegistry } from '../platform/jobs/index.js';
import { addNavigation } from '../platform/web/index.js';
import { CoverageApiController } from './api/coverage-api.controller.js';
import { CoverageOf } from './api/coverage-of.js';
import { MarginsCache } from './cells/margins-cache.js';
import { DashboardBody } from './dashboard/dashboard-body.js';
import { DashboardController } from './dashboard/dashboard.controller.js';
import { Dashboard } from './dashboard/dashboard.js';
import { FiguresController } from './figures/figures.controller.js';
import { FiguresRepository } from './figures/figures.repository.js';
import { Figures } from './figures/figures.service.js';
import { GapExportsController } from './gaps/gap-exports.controller.js';
import { GapExports } from './gaps/gap-exports.js';
import { GapList } from './gaps/gap-list.js';
import { GapsController } from './gaps/gaps.controller.js';
import { NationalController } from './national/national.controller.js';
import { National } from './national/national.js';
import { Places } from './places.js';
import { CoverageSnapshots } from './snapshots/coverage-snapshots.js';

addNavigation(
  { key: 'national', path: '/national', icon: 'map', permission: 'coverage.national', order: 5 },
  { key: 'dashboard', path: '', icon: 'chart', permission: 'coverage.own-roster', order: 10 },
  { key: 'gaps', path: '/coverage/gaps', icon: 'shield-off', permission: 'coverage.own-roster', order: 15 },
  { key: 'targets', path: '/coverage/figures', icon: 'target', permission: 'coverage.read', order: 40 },
);

@Module({
  controllers: [
    CoverageApiController,
    DashboardController,
    FiguresController,
    GapExportsController,
    GapsController,
    NationalController,
  ],
  providers: [
    ...[CoverageOf, CoverageSnapshots, Dashboard, DashboardBody, Figures, FiguresRepository],
    ...[GapExports, GapList, MarginsCache, National, Places],
  ],
  exports: [CoverageOf, CoverageSnapshots, Figures],
})
export class CoverageModule {
  constructor(jobs: JobRegistry, snapshots: CoverageSnapshots) {
    jobs.register('coverage.snapshot', ({ workspaceId }, signal) =>
      workspaceId ? snapshots.takeToday(workspaceId) : snapshots.takeAll(signal),
    );
  }
}
