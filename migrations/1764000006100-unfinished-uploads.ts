import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Uploads that arrive in pieces: what is known of a file before it is one. Rows and bytes go after a day without a new piece. */
export class UnfinishedUploads1764000006100 implements MigrationInterface {
  async up(q: QueryRunner): Promise<void> {
    await q.query(`
      create table app.unfinished_uploads (
        workspace_id uuid not null,
        id uuid not null default uuidv7(),
        kind text not null check (kind in ('roster', 'registry')),
        mode text not null check (mode in ('upsert', 'snapshot')),
        mapping jsonb,
        file_name text not null,
        mark text check (length(mark) <= 80),
        idempotency_key text check (length(idempotency_key) between 1 and 200),
        bytes bigint not null check (bytes > 0),
        received bigint not null default 0 check (received between 0 and bytes),
        storage_key text not null,
        begun_by uuid,
        begun_label text not null,
        import_id uuid,
        created_at timestamptz not null default now(),
        touched_at timestamptz not null default now(),
        primary key (workspace_id, id)
      );
      comment on column app.unfinished_uploads.mark is 'What the sender calls the same file: tells whether a chosen file goes on with this upload. Never its name.';
      comment on column app.unfinished_uploads.received is 'Bytes that are safe on disk.';
      comment on column app.unfinished_uploads.import_id is 'The import that the whole file became; kept a day for a sender that did not hear it.';
      create index unfinished_uploads_by_age on app.unfinished_uploads (workspace_id, touched_at);
      create index unfinished_uploads_by_file on app.unfinished_uploads (workspace_id, storage_key);
      select app.workspace_table('app.unfinished_uploads');`);
  }

  async down(q: QueryRunner): Promise<void> {
    await q.query('drop table app.unfinished_uploads');
  }
}
