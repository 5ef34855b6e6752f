export { AdvanceImport } from './advance-import.js';
export { ConfirmImport, type Confirmation } from './confirm-import.js';
export { CorrectMapping, type FileReading } from './correct-mapping.js';
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
export { ImportReceipts, type Receipt, type ReceiptCause } from './import-receipts.js';
export { ImportsModule } from './imports.module.js';
export { ImportsRepository } from './imports.repository.js';
export { CopyWriter } from './reading/copy-writer.js';
export type { Judged, RowJudge, Severity } from './reading/judged.js';
export { ReceiveImport, type Received, type Upload } from './receive-import.js';
export { staging } from './staging.js';
export { RosterMoved } from './steps/apply-import.js';
export { openPreview, type Preview } from './steps/inspect-import.js';
export {
  ImportSubjects,
  stagingName,
  type ImportSubject,
  type Plan,
  type ProposedMapping,
  type StageColumn,
  type SubjectField,
} from './subject.js';
