import { currentWork } from '../../platform/db/index.js';
import { countsOf, SUMMED_CELLS, type CellSums } from '../cells/cell-columns.js';
import type { Counts } from '../coverage.rules.js';
import type { GapFilter } from './gap-filter.rules.js';

export interface GapGroup {
  region: string;
  sector: string;
  counts: Counts;
}

/** Counts of every district and sector that the filter's place allows; its statuses are the caller's to judge. */
export async function gapGroups(
  workspaceId: string,
  filter: Pick<GapFilter, 'region' | 'sector'>,
): Promise<GapGroup[]> {
  const rows = await currentWork().query<CellSums & { region: string; sector: string }>(
    `select region, sector, ${SUMMED_CELLS} from reporting.coverage_cells
     where workspace_id = $1 and workers > 0 and ($2::text is null or region = $2) and ($3::text is null or sector = $3)
     group by region, sector order by region, sector`,
    [workspaceId, filter.region, filter.sector],
  );
  return rows.map((row) => ({ region: row.region, sector: row.sector, counts: countsOf(row) }));
}
