import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Many files at once: who asked to stop one, what is being worked on and waits, and how fast this machine was lately. */
export class ImportCrowd1764000006600 implements MigrationInterface {
  async up(q: QueryRunner): Promise<void> {
    await q.query(`
      create table app.import_stops (
        workspace_id uuid not null,
        import_id uuid not null,
        asked_at timestamptz not null default clock_timestamp(),
        primary key (workspace_id, import_id),
        foreign key (workspace_id, import_id) references app.imports (workspace_id, id)
      );
      comment on table app.import_stops is 'A person wants this file to end. Not a column of app.imports: long transactions hold that row, and nobody who clicks may wait for them.';
      select app.workspace_table('app.import_stops');
      alter table app.imports drop column cancel_requested;

      create table jobs.import_work (
        import_id uuid primary key,
        lane text not null check (lane in ('quick', 'long')),
        step text not null check (step in ('wait', 'open', 'read', 'plan', 'apply')),
        priority integer not null default 0,
        since timestamptz not null default clock_timestamp(),
        left_seconds real,
        noted_at timestamptz not null default clock_timestamp()
      );
      comment on table jobs.import_work is 'Files that wait in the lane of long ones or are worked on now, with the seconds they will probably still take; so that everybody in the queue can be told how long. No workspace, nothing about the file.';

      create table jobs.import_pace (
        work text primary key,
        per_unit double precision not null check (per_unit > 0),
        measured integer not null default 1,
        updated_at timestamptz not null default clock_timestamp()
      );
      comment on table jobs.import_pace is 'Seconds that a unit of each kind of work took lately, recent files weighing more.';
      revoke insert, update, delete on jobs.import_work, jobs.import_pace from sinergi_app, sinergi_identity, sinergi_matcher;`);
  }

  async down(q: QueryRunner): Promise<void> {
    await q.query(`
      drop table jobs.import_pace, jobs.import_work, app.import_stops;
      alter table app.imports add column cancel_requested boolean not null default false;`);
  }
}
