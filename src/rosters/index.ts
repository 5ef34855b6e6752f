export {
  applyCellDelta,
  bumpRosterVersion,
  cellSelectSql,
  dropEmptyCells,
  lockRosterHead,
  rebuildCells,
} from './coverage-cells.js';
export { CompareImport } from './changes/compare-import.js';
export { RostersModule } from './rosters.module.js';
export { bitOf, fieldsOf, WORKER_FIELDS, type WorkerField } from './worker-fields.js';
