import type { MigrationInterface, QueryRunner } from 'typeorm';

const UNTIL = ['jkk_until', 'jkm_until', 'jht_until', 'jp_until', 'jkp_until'];

// The agency's own jobs load the registry; a job of any other workspace sees and writes nothing here.
const IN_AGENCY = `(select kind from app.workspaces where id = (select current_setting('app.workspace_id')::uuid)) = 'agency'`;
const IN_WORKSPACE = `workspace_id = (select current_setting('app.workspace_id')::uuid)`;

/** The agency's participants, the keys by which workers are matched with them, and what did not agree. */
export class Participants1764000003000 implements MigrationInterface {
  async up(q: QueryRunner): Promise<void> {
    // One unique index only, on what everything is looked up by and would be distributed by. Columns of fixed width first: what the matcher reads then stands at a known place in every row.
    await q.query(`
      create table registry.participants (
        id uuid not null default uuidv7(),
        extract_version bigint not null,
        updated_at timestamptz not null default now(),
        birth_date date not null,
        ${UNTIL.map((column) => `${column} date not null default '-infinity',`).join(' ')}
        match_index bytea primary key check (octet_length(match_index) = 16),
        name_key text collate "C" not null,
        segment text check (segment in ('pu', 'bpu', 'construction', 'pmi')),
        kpj text[] not null default '{}',
        sealed bytea not null
      );
      comment on table registry.participants is 'People as the newest extracts know them. *_until: last day of the last protected month, -infinity: never.';
      comment on column registry.participants.match_index is 'HMAC of the NIK under the registry key.';
      comment on column registry.participants.sealed is 'NIK and name, sealed under the registry key and bound to match_index.';
      comment on column registry.participants.extract_version is 'Extract that last changed this row.';
      comment on column registry.participants.id is 'For records that tell of a participant; in the order of arrival, so a block range index finds it.';
      create index participants_changed on registry.participants using brin (extract_version);
      create index participants_id on registry.participants using brin (id);

      create table registry.extracts (
        version bigint primary key,
        workspace_id uuid not null references app.workspaces (id),
        import_id uuid,
        as_of date not null,
        created bigint not null, updated bigint not null, unchanged bigint not null,
        loaded_at timestamptz not null default now()
      );
      create table registry.participant_totals (
        segment text not null,
        protected_until date not null,
        participants bigint not null,
        primary key (segment, protected_until)
      );
      comment on table registry.participant_totals is 'Participants by segment and last day covered by both JKK and JKM: protected on a day are those from it on.';

      create table registry.worker_keys (
        workspace_id uuid not null,
        worker_id uuid not null,
        birth_date date not null,
        match_index bytea not null check (octet_length(match_index) = 16),
        name_key text collate "C" not null,
        primary key (workspace_id, worker_id)
      ) partition by list (workspace_id);
      comment on table registry.worker_keys is 'Workspaces write the keys of their workers and cannot read them back: equal keys would tell who is on two rosters.';

      create table registry.match_cases (
        workspace_id uuid not null references app.workspaces (id),
        worker_id uuid not null,
        participant_id uuid not null,
        reason text not null check (reason in ('birth_date', 'name')),
        state text not null default 'open' check (state in ('open', 'closed')),
        opened_at timestamptz not null default now(),
        closed_at timestamptz,
        primary key (workspace_id, worker_id),
        check ((state = 'closed') = (closed_at is not null))
      );
      comment on table registry.match_cases is 'Same NIK, other birth date or name: for the agency to look into; the workspace hears only that coverage is not known.';
      create index match_cases_open on registry.match_cases (workspace_id) where state = 'open';`);

    for (const table of ['participants', 'extracts', 'participant_totals', 'worker_keys', 'match_cases']) {
      await q.query(`alter table registry.${table} enable row level security;
        alter table registry.${table} force row level security`);
    }
    await q.query(`
      create policy agency_load on registry.participants to sinergi_worker using (${IN_AGENCY}) with check (${IN_AGENCY});
      create policy agency_load on registry.extracts to sinergi_worker using (${IN_AGENCY}) with check (${IN_AGENCY} and ${IN_WORKSPACE});
      create policy agency_load on registry.participant_totals to sinergi_worker using (${IN_AGENCY}) with check (${IN_AGENCY});
      create policy matching on registry.participants for select to sinergi_matcher using (id is not null);
      create policy matching on registry.worker_keys for select to sinergi_matcher using (workspace_id is not null);
      create policy workspace on registry.worker_keys to sinergi_worker using (${IN_WORKSPACE}) with check (${IN_WORKSPACE});
      create policy workspace on registry.match_cases to sinergi_worker, sinergi_matcher using (${IN_WORKSPACE}) with check (${IN_WORKSPACE});
      create policy agency_reads on registry.extracts for select to sinergi_agency using (version is not null);
      create policy agency_reads on registry.participant_totals for select to sinergi_agency using (segment is not null);
      create policy agency_reads on registry.match_cases for select to sinergi_agency using (workspace_id is not null);

      grant select, insert, update on registry.participants to sinergi_worker;
      grant select, insert on registry.extracts to sinergi_worker;
      grant select, insert, delete on registry.participant_totals to sinergi_worker;
      grant select on registry.participants, registry.worker_keys to sinergi_matcher;
      grant insert, delete, select (workspace_id, worker_id), update (match_index, birth_date, name_key)
        on registry.worker_keys to sinergi_worker;
      grant select, insert, update, delete on registry.match_cases to sinergi_worker, sinergi_matcher;
      grant select on registry.extracts, registry.participant_totals, registry.match_cases to sinergi_agency;`);
  }

  async down(q: QueryRunner): Promise<void> {
    await q.query(`drop table registry.match_cases, registry.worker_keys, registry.participant_totals, registry.extracts,
      registry.participants`);
  }
}
