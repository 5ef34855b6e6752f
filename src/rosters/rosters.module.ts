import { Module } from '@nestjs/common';
import { ImportsModule } from '../imports/index.js';
import { ParticipantsModule } from '../participants/index.js';
import { ReferenceModule } from '../reference/index.js';
import { ChangesModule } from './changes/changes.module.js';
import { ApplyRoster } from './import/apply-roster.js';
import { FirstRoster } from './import/first-roster.js';
import { WatchRosters } from './guard/watch-rosters.js';
import { HeldModule } from './held/held.module.js';
import { PlanRoster } from './import/plan-roster.js';
import { PrepareRoster } from './import/prepare-roster.js';
import { RenewRoster } from './import/renew-roster.js';
import { RepairsModule } from './repairs/repairs.module.js';
import { RefreshCoverage } from './refresh-coverage.js';
import { RosterSubject } from './roster-subject.js';
import { UploadsModule } from './uploads/uploads.module.js';
import { WorkersModule } from './workers/workers.module.js';

@Module({
  imports: [
    ImportsModule,
    ParticipantsModule,
    ReferenceModule,
    ChangesModule,
    HeldModule,
    RepairsModule,
    UploadsModule,
    WorkersModule,
  ],
  providers: [
    ApplyRoster,
    FirstRoster,
    PlanRoster,
    PrepareRoster,
    RenewRoster,
    RosterSubject,
    WatchRosters,
    RefreshCoverage,
  ],
  exports: [],
})
export class RostersModule {}
