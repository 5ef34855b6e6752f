import type { DataSource } from 'typeorm';
import type pg from 'pg';

/**
 * A stand-in for a pg pool, for libraries that send single statements (sessions, rate limits): each runs in its own
 * transaction as role `identity`, so nothing depends on the state of a connection and a pooler in transaction mode works.
 */
export class RoleQueries {
  constructor(private readonly dataSource: DataSource) {}

  async query(text: string | { text: string; values?: unknown[] }, values?: unknown[]): Promise<pg.QueryResult> {
    const statement = typeof text === 'string' ? { text, values: values ?? [] } : text;
    const client = await this.pool().connect();
    try {
      await client.query('BEGIN; SET LOCAL ROLE sinergi_identity; SET LOCAL statement_timeout = 5000');
      const result = await client.query(statement.text, statement.values);
      await client.query('COMMIT');
      client.release();
      return result;
    } catch (error) {
      const undone = await client.query('ROLLBACK').then(
        () => true,
        () => false,
      );
      // A connection that cannot roll back is thrown away: true destroys it.
      client.release(!undone);
      throw error;
    }
  }

  private pool(): pg.Pool {
    return (this.dataSource.driver as unknown as { master: pg.Pool }).master;
  }
}
