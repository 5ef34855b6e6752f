import { Global, Module } from '@nestjs/common';
import { JobRegistry } from '../platform/jobs/index.js';
import { addNavigation } from '../platform/web/index.js';
import { Audit } from './audit.js';
import { AuditController } from './audit.controller.js';
import { ChainCheck } from './chain-check.js';
import { CheckpointFile } from './checkpoint-file.js';
import { Checkpoints } from './checkpoints.js';
import { EventsRepository } from './events.repository.js';

addNavigation({ key: 'audit', path: '/audit', icon: 'history', permission: 'audit.read', order: 85 });

@Global()
@Module({
  controllers: [AuditController],
  providers: [Audit, ChainCheck, CheckpointFile, Checkpoints, EventsRepository],
  exports: [Audit, ChainCheck, Checkpoints],
})
export class AuditModule {
  constructor(jobs: JobRegistry, checkpoints: Checkpoints) {
    jobs.register('audit.checkpoint', async () => void (await checkpoints.take()));
  }
}
