import { Injectable } from '@nestjs/common';
import { Keyring } from '../../platform/crypto/index.js';
import { currentWork } from '../../platform/db/index.js';
import type { Counts, Import } from '../import.entity.js';

export type Outcome = Exclude<keyof Counts, 'rows'>;
export const OUTCOMES: readonly Outcome[] = ['created', 'updated', 'unchanged', 'duplicate', 'held', 'rejected'];

export interface RowFilter {
  outcome?: Outcome | undefined;
  cause?: string | undefined;
}

/** One row of a file and what became of it. */
export interface LedgerRow {
  row: number;
  outcome: Outcome;
  causes: string[];
  /** Bit per field that an updated row changes. */
  changed: number | null;
  /** The row of the same person that came first. */
  otherRow: number | null;
  workerId: string | null;
  /** Original cells of a row that a person has to look at; null for the others. */
  cells: string[] | null;
}

interface Stored {
  row_no: number;
  outcome: Outcome;
  causes: string[] | null;
  changed: number | null;
  other_row: number | null;
  worker_id: string | null;
  cells: Buffer | null;
}

const COLUMNS = 'row_no, outcome, causes, changed, other_row, worker_id';
const BATCH = 2_000;

/** Reads the row ledger of a file in the current unit of work. */
@Injectable()
export class ImportRows {
  constructor(private readonly keyring: Keyring) {}

  /** Rows after row `after` in file order, with their original cells. */
  async page(file: Import, filter: RowFilter, after: number, limit: number): Promise<LedgerRow[]> {
    const { where, values } = condition(file, filter);
    const rows = await currentWork().query<Stored>(
      `select ${COLUMNS}, cells from app.import_rows where ${where} and row_no > $${values.length + 1} order by row_no limit $${values.length + 2}`,
      [...values, after, limit],
    );
    return this.opened(file, rows);
  }

  async numbered(file: Import, numbers: readonly number[]): Promise<LedgerRow[]> {
    if (numbers.length === 0) return [];
    const rows = await currentWork().query<Stored>(
      `select ${COLUMNS}, cells from app.import_rows where workspace_id = $1 and import_id = $2 and row_no = any($3) order by row_no`,
      [file.workspaceId, file.id, numbers],
    );
    return this.opened(file, rows);
  }

  /** Every row in file order, in batches through a cursor of the current unit of work; cells stay sealed. */
  batches(file: Import, filter: RowFilter): AsyncGenerator<LedgerRow[]> {
    const { where, values } = condition(file, filter);
    return batchesOf(`select ${COLUMNS}, null as cells from app.import_rows where ${where} order by row_no`, values);
  }

  /** Rows that need work, with their cells opened, in file order and in batches; not those that a person left out. */
  async needingWork(file: Import): Promise<AsyncGenerator<LedgerRow[]>> {
    const keys = await this.keyring.workspaceKeys(file.workspaceId);
    return batchesOf(
      `select ${COLUMNS}, cells from app.import_rows where workspace_id = $1 and import_id = $2
         and outcome in ('held', 'rejected') and cells is not null and not coalesce(causes, '{}') @> '{row.skipped}' order by row_no`,
      [file.workspaceId, file.id],
      (sealed) => JSON.parse(keys.openText(sealed, `cells:${file.id}`)) as string[],
    );
  }

  private async opened(file: Import, rows: Stored[]): Promise<LedgerRow[]> {
    if (!rows.some(({ cells }) => cells)) return rows.map((row) => ledgerRow(row));
    const keys = await this.keyring.workspaceKeys(file.workspaceId);
    return rows.map((row) =>
      ledgerRow(row, (sealed) => JSON.parse(keys.openText(sealed, `cells:${file.id}`)) as string[]),
    );
  }
}

function condition(file: Import, { outcome, cause }: RowFilter): { where: string; values: unknown[] } {
  const values: unknown[] = [file.workspaceId, file.id];
  const parts = ['workspace_id = $1', 'import_id = $2'];
  if (outcome) parts.push(`outcome = $${values.push(outcome)}`);
  if (cause) parts.push(`causes @> array[$${values.push(cause)}::text]`);
  return { where: parts.join(' and '), values };
}

/**
 * The unit of work is taken here, because streams ask for the next batch from elsewhere; whoever asks after its end gets an
 * error, not another's connection.
 */
function batchesOf(sql: string, values: unknown[], open?: (sealed: Buffer) => string[]): AsyncGenerator<LedgerRow[]> {
  const work = currentWork();
  return read();

  async function* read(): AsyncGenerator<LedgerRow[]> {
    await work.client.query(`declare ledger_rows no scroll cursor for ${sql}`, values);
    for (;;) {
      const { rows } = await work.client.query<Stored>(`fetch ${BATCH} from ledger_rows`);
      if (rows.length > 0) yield rows.map((row) => ledgerRow(row, open));
      if (rows.length < BATCH) break;
    }
    await work.client.query('close ledger_rows');
  }
}

function ledgerRow(row: Stored, open?: (sealed: Buffer) => string[]): LedgerRow {
  return {
    row: row.row_no,
    outcome: row.outcome,
    causes: row.causes ?? [],
    changed: row.changed,
    otherRow: row.other_row,
    workerId: row.worker_id,
    cells: row.cells && open ? open(row.cells) : null,
  };
}
