import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Files that workspaces uploaded, what became of every row, and what the workspace's columns mean. */
export class Imports1764000004000 implements MigrationInterface {
  async up(q: QueryRunner): Promise<void> {
    await q.query(`
      create table app.imports (
        workspace_id uuid not null references app.workspaces (id),
        id uuid not null default uuidv7(),
        kind text not null check (kind in ('roster', 'registry')),
        mode text not null check (mode in ('upsert', 'snapshot')),
        state text not null default 'received' check (state in
          ('received', 'reading', 'mapping', 'checking', 'ready', 'applying', 'applied', 'failed', 'discarded', 'reversing', 'reversed')),
        channel text not null check (channel in ('page', 'api', 'cli')),
        corrects_import_id uuid,
        file_name text not null,
        file_size bigint not null,
        file_sha256 bytea not null,
        storage_key text not null,
        uploaded_by uuid,
        uploaded_label text not null,
        format text,
        choice jsonb,
        headers jsonb,
        sheets jsonb not null default '[]',
        questions jsonb not null default '[]',
        preview_sealed bytea,
        mapping jsonb,
        mapping_source text check (mapping_source in ('remembered', 'proposed', 'user')),
        bytes_read bigint not null default 0,
        rows_read bigint not null default 0,
        steps jsonb not null default '{}',
        rows bigint, created bigint, updated bigint, unchanged bigint, duplicate bigint, held bigint, rejected bigint,
        leavers bigint not null default 0,
        passed_over jsonb not null default '{}',
        repairs jsonb not null default '{}',
        changed_fields jsonb not null default '{}',
        previous_counts jsonb,
        roster_version bigint,
        auto_confirm boolean not null default false,
        confirmed_by uuid, confirmed_label text, confirmed_at timestamptz,
        accepts_leavers boolean not null default false,
        applied_at timestamptz, reversed_at timestamptz, reversed_label text,
        failure jsonb,
        lease_token uuid, lease_until timestamptz, attempts integer not null default 0,
        cancel_requested boolean not null default false,
        created_at timestamptz not null default now(),
        updated_at timestamptz not null default now(),
        primary key (workspace_id, id),
        foreign key (workspace_id, corrects_import_id) references app.imports (workspace_id, id),
        constraint every_row_has_one_outcome check (
          state not in ('ready', 'applying', 'applied', 'reversing', 'reversed')
          or rows = created + updated + unchanged + duplicate + held + rejected)
      );
      create unique index imports_same_file on app.imports (workspace_id, kind, file_sha256) where state not in ('failed', 'discarded', 'reversed');
      create index imports_newest on app.imports (workspace_id, kind, id desc);
      create index imports_leased on app.imports (lease_until) where state in ('received', 'reading', 'checking', 'applying', 'reversing');
      select app.workspace_table('app.imports');
      create policy recovery on app.imports for select to sinergi_identity using (state in ('received', 'reading', 'checking', 'applying', 'reversing'));
      grant select (workspace_id, id, state, lease_until, updated_at) on app.imports to sinergi_identity;`);

    await q.query(`
      create table app.import_rows (
        workspace_id uuid not null,
        import_id uuid not null,
        row_no integer not null check (row_no > 0),
        outcome text not null check (outcome in ('created', 'updated', 'unchanged', 'duplicate', 'held', 'rejected')),
        changed integer,
        other_row integer,
        worker_id uuid,
        causes text[],
        cells bytea,
        primary key (workspace_id, import_id, row_no)
      );
      comment on table app.import_rows is 'No foreign key: it would be checked for every one of a million rows that one statement writes for one import; the policy holds the workspace.';
      comment on column app.import_rows.changed is 'Bit per field that an updated row changes.';
      comment on column app.import_rows.cells is 'Sealed original cells of a row that needs a person.';
      create index import_rows_work on app.import_rows (workspace_id, import_id, outcome, row_no) where outcome in ('duplicate', 'held', 'rejected');
      select app.workspace_table('app.import_rows');

      create table app.import_causes (
        workspace_id uuid not null,
        import_id uuid not null,
        code text not null,
        severity text not null check (severity in ('reject', 'hold', 'warn')),
        rows bigint not null,
        examples integer[] not null,
        primary key (workspace_id, import_id, code),
        foreign key (workspace_id, import_id) references app.imports (workspace_id, id)
      );
      select app.workspace_table('app.import_causes');

      create table app.import_mappings (
        workspace_id uuid not null references app.workspaces (id),
        id uuid not null default uuidv7(),
        kind text not null,
        fingerprint bytea not null,
        mapping jsonb not null,
        used_at timestamptz not null default now(),
        primary key (workspace_id, id),
        unique (workspace_id, kind, fingerprint)
      );
      select app.workspace_table('app.import_mappings');`);

    await q.query(`
      create function staging.open_table(name text, columns text) returns void language plpgsql security definer set search_path = pg_catalog, pg_temp as $f$
      begin
        if name !~ '^[a-z]_[0-9a-f]{32}$' then raise exception 'bad staging name'; end if;
        if columns !~ '^[a-z0-9_, \\[\\]"]+$' then raise exception 'bad staging columns'; end if;
        execute format('drop table if exists staging.%I', name);
        execute format('create unlogged table staging.%I (%s)', name, columns);
        execute format('grant select, insert, update, delete, maintain on staging.%I to sinergi_worker, sinergi_matcher', name);
      end $f$;
      create function staging.drop_table(name text) returns void language plpgsql security definer set search_path = pg_catalog, pg_temp as $f$
      begin
        if name !~ '^[a-z]_[0-9a-f]{32}$' then raise exception 'bad staging name'; end if;
        execute format('drop table if exists staging.%I', name);
      end $f$;
      grant execute on function staging.open_table(text, text), staging.drop_table(text) to sinergi_worker;`);
  }

  async down(q: QueryRunner): Promise<void> {
    await q.query(`
      drop function staging.open_table(text, text); drop function staging.drop_table(text);
      drop table app.import_mappings, app.import_causes, app.import_rows, app.imports;`);
  }
}
