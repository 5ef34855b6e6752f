import { Module } from '@nestjs/common';
import { ImportsModule } from '../../imports/index.js';
import { ReferenceModule } from '../../reference/index.js';
import { PapersModule } from '../papers/papers.module.js';
import { Wording } from '../workers/worker-words.js';
import { ChangedPeople } from './changed-people.js';
import { ChangesApi } from './changes.api.js';
import { ChangesController } from './changes.controller.js';
import { ChangesPaper } from './changes-paper.js';
import { CompareImport } from './compare-import.js';
import { Comparisons } from './comparisons.js';

@Module({
  imports: [ImportsModule, PapersModule, ReferenceModule],
  controllers: [ChangesController, ChangesApi],
  providers: [ChangedPeople, ChangesPaper, CompareImport, Comparisons, Wording],
})
export class ChangesModule {}
