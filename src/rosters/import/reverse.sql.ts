import { RESTORE } from '../worker-image.js';

/** $1 workspace, $2 import in every statement of this file. */

/** Workers of the import that something later touched: while there are any, it cannot be undone. */
export const touchedLaterSql = `
  select count(*) as n from (
    select l.worker_id as id from app.import_rows l where l.workspace_id = $1 and l.import_id = $2 and l.outcome in ('created', 'updated')
    union all
    select v.worker_id from app.worker_versions v where v.workspace_id = $1 and v.import_id = $2 and v.act = 'left'
  ) t left join app.workers w on w.workspace_id = $1 and w.id = t.id
  where w.id is null or w.touched_import is distinct from $2`;

/** Everybody on the roster now because of the import or as it left them. */
export const touchedWorkersSource = `(select w.* from app.import_rows l join app.workers w on w.workspace_id = $1 and w.id = l.worker_id
  where l.workspace_id = $1 and l.import_id = $2 and l.outcome in ('created', 'updated') and w.left_on is null) w`;

/** Workers whose earlier image was put back. */
export const restoredWorkersSource = `(select w.* from app.worker_versions v join app.workers w on w.workspace_id = $1 and w.id = v.worker_id
  where v.workspace_id = $1 and v.import_id = $2 and w.left_on is null) w`;

export const restoreWorkersSql = `
  update app.workers w set ${RESTORE}, updated_at = now()
  from app.worker_versions v
  where v.workspace_id = $1 and v.import_id = $2 and w.workspace_id = $1 and w.id = v.worker_id`;

export const restoreKeysSql = `
  update registry.worker_keys k set birth_date = v.birth_date, name_key = v.name_key
  from app.worker_versions v
  where v.workspace_id = $1 and v.import_id = $2 and k.workspace_id = $1 and k.worker_id = v.worker_id`;

export const forgetVersionsSql = 'delete from app.worker_versions where workspace_id = $1 and import_id = $2';

const CREATED = `select l.worker_id from app.import_rows l where l.workspace_id = $1 and l.import_id = $2 and l.outcome = 'created'`;
export const forgetKeysSql = `delete from registry.worker_keys where workspace_id = $1 and worker_id in (${CREATED})`;
export const deleteCreatedSql = `delete from app.workers where workspace_id = $1 and id in (${CREATED})`;
