import { currentWork } from '../../platform/db/index.js';

/** The place a workspace is responsible for, as 4 or 2 digits; '' when it has none. */
export async function ownRegion(workspaceId: string): Promise<string> {
  const [row] = await currentWork().query<{ code: string }>(
    `select coalesce(replace(region_code, '.', ''), '') as code from reporting.workspaces where id = $1`,
    [workspaceId],
  );
  return row?.code ?? '';
}
