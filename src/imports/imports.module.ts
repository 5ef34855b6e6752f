import { Module } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { AuditModule } from '../audit/index.js';
import { CorrectionsPaper } from './corrections/corrections-paper.js';
import { AdvanceImport } from './advance-import.js';
import { CheckAgain } from './check-again.js';
import { ConfirmImport } from './confirm-import.js';
import { ImportLanes } from './crowd/import-lanes.js';
import { ImportMeter } from './crowd/import-meter.js';
import { ImportProgress } from './crowd/import-progress.js';
import { ImportWork } from './crowd/import-work.js';
import { RunWatch } from './crowd/run-watch.js';
import { CorrectMapping } from './correct-mapping.js';
import { ImportJobs } from './import-jobs.js';
import { ImportLease } from './import-lease.js';
import { Import } from './import.entity.js';
import { ImportsRepository } from './imports.repository.js';
import { MappingMemory } from './mapping-memory.js';
import { MakePaper } from './papers/make-paper.js';
import { PaperJobs } from './papers/paper-jobs.js';
import { PaperMakers } from './papers/paper-makers.js';
import { Papers } from './papers/papers.js';
import { ImportReceipts } from './receipt/receipt.js';
import { ReceiveImport } from './receive-import.js';
import { ImportRows } from './rows/import-rows.js';
import { ApplyImport } from './steps/apply-import.js';
import { CheckImport } from './steps/check-import.js';
import { InspectImport } from './steps/inspect-import.js';
import { PlanImport } from './steps/plan-import.js';
import { WaitingReaders } from './reading/waiting-readers.js';
import { SweepFiles } from './sweep-files.js';
import { ImportSubjects } from './subject.js';
import { UnfinishedUploads } from './unfinished-uploads.js';

const OFFERED = [
  AdvanceImport,
  CheckAgain,
  ConfirmImport,
  CorrectMapping,
  ImportMeter,
  ImportProgress,
  ImportReceipts,
  ImportRows,
  ImportsRepository,
  ImportSubjects,
  MakePaper,
  PaperMakers,
  Papers,
  ReceiveImport,
  UnfinishedUploads,
];

@Module({
  imports: [TypeOrmModule.forFeature([Import]), AuditModule],
  providers: [
    ...OFFERED,
    ApplyImport,
    CheckImport,
    CorrectionsPaper,
    ImportJobs,
    ImportLanes,
    ImportLease,
    ImportWork,
    InspectImport,
    MappingMemory,
    PaperJobs,
    PlanImport,
    RunWatch,
    SweepFiles,
    WaitingReaders,
  ],
  exports: OFFERED,
})
export class ImportsModule {}
