import { readTable, type TableChoice, type TableFormat } from '../../tabular/index.js';
import type { RowJudge } from './judged.js';
import { RowStager } from './stage-rows.js';
import type { Tally } from './tally.js';

export interface ReadRowsInput {
  path: string;
  format: TableFormat;
  choice: TableChoice;
  headerCount: number;
  judgeModule: string;
  judgeInput: object;
  columns: number;
}

export type ReadRowsMessage =
  | { kind: 'progress'; bytes: number; total: number; tally: Tally }
  /** `summary` of the judge; '' when it has none. */
  | { kind: 'done'; tally: Tally; summary: string };

const REPORT_EVERY = 400;

/** The caged reader's work: file in, binary COPY with plain values on standard output, what happened as messages. */
export async function readRows(input: ReadRowsInput, send: (message: ReadRowsMessage) => void): Promise<void> {
  const module = (await import(input.judgeModule)) as { createRowJudge: (input: object) => RowJudge };
  const judge = module.createRowJudge(input.judgeInput);
  const stager = new RowStager(judge, input.columns);
  let reported = 0;
  const stats = await readTable(
    input.path,
    input.choice,
    { headerCount: input.headerCount },
    (row) => stager.add(row),
    {
      pause: () => flush(stager.out.take()),
      onProgress: (bytes, total) => {
        const now = Date.now();
        if (now - reported < REPORT_EVERY) return;
        reported = now;
        send({ kind: 'progress', bytes, total, tally: stager.tally.tally() });
      },
    },
  );
  stager.tally.passOver('blank', stats.blank);
  stager.tally.passOver('title', stats.titleRows);
  stager.tally.passOver('totals', stats.totals);
  await flush(stager.out.end());
  send({ kind: 'done', tally: stager.tally.tally(), summary: judge.summary?.() ?? '' });
}

function flush(piece: Buffer | null): Promise<void> | undefined {
  if (!piece || process.stdout.write(piece)) return undefined;
  return new Promise((resolve) => process.stdout.once('drain', resolve));
}
