import pg from 'pg';

const RUNTIME = `('sinergi_app', 'sinergi_worker', 'sinergi_matcher', 'sinergi_agency', 'sinergi_identity', 'sinergi_login')`;
/**
 * Not among them: `reference`, public code lists that no run-time role may write (checked below); `staging`, which holds
 * one file's rows for one process and is emptied after it; `jobs`, which holds ids only.
 */
const SECURED = `('app', 'registry', 'audit', 'identity')`;

/** Functions that run as their owner and that run-time roles may call, each reviewed: who may, and why it is safe. */
export const REVIEWED_DEFINERS: readonly string[] = [
  // Makes and drops tables of one import by a checked name; reads no rows.
  'open_table:sinergi_worker',
  'drop_table:sinergi_worker',
  // Make the partition of the transaction's own workspace; read no rows.
  'draft_partition:sinergi_worker',
  'index_partition:sinergi_worker',
  'attach_partition:sinergi_worker',
  'replace_partition:sinergi_worker',
  'ensure_partition:sinergi_worker',
  'ensure_partition:sinergi_app',
];

const FINDINGS = `
with rel as (
  select c.oid, c.relname, c.relkind, c.relowner, c.relrowsecurity, c.relforcerowsecurity, c.reloptions, n.nspname, format('%I.%I', n.nspname, c.relname) as name
  from pg_class c join pg_namespace n on n.oid = c.relnamespace
  where n.nspname in ${SECURED}
), run as (select oid, rolname, rolsuper, rolbypassrls from pg_roles where rolname in ${RUNTIME}),
owned as (select attrelid from pg_attribute where attname = 'workspace_id' and not attisdropped)
select 'row level security is not enabled' as what, name from rel where relkind in ('r', 'p') and not relrowsecurity
union all select 'row level security is not forced', name from rel where relkind in ('r', 'p') and relrowsecurity and not relforcerowsecurity
union all select 'no policy', name from rel where relkind in ('r', 'p') and not exists (select from pg_policy p where p.polrelid = rel.oid)
union all select 'run-time role is superuser or bypasses row level security', rolname from run where rolsuper or rolbypassrls
union all select 'run-time role owns it or is a member of its owner: ' || run.rolname, rel.name from rel, run
  where rel.relkind in ('r', 'p', 'v', 'm') and pg_has_role(run.oid, rel.relowner, 'MEMBER')
union all select 'run-time role may ' || right_name || ': ' || run.rolname, rel.name from rel, run, unnest(array['TRUNCATE', 'REFERENCES', 'TRIGGER']) right_name
  where rel.relkind in ('r', 'p') and has_table_privilege(run.oid, rel.oid, right_name)
union all select 'run-time role may ' || right_name || ' a shared list: ' || run.rolname, format('%I.%I', n.nspname, c.relname)
  from pg_class c join pg_namespace n on n.oid = c.relnamespace, run, unnest(array['INSERT', 'UPDATE', 'DELETE', 'TRUNCATE']) right_name
  where n.nspname = 'reference' and c.relkind in ('r', 'p') and has_table_privilege(run.oid, c.oid, right_name)
union all select 'view is not security_invoker', format('%I.%I', n.nspname, c.relname) from pg_class c join pg_namespace n on n.oid = c.relnamespace
  where c.relkind = 'v' and n.nspname in ('app', 'reporting', 'registry', 'identity', 'audit') and not coalesce('security_invoker=true' = any (c.reloptions) or 'security_invoker=on' = any (c.reloptions), false)
union all select 'materialized view cannot be secured', format('%I.%I', n.nspname, c.relname) from pg_class c join pg_namespace n on n.oid = c.relnamespace
  where c.relkind = 'm' and n.nspname not in ('pg_catalog', 'information_schema')
union all select 'function runs as its owner and is not reviewed for ' || run.rolname, p.oid::regprocedure::text from pg_proc p join pg_namespace n on n.oid = p.pronamespace, run
  where p.prosecdef and n.nspname not in ('pg_catalog', 'information_schema') and has_function_privilege(run.oid, p.oid, 'EXECUTE')
    and not (p.proname || ':' || run.rolname) = any ($1)
union all select 'function runs as its owner without a search_path', p.oid::regprocedure::text from pg_proc p
  where p.prosecdef and not exists (select from unnest(coalesce(p.proconfig, '{}')) x where x like 'search_path=%')
union all select 'function is marked leakproof', p.oid::regprocedure::text from pg_proc p join pg_namespace n on n.oid = p.pronamespace
  where p.proleakproof and n.nspname not in ('pg_catalog', 'information_schema')
union all select 'immutable function reads the workspace setting', p.oid::regprocedure::text from pg_proc p join pg_namespace n on n.oid = p.pronamespace
  where p.provolatile = 'i' and p.prosrc ~* 'current_setting' and n.nspname <> 'pg_catalog'
union all select 'policy is always true: ' || policyname, format('%I.%I', schemaname, tablename) from pg_policies
  where schemaname in ${SECURED} and (qual = 'true' or with_check = 'true')
union all select 'policy reads the setting for every row: ' || policyname, format('%I.%I', schemaname, tablename) from pg_policies
  where schemaname in ${SECURED} and coalesce(qual, '') || coalesce(with_check, '') ~* 'current_setting' and coalesce(qual, '') || coalesce(with_check, '') !~* 'select'
union all select 'unique index without workspace_id: ' || i.indexrelid::regclass, rel.name from pg_index i join rel on rel.oid = i.indrelid
  where rel.nspname = 'app' and i.indisunique and rel.oid in (select attrelid from owned)
    and not exists (select from unnest(i.indkey) k join pg_attribute a on a.attrelid = rel.oid and a.attnum = k where a.attname = 'workspace_id')
union all select 'foreign key between workspace tables without workspace_id: ' || con.conname, con.conrelid::regclass::text from pg_constraint con join rel on rel.oid = con.conrelid
  where con.contype = 'f' and rel.nspname = 'app' and con.conrelid in (select attrelid from owned) and con.confrelid in (select attrelid from owned)
    and not exists (select from unnest(con.conkey) k join pg_attribute a on a.attrelid = con.conrelid and a.attnum = k where a.attname = 'workspace_id')
union all select 'workspace table with a sequence: ' || a.attname, rel.name from pg_attribute a join rel on rel.oid = a.attrelid
  where rel.nspname = 'app' and a.attidentity <> '' and a.attnum > 0
union all select 'workspace_id may be null', rel.name from pg_attribute a join rel on rel.oid = a.attrelid where rel.nspname = 'app' and a.attname = 'workspace_id' and not a.attnotnull and rel.relkind in ('r', 'p')
union all select 'everybody may create here', nspname from pg_namespace where has_schema_privilege('public', oid, 'CREATE') and nspname not like 'pg\\_%'
union all select 'everybody may call it', p.oid::regprocedure::text from pg_proc p join pg_namespace n on n.oid = p.pronamespace
  where n.nspname in ('app', 'registry', 'audit', 'identity', 'staging', 'reporting') and has_function_privilege('public', p.oid, 'EXECUTE')
union all select 'large objects have no row level security', count(*)::text from pg_largeobject_metadata having count(*) > 0
union all select 'dangerous extension', extname from pg_extension where extname in ('dblink', 'postgres_fdw', 'file_fdw', 'plperlu', 'plpython3u', 'lo', 'adminpack')
order by 1, 2`;

/** What in the catalogue would let a workspace see or change another's rows. Nothing is the only good answer. */
export async function rowSecurityFindings(adminUrl: string): Promise<string[]> {
  const client = new pg.Client({ connectionString: adminUrl });
  await client.connect();
  try {
    const { rows } = await client.query<{ what: string; name: string }>(FINDINGS, [REVIEWED_DEFINERS]);
    return rows.map(({ what, name }) => `${name}: ${what}`);
  } finally {
    await client.end();
  }
}
