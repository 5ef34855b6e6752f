export { AdvanceImport } from './advance-import.js';
export { CheckAgain } from './check-again.js';
export { ImportMeter } from './crowd/import-meter.js';
export { ImportProgress } from './crowd/import-progress.js';
export { placesOf } from './crowd/lanes.rules.js';
export { roughly, type Rough } from './crowd/rough-time.rules.js';
export { ConfirmImport, type Confirmation, type Standing } from './confirm-import.js';
export { correctionColumns, CORRECTION_HEADERS } from './corrections/correction-columns.rules.js';
export { correctionsWorkbook } from './corrections/corrections-workbook.js';
export { columnsOf } from './corrections/row-remarks.rules.js';
export { CorrectMapping, type FileReading } from './correct-mapping.js';
export { asChoice, DELIMITERS, ENCODING, HEADER_ROW, QUOTES, type GivenChoice } from './given-choice.rules.js';
export { fieldsGiven, type GivenMapping } from './given-mapping.rules.js';
export { leaversAreUnusual, type ImportState } from './import-states.rules.js';
export {
  Import,
  isBlocking,
  type ColumnQuestion,
  type Counts,
  type ImportChannel,
  type ImportKind,
  type ImportMode,
  type ImportQuestion,
} from './import.entity.js';
export { ImportsModule } from './imports.module.js';
export { ImportsRepository } from './imports.repository.js';
export type { CopiedRows } from './reading/copied-rows.js';
export { CopyWriter } from './reading/copy-writer.js';
export type { Judged, RowJudge, Severity } from './reading/judged.js';
export type { RowSealer } from './reading/row-sealer.js';
export { MakePaper } from './papers/make-paper.js';
export { PaperJobs } from './papers/paper-jobs.js';
export { PaperMakers, type PaperMaker } from './papers/paper-makers.js';
export { PAPER_KINDS, type Paper, type PaperKind, type PaperState } from './papers/paper.rules.js';
export { Papers, type PaperStanding } from './papers/papers.js';
export type { Progress } from './receipt/progress.rules.js';
export { firstText, passedOverText, repairText } from './receipt/coded-texts.js';
export { receiptDocument, receiptFacts } from './receipt/receipt-document.js';
export { ImportJobs } from './import-jobs.js';
export { ImportReceipts, type CauseCount, type Receipt } from './receipt/receipt.js';
export { ReceiveImport, type Received, type StoredFile, type Upload } from './receive-import.js';
export { ImportRows, OUTCOMES, type LedgerRow, type Outcome, type RowFilter } from './rows/import-rows.js';
export { staging } from './staging.js';
export { UnfinishedUploads, type Beginning, type UnfinishedUpload } from './unfinished-uploads.js';
export { mustHold } from './import-lease.js';
export { lockRoster, RosterMoved } from './steps/apply-import.js';
export { openPreview, type Preview } from './steps/inspect-import.js';
export {
  ImportSubjects,
  stagingName,
  type Completion,
  type ImportSubject,
  type Plan,
  type ProposedMapping,
  type StageColumn,
  type SubjectField,
  type Wait,
} from './subject.js';
