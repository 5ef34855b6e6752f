import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * A workspace's partition holds its people in a partition of its own, so that a roster written anew can take the place of
 * the one that was there: the exchange locks the table of one workspace and not the one that all share (ADR 0026).
 */
export class ReplaceablePartitions1764000006900 implements MigrationInterface {
  async up(q: QueryRunner): Promise<void> {
    await q.query(`
      create function app.close_partition(name text) returns void language plpgsql set search_path = pg_catalog, pg_temp as $f$
      begin
        execute format('alter table %s enable row level security', name);
        execute format('alter table %s force row level security', name);
        execute format('create policy workspace on %s to sinergi_worker
          using (workspace_id = (select current_setting(''app.workspace_id'')::uuid))
          with check (workspace_id = (select current_setting(''app.workspace_id'')::uuid))', name);
      end $f$;
      comment on function app.close_partition is 'Row level security for a table that is reached through its parent only.';

      create function app.rows_of_draft(parent regclass, name text) returns text language plpgsql set search_path = pg_catalog, pg_temp as $f$
      declare
        final text := app.partition_name(parent);
      begin
        if name !~ '^[a-z]_[0-9a-f]{32}$' then raise exception 'bad staging name'; end if;
        execute format('revoke all on staging.%I from sinergi_worker', name);
        execute format('alter table staging.%I set schema %s', name, split_part(final, '.', 1));
        execute format('alter table %s.%I rename to %I', split_part(final, '.', 1), name, split_part(final, '.', 2) || '_rows');
        perform app.close_partition(final || '_rows');
        return final || '_rows';
      end $f$;
      comment on function app.rows_of_draft is 'Takes a draft out of staging, closed and named as the rows of its workspace''s partition.';

      create or replace function app.attach_partition(parent regclass, name text) returns void language plpgsql security definer set search_path = pg_catalog, pg_temp as $f$
      declare
        workspace uuid := current_setting('app.workspace_id')::uuid;
        final text := app.partition_name(parent);
        made text := app.rows_of_draft(parent, name);
      begin
        execute format('create table %s (like %s including defaults including constraints including storage) partition by list (workspace_id)', final, parent);
        perform app.close_partition(final);
        execute format('alter table %s attach partition %s for values in (%L)', final, made, workspace);
        execute format('alter table %s attach partition %s for values in (%L)', parent, final, workspace);
        execute format('alter table %s drop constraint of_workspace', made);
      end $f$;
      comment on function app.attach_partition is 'Makes an indexed draft the partition of its workspace: from then on it is reached through the parent only. Other workspaces that do the same wait until the transaction ends, hence the last thing in it.';

      create function app.replace_partition(parent regclass, name text) returns void language plpgsql security definer
        set search_path = pg_catalog, pg_temp set lock_timeout = '3s' as $f$
      declare
        workspace uuid := current_setting('app.workspace_id')::uuid;
        final text := app.partition_name(parent);
        made text;
      begin
        execute format('lock table %s in access exclusive mode', final);
        execute format('alter table %s detach partition %s_rows', final, final);
        execute format('drop table %s_rows', final);
        made := app.rows_of_draft(parent, name);
        execute format('alter table %s attach partition %s for values in (%L)', final, made, workspace);
        execute format('alter table %s drop constraint of_workspace', made);
      end $f$;
      comment on function app.replace_partition is 'Puts an indexed draft in the place of the rows that the workspace''s partition has. Readers of this workspace wait until the transaction ends; when they have read for longer than it may wait, it gives up.';

      revoke execute on function app.close_partition(text), app.rows_of_draft(regclass, text), app.replace_partition(regclass, text) from public;
      grant execute on function app.replace_partition(regclass, text) to sinergi_worker;

      do $move$
      declare
        old record;
        draft text;
      begin
        for old in
          select i.inhparent::regclass as parent, n.nspname as room, c.relname as name, right(c.relname, 32) as workspace
          from pg_inherits i join pg_class c on c.oid = i.inhrelid join pg_namespace n on n.oid = c.relnamespace
          where i.inhparent in ('app.workers'::regclass, 'registry.worker_keys'::regclass)
        loop
          draft := 'p_' || old.workspace;
          execute format('alter table %s detach partition %I.%I', old.parent, old.room, old.name);
          execute format('drop policy workspace on %I.%I', old.room, old.name);
          execute format('alter table %I.%I add constraint of_workspace check (workspace_id = %L)', old.room, old.name, old.workspace::uuid);
          execute format('alter table %I.%I rename to %I', old.room, old.name, draft);
          execute format('alter table %I.%I set schema staging', old.room, draft);
          perform set_config('app.workspace_id', old.workspace::uuid::text, true);
          perform app.attach_partition(old.parent, draft);
        end loop;
      end $move$;`);
  }

  async down(): Promise<void> {
    throw new Error('The older code cannot write to a roster in two levels: restore the database from before instead.');
  }
}
