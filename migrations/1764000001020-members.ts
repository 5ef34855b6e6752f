import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Who belongs to a workspace, who is invited to it, and the keys its machines use. */
export class Members1764000001020 implements MigrationInterface {
  async up(q: QueryRunner): Promise<void> {
    await q.query(`
      create table app.members (
        workspace_id uuid not null references app.workspaces (id),
        id uuid not null default uuidv7(),
        user_id uuid not null references identity.users (id),
        role text not null check (role in ('admin', 'officer', 'approver', 'viewer')),
        created_at timestamptz not null default now(),
        primary key (workspace_id, id),
        unique (workspace_id, user_id)
      );
      create index members_by_user on app.members (user_id, workspace_id);
      select app.workspace_table('app.members');

      create table app.invitations (
        workspace_id uuid not null references app.workspaces (id),
        id uuid not null default uuidv7(),
        email text not null check (email = lower(email) and length(email) between 3 and 254),
        role text not null check (role in ('admin', 'officer', 'approver', 'viewer')),
        token_hash bytea not null check (length(token_hash) = 32),
        invited_by text not null,
        locale text not null default 'id' check (locale in ('id', 'en')),
        created_at timestamptz not null default now(),
        expires_at timestamptz not null,
        primary key (workspace_id, id),
        unique (workspace_id, email),
        unique (workspace_id, token_hash)
      );
      comment on table app.invitations is 'Open invitations only: accepting or withdrawing one deletes it, the audit chain remembers.';
      select app.workspace_table('app.invitations');

      create table identity.api_keys (
        id uuid primary key default uuidv7(),
        workspace_id uuid not null references app.workspaces (id),
        name text not null check (length(name) between 1 and 100),
        role text not null check (role in ('admin', 'officer', 'approver', 'viewer')),
        secret_hash bytea not null check (length(secret_hash) = 32),
        created_by text not null,
        created_at timestamptz not null default now(),
        expires_at timestamptz not null,
        revoked_at timestamptz,
        last_used_at timestamptz
      );
      comment on column identity.api_keys.secret_hash is 'sha256 of 256 random bits: nothing to guess, so no slow hash is needed.';
      create index api_keys_by_workspace on identity.api_keys (workspace_id, created_at desc);`);

    // Signing in asks where one person belongs; accepting an invitation acts in one workspace. Nothing wider is granted.
    await q.query(`
      create policy signing_in on app.members to sinergi_identity
        using (user_id = (select nullif(current_setting('app.user_id', true), '')::uuid)
          or workspace_id = (select nullif(current_setting('app.workspace_id', true), '')::uuid))
        with check (workspace_id = (select nullif(current_setting('app.workspace_id', true), '')::uuid));
      grant select, insert on app.members to sinergi_identity;
      create policy signing_in on app.invitations to sinergi_identity
        using (workspace_id = (select nullif(current_setting('app.workspace_id', true), '')::uuid))
        with check (workspace_id = (select nullif(current_setting('app.workspace_id', true), '')::uuid));
      grant select, insert, delete on app.invitations to sinergi_identity;
      create policy counting on app.members for select to sinergi_agency using (workspace_id is not null);
      grant select (workspace_id, id, role) on app.members to sinergi_agency;

      alter table identity.api_keys enable row level security;
      alter table identity.api_keys force row level security;
      create policy workspace on identity.api_keys to sinergi_app
        using (workspace_id = (select current_setting('app.workspace_id')::uuid))
        with check (workspace_id = (select current_setting('app.workspace_id')::uuid));
      create policy signing_in on identity.api_keys to sinergi_identity using (id is not null) with check (id is not null);
      grant select (id, workspace_id, name, role, created_by, created_at, expires_at, revoked_at, last_used_at), insert, update (revoked_at) on identity.api_keys to sinergi_app;
      grant select, update (last_used_at) on identity.api_keys to sinergi_identity;

      create policy colleagues on identity.users for select to sinergi_app, sinergi_worker
        using (id in (select m.user_id from app.members m where m.workspace_id = (select current_setting('app.workspace_id')::uuid)));
      grant select (id, email, name, locale) on identity.users to sinergi_app, sinergi_worker;`);
  }

  async down(q: QueryRunner): Promise<void> {
    await q.query(`
      drop policy colleagues on identity.users;
      revoke select (id, email, name, locale) on identity.users from sinergi_app, sinergi_worker;
      drop table identity.api_keys, app.invitations, app.members`);
  }
}
