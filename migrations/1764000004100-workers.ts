import type { MigrationInterface, QueryRunner } from 'typeorm';

/** The roster: people of a workspace, and the earlier images of those that were changed. */
export class Workers1764000004100 implements MigrationInterface {
  async up(q: QueryRunner): Promise<void> {
    await q.query(`
      create table app.roster_heads (
        workspace_id uuid primary key references app.workspaces (id),
        version bigint not null default 0,
        coverage_as_of date not null default current_date,
        coverage_version bigint not null default 0,
        updated_at timestamptz not null default now()
      );
      comment on table app.roster_heads is 'One row a workspace: how often its roster changed, and for which day and registry extract its coverage counts hold.';
      select app.workspace_table('app.roster_heads');

      create table app.workers (
        workspace_id uuid not null,
        id uuid not null default uuidv7(),
        nik_index bytea not null,
        nik_tail integer not null,
        sealed bytea not null,
        sealed_mask smallint not null default 0,
        sealed_mark bytea not null,
        name text not null,
        name_key text collate "C" not null,
        birth_date date not null,
        sex text not null check (sex in ('L', 'P')),
        region text collate "C" not null default '',
        sector text collate "C" not null default '',
        occupation text,
        wage bigint check (wage >= 0),
        programmes smallint,
        started_on date,
        status text,
        kpj text collate "C",
        external_id text,
        match_state text not null default 'pending' check (match_state in ('pending', 'matched', 'absent', 'mismatch')),
        jkk_until date, jkm_until date, jht_until date, jp_until date, jkp_until date,
        protected_until date,
        created_import uuid, created_row integer,
        touched_import uuid, touched_row integer,
        left_on date, left_import uuid,
        version integer not null default 1,
        created_at timestamptz not null default now(),
        updated_at timestamptz not null default now(),
        primary key (workspace_id, id),
        constraint workers_nik unique (workspace_id, nik_index)
      ) partition by list (workspace_id);
      comment on table app.workers is 'No foreign key to the workspace: it would be checked once a row, a third of the time of a large import; the policy lets in no other workspace.';
      comment on column app.workers.sealed is 'AES-256-GCM of NIK, phone, e-mail, address and mother''s name, bound to nik_index.';
      comment on column app.workers.protected_until is 'Last day covered by both JKK and JKM; null: unknown; -infinity: never.';
      create index workers_name on app.workers (name_key, id) include (workspace_id);
      create index workers_place on app.workers (region, sector, protected_until);
      create index workers_tail on app.workers (nik_tail);
      create index workers_kpj on app.workers (kpj) where kpj is not null;
      comment on index app.workers_name is 'A partition holds one workspace, so its indexes need not begin with it: they are built in half the time. Included, so that counting names reads no rows.';
      select app.workspace_table('app.workers');
      create policy matching on app.workers to sinergi_matcher using (workspace_id = (select current_setting('app.workspace_id')::uuid));

      create table app.worker_versions (
        workspace_id uuid not null,
        worker_id uuid not null,
        version integer not null,
        import_id uuid,
        row_no integer,
        act text not null check (act in ('updated', 'left', 'returned', 'edited')),
        changed integer not null,
        before jsonb not null,
        sealed_before bytea not null,
        actor_label text,
        at timestamptz not null default now(),
        primary key (workspace_id, worker_id, version)
      );
      create index worker_versions_import on app.worker_versions (workspace_id, import_id) where import_id is not null;
      select app.workspace_table('app.worker_versions');`);
  }

  async down(q: QueryRunner): Promise<void> {
    await q.query('drop table app.worker_versions, app.workers, app.roster_heads');
  }
}
