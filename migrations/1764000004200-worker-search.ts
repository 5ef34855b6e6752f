import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * Indexes that let any filter of the worker list answer quickly at a million workers. Their columns hold few different
 * values, so PostgreSQL keeps each value once with a list of places: together they take less than the index over the names.
 */
export class WorkerSearch1764000004200 implements MigrationInterface {
  async up(q: QueryRunner): Promise<void> {
    await q.query(`
      create index workers_born on app.workers (birth_date);
      create index workers_protection on app.workers (jkk_until, jkm_until, jht_until, jp_until, jkp_until);
      create index workers_made on app.workers (created_import) where created_import is not null;
      create index workers_left on app.workers (name_key, id) include (workspace_id) where left_on is not null;
      comment on index app.workers_protection is 'Any one programme is found by skipping over the dates of those before it, which are few.';`);
  }

  async down(q: QueryRunner): Promise<void> {
    await q.query('drop index app.workers_born, app.workers_protection, app.workers_made, app.workers_left');
  }
}
