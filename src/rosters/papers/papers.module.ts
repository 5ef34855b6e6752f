import { Module } from '@nestjs/common';
import { AuditModule } from '../../audit/index.js';
import { ImportsModule } from '../../imports/index.js';
import { DownloadPlaces } from './download-places.js';
import { PaperDownloads } from './paper-downloads.js';
import { PAPER_CONTROLLERS } from './papers.controllers.js';

@Module({
  imports: [AuditModule, ImportsModule],
  controllers: PAPER_CONTROLLERS,
  providers: [DownloadPlaces, PaperDownloads],
  exports: [DownloadPlaces, PaperDownloads],
})
export class PapersModule {}
