import { Readable } from 'node:stream';
import type { Import, LedgerRow } from '../../imports/index.js';

const HEADER = 'row,outcome,causes,worker_id\r\n';

/** The ledger as CSV in file order. Codes and ids only, so nothing needs quoting. */
export function rowLines(file: Import, batches: AsyncIterable<LedgerRow[]>): Readable {
  // Not in object mode: there sixteen batches would wait for a slow reader.
  return Readable.from(lines(file, batches), { objectMode: false });
}

async function* lines(file: Import, batches: AsyncIterable<LedgerRow[]>): AsyncGenerator<string> {
  yield HEADER;
  for await (const batch of batches) {
    yield batch
      .map((row) => `${row.row},${row.outcome},${row.causes.join(';')},${workerOf(file, row) ?? ''}\r\n`)
      .join('');
  }
}

/** The worker a row is about. One that the file is only going to create, or created until it was reversed, is nobody. */
export function workerOf(file: Pick<Import, 'state'>, row: LedgerRow): string | null {
  if (row.outcome !== 'created') return row.workerId;
  return file.state === 'applied' || file.state === 'reversing' ? row.workerId : null;
}
