export { limits } from './limits.js';
export {
  Unreadable,
  isUnreadableCode,
  unreadableCodes,
  type UnreadableCode,
  type UnreadableParams,
} from './unreadable.js';
export { CellKind } from './table.js';
export type {
  Delimiter,
  Inspection,
  InspectOptions,
  Question,
  Quote,
  ReadControl,
  ReadOptions,
  ReadStats,
  SheetFacts,
  TableChoice,
  TableFormat,
  TableRow,
} from './table.js';
export { headerKey } from './headers.rules.js';
export { inspectTable } from './inspect.js';
export { readTable } from './read.js';
export {
  livingReaders,
  openCage,
  runCaged,
  type CagedRun,
  type CageLimits,
  type CageOptions,
  type WaitingCage,
} from './cage.js';
export { cagedWork } from './caged-work.js';
export { inspectCaged } from './inspect-caged.js';
export { compiledModule } from './cage-launch.js';
