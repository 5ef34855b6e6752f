import type { MigrationInterface, QueryRunner } from 'typeorm';

/** How a file that comes in pieces is to be read, when its sender says so beforehand. */
export class UnfinishedUploadChoice1764000006110 implements MigrationInterface {
  async up(q: QueryRunner): Promise<void> {
    await q.query('alter table app.unfinished_uploads add column choice jsonb');
  }

  async down(q: QueryRunner): Promise<void> {
    await q.query('alter table app.unfinished_uploads drop column choice');
  }
}
