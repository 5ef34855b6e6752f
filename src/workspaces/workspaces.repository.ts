import { Injectable } from '@nestjs/common';
import { NotFound, type WorkspaceKind } from '../kernel/index.js';
import { currentWork } from '../platform/db/index.js';
import { withoutDots } from './region-code.rules.js';
import { DEFAULT_SETTINGS, type NewWorkspace, type Workspace, type WorkspaceSettings } from './workspace.js';

export interface ListedWorkspace {
  slug: string;
  name: string;
  kind: WorkspaceKind;
  regionCode: string | null;
  members: number;
  createdAt: Date;
}

const COLUMNS = 'id, kind, slug, name, region_code as "regionCode", settings';

@Injectable()
export class WorkspacesRepository {
  async newId(): Promise<string> {
    const [row] = await currentWork().query<{ id: string }>('select uuidv7() as id');
    if (!row) throw new Error('no id');
    return row.id;
  }

  /** Wants a unit of work as role `identity`. @throws a unique violation when the slug is taken */
  async insert(id: string, workspace: NewWorkspace, dataKey: Buffer): Promise<void> {
    const { kind, slug, name, regionCode } = workspace;
    await currentWork().execute(
      'insert into app.workspaces (id, kind, slug, name, region_code, data_key) values ($1, $2, $3, $4, $5, $6)',
      [id, kind, slug, name, withoutDots(regionCode ?? null), dataKey],
    );
  }

  async isTaken(slug: string): Promise<boolean> {
    return (await currentWork().query('select 1 from app.workspaces where slug = $1', [slug])).length > 0;
  }

  /** @throws NotFound */
  async bySlug(slug: string): Promise<Workspace> {
    return found(await currentWork().query<Workspace>(`select ${COLUMNS} from app.workspaces where slug = $1`, [slug]));
  }

  /** @throws NotFound */
  async agency(): Promise<Workspace> {
    return found(
      await currentWork().query<Workspace>(
        `select ${COLUMNS} from app.workspaces where kind = 'agency' order by id limit 1`,
      ),
    );
  }

  async allIds(): Promise<string[]> {
    return (await currentWork().query<{ id: string }>('select id from app.workspaces order by id')).map(({ id }) => id);
  }

  /** @throws NotFound */
  async byId(id: string): Promise<Workspace> {
    return found(await currentWork().query<Workspace>(`select ${COLUMNS} from app.workspaces where id = $1`, [id]));
  }

  async update(id: string, name: string, regionCode: string | null, settings: WorkspaceSettings): Promise<void> {
    await currentWork().execute(
      'update app.workspaces set name = $2, region_code = $3, settings = settings || $4 where id = $1',
      [id, name, withoutDots(regionCode), JSON.stringify(settings)],
    );
  }

  /** Every workspace; wants a unit of work as role `agency`. */
  async list(search: string, after: string, limit: number): Promise<ListedWorkspace[]> {
    return currentWork().query<ListedWorkspace>(
      `select w.slug, w.name, w.kind, w.region_code as "regionCode", w.created_at as "createdAt",
         (select count(*)::int from app.members m where m.workspace_id = w.id) as members
       from app.workspaces w
       where ($1 = '' or w.name ilike '%' || $1 || '%' escape '\\' or w.slug like $1 || '%' escape '\\') and w.slug > $2
       order by w.slug limit $3`,
      [search.replace(/[\\%_]/g, '\\$&'), after, limit],
    );
  }
}

function found(rows: Workspace[]): Workspace {
  const [row] = rows;
  if (!row) throw new NotFound();
  return { ...row, settings: { ...DEFAULT_SETTINGS, ...row.settings } };
}
