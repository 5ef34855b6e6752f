import type { MigrationInterface, QueryRunner } from 'typeorm';

/** One append-only, hash-chained list of events per workspace, and the checkpoints that betray a cut tail. */
export class Audit1764000001000 implements MigrationInterface {
  async up(q: QueryRunner): Promise<void> {
    await q.query(`
      create table audit.events (
        workspace_id uuid not null,
        seq bigint not null check (seq > 0),
        at timestamptz(3) not null,
        action text not null check (length(action) between 1 and 100),
        outcome text not null check (outcome in ('done', 'refused')),
        actor_user_id uuid,
        actor_api_key_id uuid,
        actor_label text not null,
        address text,
        request_id text not null,
        subject_type text,
        subject_id text,
        detail jsonb not null default '{}',
        previous_hash bytea not null check (length(previous_hash) = 32),
        hash bytea not null check (length(hash) = 32),
        primary key (workspace_id, seq)
      );
      comment on table audit.events is 'hash = sha256(previous_hash || canonical JSON of the other columns). Events that belong to no workspace are the chain of the nil uuid.';
      create index events_by_action on audit.events (workspace_id, action, seq desc);
      create index events_by_actor on audit.events (workspace_id, actor_label, seq desc);
      create index events_by_subject on audit.events (workspace_id, subject_type, subject_id, seq desc);
      create index events_by_time on audit.events (workspace_id, at);

      create table audit.checkpoints (
        workspace_id uuid not null,
        seq bigint not null,
        hash bytea not null check (length(hash) = 32),
        at timestamptz(3) not null,
        primary key (workspace_id, seq)
      );
      comment on table audit.checkpoints is 'Heads of the chains at some moments; the same lines leave the database as a file.';`);

    // Not granted to anybody: update, delete, truncate. A chain that its writers may change proves nothing.
    await q.query(`
      alter table audit.events enable row level security;
      alter table audit.events force row level security;
      create policy workspace on audit.events to sinergi_app, sinergi_worker, sinergi_agency
        using (workspace_id = (select current_setting('app.workspace_id')::uuid))
        with check (workspace_id = (select current_setting('app.workspace_id')::uuid));
      create policy signing_in on audit.events to sinergi_identity, sinergi_matcher
        using (workspace_id = (select coalesce(nullif(current_setting('app.workspace_id', true), '')::uuid, '00000000-0000-0000-0000-000000000000'::uuid)))
        with check (workspace_id = (select coalesce(nullif(current_setting('app.workspace_id', true), '')::uuid, '00000000-0000-0000-0000-000000000000'::uuid)));
      grant select, insert on audit.events to sinergi_app, sinergi_worker, sinergi_agency, sinergi_identity, sinergi_matcher;

      alter table audit.checkpoints enable row level security;
      alter table audit.checkpoints force row level security;
      create policy workspace on audit.checkpoints to sinergi_worker, sinergi_app
        using (workspace_id = (select current_setting('app.workspace_id')::uuid))
        with check (workspace_id = (select current_setting('app.workspace_id')::uuid));
      grant select, insert on audit.checkpoints to sinergi_worker;
      grant select on audit.checkpoints to sinergi_app;`);
  }

  async down(q: QueryRunner): Promise<void> {
    await q.query('drop table audit.checkpoints, audit.events');
  }
}
