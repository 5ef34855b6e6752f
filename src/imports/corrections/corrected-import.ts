import type { Inspection } from '../../tabular/index.js';
import type { Import } from '../import.entity.js';
import type { ImportsRepository } from '../imports.repository.js';
import {
  correctionColumns,
  readRowKey,
  withoutCorrectionColumns,
  type CorrectionColumns,
} from './correction-columns.rules.js';

/** A file that came back from a corrections workbook. */
export interface Correction {
  columns: CorrectionColumns;
  /** The import it corrects; null when the key is of no import that this workspace has. */
  corrects: Import | null;
  /** What the user's own columns meant there, if the columns are still the same. */
  mapping: (string | null)[] | null;
}

/** Recognises a corrections workbook by its hidden column. null: an ordinary file. */
export async function recogniseCorrection(
  file: Import,
  seen: Inspection,
  imports: ImportsRepository,
): Promise<Correction | null> {
  const columns = correctionColumns(seen.headers);
  if (columns.key < 0) return null;
  const keys = seen.sample.map(({ cells }) => readRowKey(cells[columns.key] ?? ''));
  const key = keys.find((found) => found !== null);
  const found = key ? await imports.find(key.importId) : null;
  const corrects = found?.kind === file.kind && found.id !== file.id ? found : null;
  return { columns, corrects, mapping: corrects ? sameMeaning(corrects, seen.headers, columns) : null };
}

function sameMeaning(corrects: Import, headers: string[], columns: CorrectionColumns): (string | null)[] | null {
  const { headers: own, mapping } = corrects;
  if (!own || !mapping || own.some((header, index) => headers[index] !== header)) return null;
  return withoutCorrectionColumns(
    headers.map((_, index) => mapping[index] ?? null),
    columns,
  );
}
