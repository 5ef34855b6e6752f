import type { Import } from '../../imports/index.js';
import type { WorkspaceKeys } from '../../platform/crypto/index.js';
import { currentWork } from '../../platform/db/index.js';
import { PROGRAMME_BITS, programmeOfHeader } from '../row/programmes.rules.js';
import type { RosterField } from '../row/roster-fields.js';

const SLICE = 5_000;

interface StagedRow extends Partial<Record<RosterField, string | number | null>> {
  row_no: number;
  nik_index: Buffer;
  sealed: Buffer;
  programmes: number | null;
}

/**
 * Rows that only the look at the roster held, or that a person left out before a repair mended them, carry no original
 * cells: for the reader they were fine. They are written back from what was read, so that a person finds them like every
 * other row that needs work.
 */
export async function sealCellsAsRead(file: Import, stage: string, rows: number[], keys: WorkspaceKeys): Promise<void> {
  for (let at = 0; at < rows.length; at += SLICE) {
    const staged = await currentWork().query<StagedRow>(
      `select row_no, nik_index, sealed, name, to_char(birth_date, 'DD/MM/YYYY') as birth_date, sex, sector, occupation, region,
         wage, programmes, to_char(started_on, 'DD/MM/YYYY') as started_on, status, kpj, external_id
       from ${stage} where row_no = any($1)`,
      [rows.slice(at, at + SLICE)],
    );
    const cells = staged.map((row) => keys.sealText(JSON.stringify(cellsOf(row, file, keys)), `cells:${file.id}`));
    await currentWork().execute(
      `update app.import_rows l set cells = c.cells from unnest($3::integer[], $4::bytea[]) as c (row_no, cells)
       where l.workspace_id = $1 and l.import_id = $2 and l.row_no = c.row_no`,
      [file.workspaceId, file.id, staged.map(({ row_no }) => row_no), cells],
    );
  }
}

function cellsOf(row: StagedRow, file: Import, keys: WorkspaceKeys): string[] {
  const { nik, phone, email, address, motherName } = keys.openFields(row.sealed, row.nik_index);
  const said: StagedRow = { ...row, nik, phone, email, address, mother_name: motherName };
  return (file.headers ?? []).map((header, column) => {
    const field = file.mapping?.[column] as RosterField | null | undefined;
    if (!field) return '';
    if (field === 'programmes') return programmesCell(row.programmes ?? 0, programmeOfHeader(header));
    return String(said[field] ?? '');
  });
}

/** A list of programmes, or yes in the column of one. */
function programmesCell(mask: number, own: number): string {
  if (own !== 0) return mask & own ? 'Ya' : '';
  return Object.entries(PROGRAMME_BITS)
    .filter(([, bit]) => mask & bit)
    .map(([code]) => code)
    .join(', ');
}
