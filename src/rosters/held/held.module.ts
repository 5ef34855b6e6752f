import { Module } from '@nestjs/common';
import { AuditModule } from '../../audit/index.js';
import { ImportsModule } from '../../imports/index.js';
import { RepairsModule } from '../repairs/repairs.module.js';
import { FormLexicon } from '../workers/form-lexicon.js';
import { Wording } from '../workers/worker-words.js';
import { CompareRows } from './compare-rows.js';
import { DecideRows } from './decide-rows.js';
import { HeldApi } from './held.api.js';
import { HeldController } from './held.controller.js';
import { HeldPages } from './held-pages.js';
import { HeldPlan } from './held-plan.js';
import { HeldRows } from './held-rows.query.js';
import { RescueNiks } from './rescue-niks.js';

@Module({
  imports: [AuditModule, ImportsModule, RepairsModule],
  controllers: [HeldController, HeldApi],
  providers: [CompareRows, DecideRows, FormLexicon, HeldPages, HeldPlan, HeldRows, RescueNiks, Wording],
  exports: [HeldPlan],
})
export class HeldModule {}
