import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Mails wait here, written in the transaction that wants them sent, until the worker has delivered them. */
export class Mail1764000001030 implements MigrationInterface {
  async up(q: QueryRunner): Promise<void> {
    await q.query(`
      create table identity.mail_outbox (
        id uuid primary key default uuidv7(),
        to_address text not null check (to_address !~ '[\\r\\n]' and length(to_address) <= 254),
        template text not null,
        locale text not null check (locale in ('id', 'en')),
        data jsonb not null,
        created_at timestamptz not null default now(),
        attempts integer not null default 0,
        next_attempt_at timestamptz not null default now(),
        sent_at timestamptz,
        failed_at timestamptz,
        last_error text
      );
      comment on column identity.mail_outbox.data is 'What the template needs: names of workspaces and a link. Emptied when the mail is sent, because links sign people in.';
      create index mail_outbox_due on identity.mail_outbox (next_attempt_at) where sent_at is null and failed_at is null;

      alter table identity.mail_outbox enable row level security;
      alter table identity.mail_outbox force row level security;
      create policy writing on identity.mail_outbox for insert to sinergi_app, sinergi_identity with check (sent_at is null);
      create policy delivering on identity.mail_outbox to sinergi_worker using (id is not null) with check (id is not null);
      grant insert (to_address, template, locale, data) on identity.mail_outbox to sinergi_app, sinergi_identity, sinergi_worker;
      grant select, update, delete on identity.mail_outbox to sinergi_worker;`);
  }

  async down(q: QueryRunner): Promise<void> {
    await q.query('drop table identity.mail_outbox');
  }
}
