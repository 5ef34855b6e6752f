import type { DataSource } from 'typeorm';
import type pg from 'pg';
import { openingStatements, type Scope } from '../db/index.js';

// What may stand in a statement as a literal: uuids and hashes, nothing that could end it.
const LITERAL = /^[A-Za-z0-9_-]{1,64}$/;

/**
 * A stand-in for a pg pool, for libraries that send single statements (sessions, rate limits): each runs in its own
 * transaction as role `identity`, so nothing depends on the state of a connection and a pooler in transaction mode works.
 */
export class RoleQueries {
  constructor(private readonly dataSource: DataSource) {}

  async query(text: string | { text: string; values?: unknown[] }, values?: unknown[]): Promise<pg.QueryResult> {
    const statement = typeof text === 'string' ? { text, values: values ?? [] } : text;
    return this.withClient(async (client) => {
      await client.query(openingStatements({ role: 'identity', statementTimeout: 5_000 }));
      const result = await client.query(statement.text, statement.values);
      await client.query('COMMIT');
      return result;
    });
  }

  /**
   * A read with one value (`$1`) in one message to the server, where a unit of work takes three: for what every request
   * asks. @throws TypeError when the value is more than letters, digits, `-` and `_`
   */
  async readOnce<R>(scope: Scope, text: string, value: string): Promise<R[]> {
    if (!LITERAL.test(value)) throw new TypeError('Only ids and hashes may be read this way.');
    const opening = openingStatements({ ...scope, readOnly: true, statementTimeout: 5_000 });
    const message = `${opening}; ${text.replaceAll('$1', `'${value}'`)}; COMMIT`;
    const results = await this.withClient(
      async (client) => (await client.query(message)) as unknown as pg.QueryResult[],
    );
    return (results.at(-2)?.rows ?? []) as R[];
  }

  private async withClient<T>(act: (client: pg.PoolClient) => Promise<T>): Promise<T> {
    const client = await this.pool().connect();
    try {
      const result = await act(client);
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
