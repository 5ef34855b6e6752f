import type { MigrationInterface, QueryRunner } from 'typeorm';

/** People who sign in, their sessions and one-time tokens, and the counters that slow guessing down. */
export class Identity1764000001010 implements MigrationInterface {
  async up(q: QueryRunner): Promise<void> {
    await q.query(`
      create table identity.users (
        id uuid primary key default uuidv7(),
        email text not null unique check (email = lower(email) and length(email) between 3 and 254),
        name text not null check (length(name) between 1 and 200),
        password_hash text,
        locale text not null default 'id' check (locale in ('id', 'en')),
        created_at timestamptz not null default now(),
        password_changed_at timestamptz,
        disabled_at timestamptz
      );
      comment on column identity.users.password_hash is 'argon2id; null until the person chooses a password.';

      create table identity.sessions (
        sid text primary key,
        sess jsonb not null,
        expire timestamptz not null,
        user_id uuid generated always as ((sess -> 'passport' ->> 'user')::uuid) stored,
        created_at timestamptz not null default now()
      );
      comment on column identity.sessions.sid is 'sha256 of the identifier in the cookie: reading this table signs nobody in.';
      create index sessions_by_user on identity.sessions (user_id) where user_id is not null;
      create index sessions_by_expiry on identity.sessions (expire);

      create table identity.password_resets (
        token_hash bytea primary key check (length(token_hash) = 32),
        user_id uuid not null references identity.users (id),
        expires_at timestamptz not null,
        created_at timestamptz not null default now()
      );
      create index password_resets_by_user on identity.password_resets (user_id);

      create table identity.rate_limits (
        key text primary key,
        points integer not null default 0,
        expire bigint
      );
      comment on table identity.rate_limits is 'Counters of rate-limiter-flexible; keys are hashes of accounts and addresses.';`);

    await q.query(`
      alter table identity.users enable row level security;
      alter table identity.users force row level security;
      create policy signing_in on identity.users to sinergi_identity using (id is not null) with check (id is not null);
      grant select, insert on identity.users to sinergi_identity;
      grant update (name, password_hash, locale, password_changed_at, disabled_at) on identity.users to sinergi_identity;

      alter table identity.sessions enable row level security;
      alter table identity.sessions force row level security;
      create policy signing_in on identity.sessions to sinergi_identity using (sid is not null) with check (sid is not null);
      grant select, insert, update, delete on identity.sessions to sinergi_identity;

      alter table identity.password_resets enable row level security;
      alter table identity.password_resets force row level security;
      create policy signing_in on identity.password_resets to sinergi_identity using (user_id is not null) with check (user_id is not null);
      grant select, insert, delete on identity.password_resets to sinergi_identity;

      alter table identity.rate_limits enable row level security;
      alter table identity.rate_limits force row level security;
      create policy signing_in on identity.rate_limits to sinergi_identity using (key is not null) with check (key is not null);
      grant select, insert, update, delete on identity.rate_limits to sinergi_identity;`);
  }

  async down(q: QueryRunner): Promise<void> {
    await q.query(
      'drop table identity.rate_limits, identity.password_resets, identity.sessions, identity.users cascade',
    );
  }
}
