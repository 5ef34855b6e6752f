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

      create function app.draft_partition(parent regclass, name text) returns void language plpgsql security definer set search_path = pg_catalog, pg_temp as $f$
      declare
        workspace uuid := current_setting('app.workspace_id')::uuid;
        final text := app.partition_name(parent);
      begin
        if name !~ '^[a-z]_[0-9a-f]{32}$' then raise exception 'bad staging name'; end if;
        execute format('drop table if exists staging.%I', name);
        execute format('create table staging.%I (like %s including defaults including constraints including storage)', name, parent);
        execute format('alter table staging.%I add constraint of_workspace check (workspace_id = %L)', name, workspace);
        execute format('grant insert on staging.%I to sinergi_worker', name);
      end $f$;
      comment on function app.draft_partition is 'An empty staging table for the people of the workspace of the transaction and of no other, without indexes: it can become their partition.';

      create function app.index_partition(parent regclass, name text) returns void language plpgsql security definer
        set search_path = pg_catalog, pg_temp set maintenance_work_mem = '256MB' set max_parallel_maintenance_workers = 1 as $f$
      declare
        made record;
      begin
        if name !~ '^[a-z]_[0-9a-f]{32}$' then raise exception 'bad staging name'; end if;
        for made in
          select con.conname, pg_get_constraintdef(con.oid) as constraint_text,
            regexp_replace(pg_get_indexdef(i.indexrelid), ' INDEX \\S+ ON (ONLY )?\\S+ ', ' INDEX ON staging.' || name || ' ') as index_text
          from pg_index i left join pg_constraint con on con.conindid = i.indexrelid and con.conrelid = parent
          where i.indrelid = parent order by i.indexrelid
        loop
          if made.conname is null then execute made.index_text;
          else execute format('alter table staging.%I add %s', name, made.constraint_text); end if;
        end loop;
        -- Until autovacuum comes, a search would be planned as if nothing were known of the names.
        if app.partition_name(parent) like 'app.workers%' then
          execute format('analyze staging.%I (workspace_id, name_key, region, sector, birth_date, nik_tail, jkk_until, protected_until, left_on)', name);
        end if;
      end $f$;
      comment on function app.index_partition is 'Builds the indexes of the parent on a draft, and its statistics.';

      create function app.attach_partition(parent regclass, name text) returns void language plpgsql security definer set search_path = pg_catalog, pg_temp as $f$
      declare
        workspace uuid := current_setting('app.workspace_id')::uuid;
        final text := app.partition_name(parent);
      begin
        if name !~ '^[a-z]_[0-9a-f]{32}$' then raise exception 'bad staging name'; end if;
        execute format('revoke all on staging.%I from sinergi_worker', name);
        execute format('alter table staging.%I set schema %s', name, split_part(final, '.', 1));
        execute format('alter table %s.%I rename to %I', split_part(final, '.', 1), name, split_part(final, '.', 2));
        execute format('alter table %s enable row level security', final);
        execute format('alter table %s force row level security', final);
        execute format('create policy workspace on %s to sinergi_worker
          using (workspace_id = (select current_setting(''app.workspace_id'')::uuid))
          with check (workspace_id = (select current_setting(''app.workspace_id'')::uuid))', final);
        execute format('alter table %s attach partition %s for values in (%L)', parent, final, workspace);
        execute format('alter table %s drop constraint of_workspace', final);
      end $f$;
      comment on function app.attach_partition is 'Makes an indexed draft the partition of its workspace: from then on it is reached through the parent only. Other workspaces that do the same wait until the transaction ends, hence the last thing in it.';

      create function app.ensure_partition(parent regclass) returns void language plpgsql security definer set search_path = pg_catalog, pg_temp as $f$
      declare
        name text := 'p_' || replace(current_setting('app.workspace_id'), '-', '');
      begin
        if app.has_partition(parent) then return; end if;
        perform app.draft_partition(parent, name), app.index_partition(parent, name), app.attach_partition(parent, name);
      end $f$;
      comment on function app.ensure_partition is 'An empty partition for the workspace of the transaction, unless it has one.';

      create function app.has_partition(parent regclass) returns boolean language sql stable set search_path = pg_catalog, pg_temp
      return exists (select from pg_inherits where inhrelid = to_regclass(app.partition_name(parent)) and inhparent = parent);

      revoke execute on function app.partition_name(regclass), app.has_partition(regclass), app.draft_partition(regclass, text),
        app.index_partition(regclass, text), app.attach_partition(regclass, text), app.ensure_partition(regclass) from public;
      grant execute on function app.partition_name(regclass), app.has_partition(regclass), app.ensure_partition(regclass) to sinergi_worker, sinergi_app;
      grant execute on function app.draft_partition(regclass, text), app.index_partition(regclass, text), app.attach_partition(regclass, text) to sinergi_worker;`);
  }

  async down(q: QueryRunner): Promise<void> {
    await q.query(
      `drop function app.ensure_partition(regclass), app.has_partition(regclass), app.attach_partition(regclass, text),
        app.index_partition(regclass, text), app.draft_partition(regclass, text), app.partition_name(regclass)`,
    );
  }
}
