import { Module } from '@nestjs/common';
import { AuditModule } from '../../audit/index.js';
import { ImportsModule } from '../../imports/index.js';
import { addNavigation } from '../../platform/web/index.js';
import { EnterByApi } from './enter-by-api.js';
import { RepairsModule } from '../repairs/repairs.module.js';
import { PapersModule } from '../papers/papers.module.js';
import { Downloads } from './downloads.js';
import { ImportViews } from './import-views.js';
import { CONTROLLERS } from './imports.controllers.js';
import { ReceiptPapers } from './receipt-papers.js';
import { ResumableUploads } from './resumable/resumable-uploads.js';
import { RowsPages } from './rows-pages.js';
import { TakeUploads } from './take-uploads.js';

addNavigation({ key: 'imports', path: '/imports', icon: 'upload', permission: 'rosters.read', order: 30 });

@Module({
  imports: [AuditModule, ImportsModule, PapersModule, RepairsModule],
  controllers: CONTROLLERS,
  providers: [Downloads, EnterByApi, ImportViews, ReceiptPapers, ResumableUploads, RowsPages, TakeUploads],
})
export class UploadsModule {}
