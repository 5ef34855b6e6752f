import { currentWork } from '../../platform/db/index.js';
import type { GapFilter } from './gap-filter.rules.js';
import { gapPeopleSql, type GapRow } from './gap-people.sql.js';

const BATCH = 1_000;

/**
 * Everybody on the list in batches, through a cursor of the surrounding unit of work: memory holds one batch.
 * The unit is taken when the generator is made, because streams ask for the next batch from elsewhere;
 * after its end they get an error, not another's connection.
 */
export function gapBatches(workspaceId: string, filter: GapFilter, day: string): AsyncGenerator<GapRow[]> {
  const work = currentWork();
  const { text, values } = gapPeopleSql(workspaceId, filter, day);
  return batches();

  async function* batches(): AsyncGenerator<GapRow[]> {
    await work.client.query(`declare gap_rows no scroll cursor for ${text}`, values);
    for (;;) {
      const { rows } = await work.client.query<GapRow>(`fetch ${BATCH} from gap_rows`);
      if (rows.length > 0) yield rows;
      if (rows.length < BATCH) break;
    }
    await work.client.query('close gap_rows');
  }
}
