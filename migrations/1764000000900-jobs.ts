import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Rights on the queue's tables, which pg-boss makes itself as the owner right after the migrations. */
export class Jobs1764000000900 implements MigrationInterface {
  async up(q: QueryRunner): Promise<void> {
    const roles = 'sinergi_login, sinergi_app, sinergi_worker, sinergi_identity, sinergi_matcher';
    await q.query(`
      alter default privileges for role sinergi_owner in schema jobs grant select, insert, update, delete on tables to ${roles};
      alter default privileges for role sinergi_owner in schema jobs grant execute on functions to ${roles};
      alter default privileges for role sinergi_owner in schema jobs grant usage on sequences to ${roles};`);
  }

  async down(q: QueryRunner): Promise<void> {
    await q.query(
      'alter default privileges for role sinergi_owner in schema jobs revoke all on tables from sinergi_login',
    );
  }
}
