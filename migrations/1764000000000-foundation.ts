import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Schemas, the helper that makes every workspace table alike, and the workspaces themselves. */
export class Foundation1764000000000 implements MigrationInterface {
  async up(q: QueryRunner): Promise<void> {
    await q.query(`
      create schema app; create schema registry; create schema reporting; create schema audit;
      create schema jobs; create schema identity; create schema staging;
      alter default privileges revoke execute on functions from public;
      revoke all on schema app, registry, reporting, audit, jobs, identity, staging, reference from public;
      grant usage on schema app, reference to sinergi_app, sinergi_worker, sinergi_matcher, sinergi_agency, sinergi_identity;
      grant usage on schema reporting to sinergi_app, sinergi_worker, sinergi_agency;
      grant usage on schema audit to sinergi_app, sinergi_worker, sinergi_agency, sinergi_identity, sinergi_matcher;
      grant usage on schema registry to sinergi_worker, sinergi_matcher, sinergi_agency;
      grant usage on schema identity to sinergi_identity, sinergi_app, sinergi_worker;
      grant usage on schema staging to sinergi_worker, sinergi_matcher;
      grant usage on schema jobs to sinergi_login, sinergi_app, sinergi_worker, sinergi_identity, sinergi_matcher;`);

    await q.query(`
      create function app.workspace_table(relation regclass) returns void language plpgsql set search_path = pg_catalog, pg_temp as $f$
      begin
        execute format('alter table %s enable row level security', relation);
        execute format('alter table %s force row level security', relation);
        execute format('create policy workspace on %s to sinergi_app, sinergi_worker
          using (workspace_id = (select current_setting(''app.workspace_id'')::uuid))
          with check (workspace_id = (select current_setting(''app.workspace_id'')::uuid))', relation);
        execute format('grant select, insert, update, delete on %s to sinergi_app, sinergi_worker', relation);
      end $f$;
      comment on function app.workspace_table is 'Makes a table a workspace table: forced row level security, the one policy, the four rights.';`);

    await q.query(`
      create table app.workspaces (
        id uuid primary key default uuidv7(),
        kind text not null check (kind in ('local_government', 'industry_association', 'labour_union', 'platform', 'agency')),
        slug text not null unique check (slug ~ '^[a-z0-9][a-z0-9-]{1,62}$'),
        name text not null check (length(name) between 1 and 200),
        region_code text,
        settings jsonb not null default '{}',
        data_key bytea not null,
        coverage_version bigint not null default 0,
        created_at timestamptz not null default now()
      );
      comment on column app.workspaces.data_key is 'Data key of the workspace, wrapped by the key-encryption key and bound to the id.';
      alter table app.workspaces enable row level security;
      alter table app.workspaces force row level security;
      create policy own on app.workspaces to sinergi_app
        using (id = (select current_setting('app.workspace_id')::uuid))
        with check (id = (select current_setting('app.workspace_id')::uuid));
      create policy listing on app.workspaces to sinergi_identity, sinergi_agency, sinergi_worker, sinergi_matcher
        using (id is not null) with check (id is not null);
      grant select, update (name, region_code, settings) on app.workspaces to sinergi_app;
      grant select, update (coverage_version) on app.workspaces to sinergi_worker, sinergi_matcher;
      grant select, insert on app.workspaces to sinergi_identity;
      grant select on app.workspaces to sinergi_agency;`);

    await q.query(`
      create table registry.keyring (
        only_row boolean primary key default true check (only_row),
        data_key bytea not null,
        version bigint not null default 0
      );
      comment on table registry.keyring is 'The registry key, wrapped, and the number of the newest loaded extract.';
      alter table registry.keyring enable row level security;
      alter table registry.keyring force row level security;
      create policy keyring on registry.keyring to sinergi_worker, sinergi_matcher, sinergi_agency using (only_row) with check (only_row);
      grant select, insert, update on registry.keyring to sinergi_worker, sinergi_matcher;
      grant select on registry.keyring to sinergi_agency;`);
  }

  async down(q: QueryRunner): Promise<void> {
    await q.query('drop schema app, registry, reporting, audit, jobs, identity, staging cascade');
  }
}
