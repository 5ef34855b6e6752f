/** Header of the hidden column that tells which row of which import a line of a corrections workbook is. */
export const KEY_HEADER = '_sinergi';
/** The two other columns that the workbook adds, in every language it is written in. */
export const ACCEPT_HEADERS = { id: 'Setuju (ya)', en: 'Accept (yes)' } as const;
export const REMARKS_HEADERS = { id: 'Keterangan', en: 'Remarks' } as const;

export const CORRECTION_HEADERS: readonly string[] = [
  KEY_HEADER,
  ...Object.values(ACCEPT_HEADERS),
  ...Object.values(REMARKS_HEADERS),
];

/** Where the columns of a corrections workbook stand; -1: not there. */
export interface CorrectionColumns {
  key: number;
  accept: number;
  remarks: number;
}

const NONE: CorrectionColumns = { key: -1, accept: -1, remarks: -1 };
const ROW_KEY = /^([0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12})\/([1-9]\d{0,9})$/;

/** Without the key column the others are columns of the user's own. */
export function correctionColumns(headers: readonly string[]): CorrectionColumns {
  const key = headers.lastIndexOf(KEY_HEADER);
  if (key < 0) return NONE;
  const last = (names: Record<string, string>) =>
    headers.findLastIndex((header) => Object.values(names).includes(header.trim()));
  return { key, accept: last(ACCEPT_HEADERS), remarks: last(REMARKS_HEADERS) };
}

/** Columns of the user's own, by number. */
export function ownColumns(headers: readonly string[]): number[] {
  const added = Object.values(correctionColumns(headers));
  return [...headers.keys()].filter((column) => !added.includes(column));
}

export function withoutCorrectionColumns(mapping: (string | null)[], columns: CorrectionColumns): (string | null)[] {
  const added = Object.values(columns);
  return mapping.map((field, index) => (added.includes(index) ? null : field));
}

/** What a cell of the key column holds: ids only. */
export function rowKey(importId: string, rowNo: number): string {
  return `${importId}/${rowNo}`;
}

export function readRowKey(cell: string): { importId: string; rowNo: number } | null {
  const [, importId, rowNo] = ROW_KEY.exec(cell.trim()) ?? [];
  return importId ? { importId, rowNo: Number(rowNo) } : null;
}
