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
/** Bytes that the reader may be ahead of the process that seals its rows. */
const AHEAD = 1 << 21;

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

/** Writes without waiting for the other side, up to a bound: while it seals one piece, this side reads the next. */
function flush(piece: Buffer | null): Promise<void> | undefined {
  if (!piece) return undefined;
  process.stdout.write(piece);
  if (process.stdout.writableLength < AHEAD) return undefined;
  return new Promise((resolve) => process.stdout.once('drain', resolve));
}
