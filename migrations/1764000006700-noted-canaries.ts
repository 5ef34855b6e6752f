import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Matching notes the decoys it met in the row that it writes in any case; a job raises their alarms. */
export class NotedCanaries1764000006700 implements MigrationInterface {
  async up(q: QueryRunner): Promise<void> {
    await q.query(`
      alter table registry.lookups add column canaries uuid[] not null default '{}';
      comment on column registry.lookups.canaries is 'Decoys among the people looked up, until guard.watch has raised their alarms.';`);
  }

  async down(q: QueryRunner): Promise<void> {
    await q.query('alter table registry.lookups drop column canaries');
  }
}
