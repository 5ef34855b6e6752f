import { currentWork } from '../../platform/db/index.js';
import { SHOWN } from './provenance.rules.js';

/** A kept image of a worker and the change that ended it. */
export interface WorkerChange {
  /** Version that the change ended. */
  version: number;
  act: 'updated' | 'left' | 'returned' | 'edited';
  changed: number;
  /** Columns of app.workers that may be shown, as they were before. */
  before: Record<string, string | number | null>;
  importId: string | null;
  rowNo: number | null;
  fileName: string | null;
  by: string | null;
  at: Date;
}

export interface WorkerOrigin {
  importId: string | null;
  rowNo: number | null;
  fileName: string | null;
  by: string | null;
  at: Date;
}

const BEFORE = Object.values(SHOWN)
  .map((column) => `'${column}', v.${column}`)
  .join(', ');

/** Oldest first. */
export function changesOf(workspaceId: string, id: string): Promise<WorkerChange[]> {
  return currentWork().query<WorkerChange>(
    `select v.version, v.act, v.changed, jsonb_build_object(${BEFORE}) as before, v.import_id as "importId", v.row_no as "rowNo",
       i.file_name as "fileName", coalesce(v.actor_label, i.uploaded_label) as by, v.at
     from app.worker_versions v
     left join app.imports i on i.workspace_id = v.workspace_id and i.id = v.import_id
     where v.workspace_id = $1 and v.worker_id = $2 order by v.version`,
    [workspaceId, id],
  );
}

/** How the worker came: by a row of a file, or by a form, which only the audit chain remembers. */
export async function originOf(workspaceId: string, id: string): Promise<WorkerOrigin | null> {
  const [row] = await currentWork().query<WorkerOrigin>(
    `select w.created_import as "importId", w.created_row as "rowNo", i.file_name as "fileName", w.created_at as at,
       coalesce(i.confirmed_label, i.uploaded_label, (select e.actor_label from audit.events e
         where e.workspace_id = w.workspace_id and e.subject_type = 'worker' and e.subject_id = w.id::text
           and e.action = 'workers.created' order by e.seq limit 1)) as by
     from app.workers w
     left join app.imports i on i.workspace_id = w.workspace_id and i.id = w.created_import
     where w.workspace_id = $1 and w.id = $2`,
    [workspaceId, id],
  );
  return row ?? null;
}
