import type { DataSource } from 'typeorm';
import type pg from 'pg';
import { isSilence, openingStatements, waitAtMost, type Scope } from '../db/index.js';

/** Milliseconds. Every request asks these first, so they may take only a part of what a request may. */
const TIMEOUT = 4_000;

// What may stand in a statement as a literal: uuids and hashes, nothing that could end it.
const LITERAL = /^[A-Za-z0-9_-]{1,64}$/;

/** A read with one value (`$1`), on behalf of a scope. */
export interface Read {
  scope: Scope;
  text: string;
  value: string;
}

/**
 * A stand-in for a pg pool, for libraries that send single statements (sessions, rate limits): each runs in its own
 * transaction as role `identity`, so nothing depends on the state of a connection and a pooler in transaction mode works.
 */
export class RoleQueries {
  constructor(private readonly dataSource: DataSource) {}

  async query(text: string | { text: string; values?: unknown[] }, values?: unknown[]): Promise<pg.QueryResult> {
    const statement = typeof text === 'string' ? { text, values: values ?? [] } : text;
    const scope = { role: 'identity', statementTimeout: TIMEOUT } as const;
    return this.withClient(scope, async (client) => {
      await client.query(openingStatements(scope));
      const result = await client.query(statement.text, statement.values);
      await client.query('COMMIT');
      return result;
    });
  }

  /** @throws TypeError as `readTogether` */
  async readOnce<R>(read: Read): Promise<R[]> {
    const [rows] = await this.readTogether([read]);
    return (rows ?? []) as R[];
  }

  /**
   * Reads in transactions of their own and all in one message to the server, where a unit of work takes three: for what
   * every request asks. @throws TypeError when a value is more than letters, digits, `-` and `_`
   */
  async readTogether(reads: Read[]): Promise<unknown[][]> {
    const results = await this.withClient(
      { role: 'identity', statementTimeout: TIMEOUT },
      async (client) => (await client.query(reads.map(message).join('; '))) as unknown as pg.QueryResult[],
    );
    return results.filter(({ command }) => command === 'SELECT').map(({ rows }) => rows as unknown[]);
  }

  private async withClient<T>(scope: Scope, act: (client: pg.PoolClient) => Promise<T>): Promise<T> {
    const client = await this.pool().connect();
    // A connection that breaks between two statements tells nobody else, and an error without a listener ends the process.
    client.on('error', ignore);
    waitAtMost(client, scope);
    let isSound = false;
    try {
      const result = await act(client);
      isSound = true;
      return result;
    } catch (error) {
      isSound = !isSilence(error) && (await undo(client));
      throw error;
    } finally {
      client.off('error', ignore);
      // true destroys it: a connection that cannot roll back must not serve anybody else.
      client.release(!isSound);
    }
  }

  private pool(): pg.Pool {
    return (this.dataSource.driver as unknown as { master: pg.Pool }).master;
  }
}

function message({ scope, text, value }: Read): string {
  if (!LITERAL.test(value)) throw new TypeError('Only ids and hashes may be read this way.');
  const bounded = { ...scope, readOnly: true, statementTimeout: TIMEOUT };
  return `${openingStatements(bounded)}; ${text.replaceAll('$1', `'${value}'`)}; COMMIT`;
}

const ignore = () => undefined;

async function undo(client: pg.PoolClient): Promise<boolean> {
  try {
    await client.query('ROLLBACK');
    return true;
  } catch {
    return false;
  }
}
