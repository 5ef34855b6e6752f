import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Answers of API requests that carried an Idempotency-Key, so that a repeated request has no second effect. */
export class Idempotency1764000001040 implements MigrationInterface {
  async up(q: QueryRunner): Promise<void> {
    await q.query(`
      create table app.idempotency_keys (
        workspace_id uuid not null references app.workspaces (id),
        id uuid not null default uuidv7(),
        key text not null check (length(key) between 1 and 200),
        request_hash bytea not null check (length(request_hash) = 32),
        status smallint,
        location text,
        body jsonb,
        created_at timestamptz not null default now(),
        primary key (workspace_id, id),
        unique (workspace_id, key)
      );
      create index idempotency_keys_by_age on app.idempotency_keys (workspace_id, created_at);
      select app.workspace_table('app.idempotency_keys');`);
  }

  async down(q: QueryRunner): Promise<void> {
    await q.query('drop table app.idempotency_keys');
  }
}
