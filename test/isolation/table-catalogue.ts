import { DB_ROLES, type DbRole } from '../../src/platform/db/index.js';
import type { TestDatabase } from '../support/database.js';

export type Right = 'select' | 'insert' | 'update' | 'delete';

/** A table or view that says to which workspace its rows belong, as the catalogue describes it. */
export interface OwnedTable {
  /** `app.members` */
  name: string;
  /** The partitioned table above it, or itself: where its seed is found. */
  seededAs: string;
  isView: boolean;
  /** Column that holds the workspace: `workspace_id`, or `id` for the list of workspaces itself. */
  owner: string;
  rights: Record<DbRole, Record<Right, boolean>>;
  /** A column that the role may update, to try with. */
  updatable: Record<DbRole, string | null>;
}

interface Row {
  name: string;
  seeded_as: string;
  is_view: boolean;
  owner: string;
  rights: Record<string, Record<Right, boolean>>;
  updatable: Record<string, string | null>;
}

const TABLES = `
  select format('%s.%s', n.nspname, c.relname) as name,
    (select format('%s.%s', pn.nspname, p.relname) from pg_class p join pg_namespace pn on pn.oid = p.relnamespace
      where p.oid = coalesce(pg_partition_root(c.oid), c.oid)) as seeded_as,
    c.relkind = 'v' as is_view, owner.attname as owner,
    (select jsonb_object_agg(role, jsonb_build_object(
        'select', has_column_privilege('sinergi_' || role, c.oid, owner.attnum, 'select'),
        'insert', has_any_column_privilege('sinergi_' || role, c.oid, 'insert'),
        'update', has_any_column_privilege('sinergi_' || role, c.oid, 'update'),
        'delete', has_table_privilege('sinergi_' || role, c.oid, 'delete'))) from unnest($1::text[]) role) as rights,
    (select jsonb_object_agg(role, (select a.attname from pg_attribute a where a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped
        and a.attgenerated = '' and has_column_privilege('sinergi_' || role, c.oid, a.attnum, 'update')
        and has_column_privilege('sinergi_' || role, c.oid, a.attnum, 'select') order by a.attnum desc limit 1)) from unnest($1::text[]) role) as updatable
  from pg_class c join pg_namespace n on n.oid = c.relnamespace
  join pg_attribute owner on owner.attrelid = c.oid and not owner.attisdropped
    and owner.attname = case when format('%s.%s', n.nspname, c.relname) in ('app.workspaces', 'reporting.workspaces') then 'id' else 'workspace_id' end
  where n.nspname not in ('pg_catalog', 'information_schema', 'pg_toast') and n.nspname !~ '^pg_temp' and c.relkind in ('r', 'p', 'v', 'm', 'f')
  order by 1`;

/** Every relation with a workspace in it, whatever its schema, and what each run-time role may do with it. */
export async function ownedTables(db: TestDatabase): Promise<OwnedTable[]> {
  const rows = await db.admin<Row>(TABLES, [DB_ROLES]);
  return rows.map(({ name, seeded_as: seededAs, is_view: isView, owner, rights, updatable }) => ({
    name,
    seededAs,
    isView,
    owner,
    rights: rights as OwnedTable['rights'],
    updatable: updatable as OwnedTable['updatable'],
  }));
}

export function rolesWithRights(table: OwnedTable): DbRole[] {
  return DB_ROLES.filter((role) => Object.values(table.rights[role]).some(Boolean));
}
