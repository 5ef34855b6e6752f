import type { Translate } from '../../platform/i18n/index.js';
import type { PlaceNames } from '../places.js';
import type { GapPerson } from './gap-person.js';

export const EXPORT_FORMATS = ['csv', 'xlsx'] as const;
export type ExportFormat = (typeof EXPORT_FORMATS)[number];

export const CONTENT_TYPES: Record<ExportFormat, string> = {
  csv: 'text/csv; charset=utf-8',
  xlsx: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
};

/** Columns of the export with their widths in characters, in this order in every format. */
const COLUMNS = [
  ['region', 26],
  ['regionCode', 10],
  ['sector', 34],
  ['name', 30],
  ['nik', 20],
  ['birthDate', 12],
  ['sex', 12],
  ['occupation', 22],
  ['status', 24],
  ['until', 14],
  ['id', 38],
] as const;

export const EXPORT_WIDTHS = COLUMNS.map(([, width]) => width);

export function exportHeader(t: Translate): string[] {
  return COLUMNS.map(([name]) => t(`coverage.export.columns.${name}`));
}

/** Cells are text; dates stay YYYY-MM-DD, which no spreadsheet reads as another day. */
export function exportCells(person: GapPerson, names: PlaceNames, t: Translate): (string | null)[] {
  return [
    names.region(person.region),
    person.region,
    names.sector(person.sector),
    person.name,
    person.maskedNik,
    person.birthDate,
    t(person.sex === 'L' ? 'shared.sex.male' : 'shared.sex.female'),
    person.occupation,
    t(`coverage.gapStatus.${person.status}`),
    person.protectedUntil,
    person.id,
  ];
}
