import { Injectable } from '@nestjs/common';
import { ImportRows, type Import, type LedgerRow } from '../../imports/index.js';
import { currentWork } from '../../platform/db/index.js';
import { WORKER_COLUMNS, type WorkerRow } from '../workers/worker-row.js';
import { ASKING, type Choice } from './choices.rules.js';
import type { CauseCode } from '../row/causes.js';
import { questionsSql } from './decisions.sql.js';

/** What a person decided about a row; the worker as it was seen then. */
export interface Decision {
  choice: Choice;
  by: string;
  at: Date;
}

export interface HeldRow {
  row: LedgerRow;
  /** The stored worker it is about. */
  worker: WorkerRow | null;
  decision: Decision | null;
}

/** Rows held for one cause. */
export interface Question {
  code: CauseCode;
  rows: number;
  /** Of them, those that nothing else holds. */
  alone: number;
  /** Of them, those about somebody on the roster. */
  known: number;
}

interface StoredDecision {
  row_no: number;
  choice: Choice;
  decided_label: string;
  decided_at: Date;
  worker_id: string | null;
}

/** Reads held and decided rows with their stored workers, in the current unit of work; three statements a page. */
@Injectable()
export class HeldRows {
  constructor(private readonly rows: ImportRows) {}

  /** Rows that wait for a person, after row `after` in file order. */
  async waiting(file: Import, cause: string | undefined, after: number, limit: number): Promise<HeldRow[]> {
    const rows = await this.rows.page(file, { outcome: 'held', cause }, after, limit);
    const workers = await workersOf(
      file,
      rows.map(({ workerId }) => workerId),
    );
    return rows.map((row) => ({ row, worker: workers.get(row.workerId ?? '') ?? null, decision: null }));
  }

  /** Rows that somebody decided about, whether or not the decision still holds. */
  async decided(file: Import, cause: string | undefined, after: number, limit: number): Promise<HeldRow[]> {
    const decisions = await currentWork().query<StoredDecision>(
      `select row_no, choice, decided_label, decided_at, worker_id from app.import_decisions
       where workspace_id = $1 and import_id = $2 and row_no > $3 and ($4::text is null or causes @> array[$4])
       order by row_no limit $5`,
      [file.workspaceId, file.id, after, cause ?? null, limit],
    );
    const rows = await this.rows.numbered(
      file,
      decisions.map(({ row_no }) => row_no),
    );
    const workers = await workersOf(
      file,
      decisions.map(({ worker_id }) => worker_id),
    );
    const byRow = new Map(rows.map((row) => [row.row, row]));
    return decisions.flatMap(({ row_no, choice, decided_label: by, decided_at: at, worker_id }) => {
      const row = byRow.get(row_no);
      return row ? [{ row, worker: workers.get(worker_id ?? '') ?? null, decision: { choice, by, at } }] : [];
    });
  }

  /** Why rows wait, the most frequent first. */
  questions(file: Import): Promise<Question[]> {
    return currentWork().query<Question>(questionsSql, [file.workspaceId, file.id, ASKING]);
  }

  async decidedCount(file: Import): Promise<number> {
    const [row] = await currentWork().query<{ n: number }>(
      'select count(*)::int as n from app.import_decisions where workspace_id = $1 and import_id = $2',
      [file.workspaceId, file.id],
    );
    return row?.n ?? 0;
  }
}

async function workersOf(file: Import, ids: readonly (string | null)[]): Promise<Map<string, WorkerRow>> {
  const known = ids.filter((id) => id !== null);
  if (known.length === 0) return new Map();
  const rows = await currentWork().query<WorkerRow>(
    `select ${WORKER_COLUMNS} from app.workers where workspace_id = $1 and id = any($2::uuid[])`,
    [file.workspaceId, known],
  );
  return new Map(rows.map((row) => [row.id, row]));
}
