import { Injectable } from '@nestjs/common';
import { ImportReceipts, ImportRows, ImportSubjects, type Import, type LedgerRow } from '../../imports/index.js';
import type { Actor } from '../../kernel/index.js';
import { currentWork } from '../../platform/db/index.js';
import type { RowsQuery } from './import.forms.js';
import { ROWS_PER_PAGE, rowsView } from './rows.page.js';

/** One page of the row ledger, in the current unit of work. */
@Injectable()
export class RowsPages {
  constructor(
    private readonly rows: ImportRows,
    private readonly receipts: ImportReceipts,
    private readonly subjects: ImportSubjects,
  ) {}

  async of(actor: Actor, file: Import, query: RowsQuery) {
    const filter = { outcome: query.outcome || undefined, cause: query.cause || undefined };
    const rows = await this.rows.page(file, filter, query.cursor ?? 0, ROWS_PER_PAGE + 1);
    const { causes } = await this.receipts.of(file);
    const names = await namesOf(file, rows);
    return rowsView(actor, { file, subject: this.subjects.of(file.kind), rows, causes, names, query });
  }
}

async function namesOf(file: Import, rows: LedgerRow[]): Promise<Map<string, string>> {
  const ids = rows.flatMap(({ workerId }) => workerId ?? []);
  if (file.kind !== 'roster' || ids.length === 0) return new Map();
  const found = await currentWork().query<{ id: string; name: string }>(
    'select id, name from app.workers where workspace_id = $1 and id = any($2::uuid[])',
    [file.workspaceId, ids],
  );
  return new Map(found.map(({ id, name }) => [id, name]));
}
