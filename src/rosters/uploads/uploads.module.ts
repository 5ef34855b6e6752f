import { Module } from '@nestjs/common';
import { AuditModule } from '../../audit/index.js';
import { ImportsModule } from '../../imports/index.js';
import { addNavigation } from '../../platform/web/index.js';
import { Downloads } from './downloads.js';
import * as controllers from './imports.controllers.js';
import { ReceiptPapers } from './receipt-papers.js';
import { TakeUploads } from './take-uploads.js';

addNavigation({ key: 'imports', path: '/imports', icon: 'upload', permission: 'rosters.read', order: 30 });

@Module({
  imports: [AuditModule, ImportsModule],
  controllers: Object.values(controllers),
  providers: [Downloads, ReceiptPapers, TakeUploads],
})
export class UploadsModule {}
