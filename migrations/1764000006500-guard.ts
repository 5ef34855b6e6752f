import type { MigrationInterface, QueryRunner } from 'typeorm';

const IN_AGENCY = `(select kind from app.workspaces where id = (select current_setting('app.workspace_id')::uuid)) = 'agency'`;
const IN_WORKSPACE = `workspace_id = (select current_setting('app.workspace_id')::uuid)`;
const SHOWN = 'id, kind, slug, name, region_code, settings, coverage_version, created_at';

/** How many new people a workspace may ask the registry about, and what the agency hears of guessing. */
export class Guard1764000006500 implements MigrationInterface {
  async up(q: QueryRunner): Promise<void> {
    await q.query(`
      create table app.nik_allowances (
        workspace_id uuid not null references app.workspaces (id),
        id uuid not null default uuidv7(),
        size bigint not null check (size between 1 and 300000000),
        per_day bigint check (per_day between 0 and 300000000),
        valid_from date not null,
        valid_until date check (valid_until >= valid_from),
        reason text not null check (length(btrim(reason)) between 1 and 500),
        granted_label text not null,
        created_at timestamptz not null default now(),
        primary key (workspace_id, id)
      );
      comment on table app.nik_allowances is 'How many people the agency expects of a workspace, from day to day; the newest row that holds on a day counts. Only the agency writes.';
      comment on column app.nik_allowances.per_day is 'New people a day beyond the size; null: by the rule of allowance.rules.ts.';
      select app.workspace_table('app.nik_allowances');
      revoke insert, update, delete on app.nik_allowances from sinergi_app, sinergi_worker;
      create policy agency_grants on app.nik_allowances to sinergi_agency using (workspace_id is not null) with check (workspace_id is not null);
      create policy at_creation on app.nik_allowances for insert to sinergi_identity with check (${IN_WORKSPACE});
      grant select, insert on app.nik_allowances to sinergi_agency;
      grant insert on app.nik_allowances to sinergi_identity;

      create table app.nik_usage (
        workspace_id uuid not null references app.workspaces (id),
        day date not null,
        by_file bigint not null default 0,
        by_form bigint not null default 0,
        left_soon bigint not null default 0,
        left_soon_known bigint not null default 0,
        reversed bigint not null default 0,
        reversals integer not null default 0,
        primary key (workspace_id, day)
      );
      comment on table app.nik_usage is 'People that a workspace added, by day in Jakarta: never taken back, not even when the file is undone. left_soon: left within days of being added; _known: of whom the registry had told something.';
      select app.workspace_table('app.nik_usage');
      revoke delete on app.nik_usage from sinergi_app, sinergi_worker;
      create policy agency_reads on app.nik_usage for select to sinergi_agency using (workspace_id is not null);
      grant select on app.nik_usage to sinergi_agency;`);

    await q.query(`
      create table registry.canaries (
        id uuid primary key default uuidv7(),
        match_index bytea not null unique check (octet_length(match_index) = 16),
        sealed bytea not null,
        note text not null check (length(btrim(note)) between 1 and 300),
        registered_label text not null,
        registered_at timestamptz not null default now(),
        retired_at timestamptz
      );
      comment on table registry.canaries is 'NIKs that belong to nobody. Whoever uploads one did not get it from a person.';
      comment on column registry.canaries.sealed is 'The NIK, sealed under the registry key and bound to match_index.';

      create table registry.lookups (
        workspace_id uuid not null references app.workspaces (id),
        day date not null,
        source text not null check (source in ('file', 'one')),
        matched bigint not null default 0,
        absent bigint not null default 0,
        mismatch bigint not null default 0,
        primary key (workspace_id, day, source)
      );
      comment on table registry.lookups is 'What matching answered about new and changed people, by day: files, and people looked up one by one.';

      create table registry.alarms (
        workspace_id uuid not null references app.workspaces (id),
        id uuid not null default uuidv7(),
        kind text not null check (kind in ('canary', 'mismatch', 'sequence', 'churn', 'quota')),
        subject text not null,
        detail jsonb not null default '{}',
        times integer not null default 1,
        first_at timestamptz not null default now(),
        last_at timestamptz not null default now(),
        state text not null default 'open' check (state in ('open', 'settled')),
        note text check (length(note) <= 1000),
        settled_label text,
        settled_at timestamptz,
        primary key (workspace_id, id),
        unique (workspace_id, kind, subject)
      );
      comment on table registry.alarms is 'Signs of guessing, about a workspace and for the agency only. subject: what repeats of it are counted by, a day or a canary.';
      create index alarms_newest on registry.alarms (state, id);`);

    for (const table of ['canaries', 'lookups', 'alarms']) {
      await q.query(`alter table registry.${table} enable row level security;
        alter table registry.${table} force row level security`);
    }
    await q.query(`
      create policy agency_keeps on registry.canaries to sinergi_worker using (${IN_AGENCY}) with check (${IN_AGENCY});
      create policy matching on registry.canaries for select to sinergi_matcher using (id is not null);
      create policy agency_reads on registry.canaries for select to sinergi_agency using (id is not null);
      create policy workspace on registry.lookups to sinergi_matcher using (${IN_WORKSPACE}) with check (${IN_WORKSPACE});
      create policy agency_reads on registry.lookups for select to sinergi_agency using (workspace_id is not null);
      create policy workspace on registry.alarms to sinergi_worker, sinergi_matcher using (${IN_WORKSPACE}) with check (${IN_WORKSPACE});
      create policy agency_settles on registry.alarms to sinergi_agency using (workspace_id is not null) with check (workspace_id is not null);

      grant select, insert, update (note, retired_at) on registry.canaries to sinergi_worker;
      grant select (id, match_index, retired_at) on registry.canaries to sinergi_matcher;
      grant select (id, note) on registry.canaries to sinergi_agency;
      grant select, insert, update on registry.lookups to sinergi_matcher;
      grant select on registry.lookups to sinergi_agency;
      grant select, insert, update on registry.alarms to sinergi_worker, sinergi_matcher;
      grant select, update (state, note, settled_label, settled_at) on registry.alarms to sinergi_agency;`);

    // Wrapped keys are for those who seal and open: neither totals nor matching do.
    await q.query(`
      revoke select on app.workspaces from sinergi_agency, sinergi_matcher;
      grant select (${SHOWN}) on app.workspaces to sinergi_agency, sinergi_matcher;
      revoke select on registry.keyring from sinergi_agency, sinergi_matcher;
      revoke insert, update on registry.keyring from sinergi_matcher;
      grant select (only_row, version) on registry.keyring to sinergi_agency, sinergi_matcher;
      grant update (version) on registry.keyring to sinergi_matcher;`);
  }

  async down(q: QueryRunner): Promise<void> {
    await q.query(`
      revoke select (${SHOWN}) on app.workspaces from sinergi_agency, sinergi_matcher;
      grant select on app.workspaces to sinergi_agency, sinergi_matcher;
      revoke select (only_row, version), update (version) on registry.keyring from sinergi_agency, sinergi_matcher;
      grant select on registry.keyring to sinergi_agency, sinergi_matcher;
      grant insert, update on registry.keyring to sinergi_matcher;
      drop table registry.alarms, registry.lookups, registry.canaries, app.nik_usage, app.nik_allowances`);
  }
}
