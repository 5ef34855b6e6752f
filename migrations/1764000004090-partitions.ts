import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * A partition for each workspace of the tables with a row per person. The first file of a workspace fills a table that
 * has no index yet, builds all of them in one go and attaches it: half the time of growing them row by row (ADR 0019).
 */
export class Partitions1764000004090 implements MigrationInterface {
  async up(q: QueryRunner): Promise<void> {
    await q.query(`
      create function app.partition_name(parent regclass) returns text language plpgsql stable set search_path = pg_catalog, pg_temp as $f$
      declare
        workspace uuid := current_setting('app.workspace_id')::uuid;
        name text := (select format('%s.%s', n.nspname, c.relname) from pg_class c join pg_namespace n on n.oid = c.relnamespace where c.oid = parent);
      begin
        if name not in ('app.workers', 'registry.worker_keys') then raise exception 'not partitioned by workspace: %', name; end if;
        return name || '_' || replace(workspace::text, '-', '');
      end $f$;
      comment on function app.partition_name is 'Of the workspace of the transaction, whether it exists or not.';

      create function app.open_partition(parent regclass) returns text language plpgsql security definer set search_path = pg_catalog, pg_temp as $f$
      declare
        workspace uuid := current_setting('app.workspace_id')::uuid;
        child text := app.partition_name(parent);
      begin
        execute format('drop table if exists %s', child);
        execute format('create table %s (like %s including defaults including constraints including storage)', child, parent);
        execute format('alter table %s add constraint of_workspace check (workspace_id = %L)', child, workspace);
        execute format('alter table %s enable row level security', child);
        execute format('alter table %s force row level security', child);
        execute format('create policy workspace on %s to sinergi_worker
          using (workspace_id = (select current_setting(''app.workspace_id'')::uuid))
          with check (workspace_id = (select current_setting(''app.workspace_id'')::uuid))', child);
        execute format('grant insert on %s to sinergi_worker', child);
        return child;
      end $f$;
      comment on function app.open_partition is 'An empty table for the people of the workspace of the transaction, without indexes and not part of its parent yet. Refused once it is.';

      create function app.attach_partition(parent regclass) returns void language plpgsql security definer
        set search_path = pg_catalog, pg_temp set maintenance_work_mem = '256MB' set max_parallel_maintenance_workers = 1 as $f$
      declare
        workspace uuid := current_setting('app.workspace_id')::uuid;
        child text := app.partition_name(parent);
        made record;
      begin
        for made in
          select i.indexrelid, con.conname, pg_get_constraintdef(con.oid) as constraint_text,
            regexp_replace(pg_get_indexdef(i.indexrelid), ' INDEX \\S+ ON (ONLY )?\\S+ ', ' INDEX ON ' || child || ' ') as index_text
          from pg_index i left join pg_constraint con on con.conindid = i.indexrelid and con.conrelid = parent
          where i.indrelid = parent order by i.indexrelid
        loop
          if made.conname is null then execute made.index_text;
          else execute format('alter table %s add %s', child, made.constraint_text); end if;
        end loop;
        execute format('revoke all on %s from sinergi_worker', child);
        execute format('alter table %s attach partition %s for values in (%L)', parent, child, workspace);
        execute format('alter table %s drop constraint of_workspace', child);
        -- Until autovacuum comes, a search would be planned as if nothing were known of the names.
        if parent = (select c.oid from pg_class c join pg_namespace n on n.oid = c.relnamespace where n.nspname = 'app' and c.relname = 'workers') then
          execute format('analyze %s (workspace_id, name_key, region, sector, birth_date, nik_tail, jkk_until, protected_until, left_on)', child);
        end if;
      end $f$;
      comment on function app.attach_partition is 'Builds the indexes of the parent and makes the table its partition: from then on it is reached through the parent only.';

      create function app.has_partition(parent regclass) returns boolean language sql stable set search_path = pg_catalog, pg_temp
      return exists (select from pg_inherits where inhrelid = to_regclass(app.partition_name(parent)) and inhparent = parent);

      revoke execute on function app.partition_name(regclass), app.has_partition(regclass), app.open_partition(regclass), app.attach_partition(regclass) from public;
      grant execute on function app.partition_name(regclass), app.has_partition(regclass), app.open_partition(regclass), app.attach_partition(regclass) to sinergi_worker;
      grant execute on function app.partition_name(regclass), app.has_partition(regclass), app.open_partition(regclass), app.attach_partition(regclass) to sinergi_app;`);
  }

  async down(q: QueryRunner): Promise<void> {
    await q.query(
      'drop function app.has_partition(regclass), app.attach_partition(regclass), app.open_partition(regclass), app.partition_name(regclass)',
    );
  }
}
