import { currentWork } from '../../platform/db/index.js';
import type { GapFilter } from './gap-filter.rules.js';
import { gapConditions, gapPeopleSql, type GapRow } from './gap-people.sql.js';

/**
 * The next people of the list.
 * @param after id of the last person shown, or null for the beginning; a name would not belong into an address
 * @returns one more than `limit` when there are more
 */
export async function gapPage(
  workspaceId: string,
  filter: GapFilter,
  day: string,
  page: { after: string | null; limit: number },
): Promise<GapRow[]> {
  const { text, values } = gapPeopleSql(workspaceId, filter, day);
  const after = page.after && (await placeOf(workspaceId, page.after));
  const params = [...values, page.limit + 1];
  const limited = `${text} limit $${params.length}`;
  if (!after) return currentWork().query<GapRow>(limited, params);
  const at = params.length;
  const beyond = `(region, sector, name_key, id) > ($${at + 1}, $${at + 2}, $${at + 3}, $${at + 4}::uuid)`;
  return currentWork().query<GapRow>(limited.replace(' order by ', ` and ${beyond} order by `), [
    ...params,
    after.region,
    after.sector,
    after.name_key,
    page.after,
  ]);
}

/** How many people the filter holds. */
export async function gapSize(workspaceId: string, filter: GapFilter, day: string): Promise<number> {
  const { where, values } = gapConditions(workspaceId, filter, day);
  const [row] = await currentWork().query<{ people: number }>(
    `select count(*)::int as people from reporting.workers where ${where}`,
    values,
  );
  return row?.people ?? 0;
}

async function placeOf(workspaceId: string, id: string) {
  const [place] = await currentWork().query<{ region: string; sector: string; name_key: string }>(
    'select region, sector, name_key from reporting.workers where workspace_id = $1 and id = $2',
    [workspaceId, id],
  );
  return place;
}
