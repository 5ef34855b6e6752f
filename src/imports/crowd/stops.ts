import { currentWork } from '../../platform/db/index.js';
import type { ImportState } from '../import-states.rules.js';

type Named = { workspaceId: string; id: string };

/** States that a person can still end: nothing has been changed by the file yet. */
export const STOPPABLE: readonly ImportState[] = ['received', 'reading', 'mapping', 'checking', 'ready', 'applying'];

/** Wishes of people that a file end, in the caller's unit of work. None of this waits for whoever works on the file. */
export const stops = {
  /** false: it was asked for before. */
  async ask({ workspaceId, id }: Named): Promise<boolean> {
    const asked = await currentWork().execute(
      'insert into app.import_stops (workspace_id, import_id) values ($1, $2) on conflict do nothing',
      [workspaceId, id],
    );
    return asked === 1;
  },

  async isAsked({ workspaceId, id }: Named): Promise<boolean> {
    const rows = await currentWork().query('select from app.import_stops where workspace_id = $1 and import_id = $2', [
      workspaceId,
      id,
    ]);
    return rows.length > 0;
  },

  async forget({ workspaceId, id }: Named): Promise<void> {
    await currentWork().execute('delete from app.import_stops where workspace_id = $1 and import_id = $2', [
      workspaceId,
      id,
    ]);
  },

  /** Takes the file's row if nobody works on it, until the transaction ends. */
  async nobodyWorks({ workspaceId, id }: Named): Promise<boolean> {
    const rows = await currentWork().query(
      `select from app.imports where workspace_id = $1 and id = $2
       and (lease_token is null or lease_until < clock_timestamp()) for update skip locked`,
      [workspaceId, id],
    );
    return rows.length > 0;
  },
};
