import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Workbooks that are too large to be made while somebody waits: a job makes them, and they are kept for a day. */
export class PreparedPapers1764000006400 implements MigrationInterface {
  async up(q: QueryRunner): Promise<void> {
    await q.query(`
      create table app.prepared_papers (
        workspace_id uuid not null references app.workspaces (id),
        id uuid not null default uuidv7(),
        import_id uuid not null,
        kind text not null check (kind in ('corrections', 'changes')),
        locale text not null check (locale in ('id', 'en')),
        basis text not null,
        state text not null default 'waiting' check (state in ('waiting', 'making', 'ready', 'failed')),
        rows bigint not null,
        requested_label text not null,
        storage_key text,
        file_size bigint,
        attempts integer not null default 0,
        lease_token uuid,
        lease_until timestamptz,
        created_at timestamptz not null default now(),
        updated_at timestamptz not null default now(),
        expires_at timestamptz,
        primary key (workspace_id, id),
        unique (workspace_id, import_id, kind, locale),
        foreign key (workspace_id, import_id) references app.imports (workspace_id, id),
        constraint ready_has_a_file check (state <> 'ready' or (storage_key is not null and expires_at is not null))
      );
      comment on column app.prepared_papers.basis is 'What the paper was made of; when that has changed since, it is made again.';
      create index prepared_papers_leased on app.prepared_papers (lease_until) where state in ('waiting', 'making');
      select app.workspace_table('app.prepared_papers');
      create policy recovery on app.prepared_papers for select to sinergi_identity using (state in ('waiting', 'making'));
      grant select (workspace_id, id, state, lease_until, updated_at) on app.prepared_papers to sinergi_identity;`);
  }

  async down(q: QueryRunner): Promise<void> {
    await q.query('drop table app.prepared_papers');
  }
}
