import { Module } from '@nestjs/common';
import { AuditModule } from '../../audit/index.js';
import { ImportsModule } from '../../imports/index.js';
import { FormLexicon } from '../workers/form-lexicon.js';
import { Wording } from '../workers/worker-words.js';
import { ImportRepairs } from './import-repairs.js';
import { RememberedRepairs } from './remembered-repairs.js';
import { RememberedRepairsApi } from './remembered-repairs.api.js';
import { RememberedRepairsController } from './remembered-repairs.controller.js';
import { RepairImport } from './repair-import.js';
import { RepairMeanings } from './repair-meanings.js';
import { RepairViews } from './repair-views.js';
import { RepairsApi } from './repairs.api.js';
import { RepairsController } from './repairs.controller.js';

@Module({
  imports: [AuditModule, ImportsModule],
  controllers: [RepairsController, RememberedRepairsController, RepairsApi, RememberedRepairsApi],
  providers: [FormLexicon, ImportRepairs, RememberedRepairs, RepairImport, RepairMeanings, RepairViews, Wording],
  exports: [ImportRepairs, RepairViews],
})
export class RepairsModule {}
