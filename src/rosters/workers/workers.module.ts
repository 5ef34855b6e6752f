import { Module } from '@nestjs/common';
import { addNavigation } from '../../platform/web/index.js';
import { ParticipantsModule } from '../../participants/index.js';
import { ReferenceModule } from '../../reference/index.js';
import { FormLexicon } from './form-lexicon.js';
import { LeaveWorker } from './leave-worker.js';
import { ListPages } from './list-pages.js';
import { RefreshWorker } from './refresh-worker.job.js';
import { SaveWorker } from './save-worker.js';
import { SearchWorkers } from './search-workers.js';
import { UnmaskWorker } from './unmask-worker.js';
import { ViewWorker } from './view-worker.js';
import { WorkerFormsController } from './worker-forms.controller.js';
import { Wording } from './worker-words.js';
import { WorkerListController } from './worker-list.controller.js';
import { WorkersApi } from './workers.api.js';
import { WorkersController } from './workers.controller.js';

addNavigation({ key: 'workers', path: '/workers', icon: 'people', permission: 'workers.read', order: 20 });

@Module({
  imports: [ParticipantsModule, ReferenceModule],
  // Paths with words (`search`, `new`) come before those with an id.
  controllers: [WorkerListController, WorkerFormsController, WorkersController, WorkersApi],
  providers: [
    FormLexicon,
    LeaveWorker,
    ListPages,
    RefreshWorker,
    SaveWorker,
    SearchWorkers,
    UnmaskWorker,
    ViewWorker,
    Wording,
  ],
  exports: [RefreshWorker],
})
export class WorkersModule {}
