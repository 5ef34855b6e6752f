import { AsyncLocalStorage } from 'node:async_hooks';
import { Injectable } from '@nestjs/common';
import { DataSource, type EntityManager, type QueryRunner } from 'typeorm';
import type pg from 'pg';
import { openingStatements, type Scope } from './scope.js';

/** One connection, one transaction, one workspace. */
export interface Work {
  readonly scope: Scope;
  readonly manager: EntityManager;
  readonly client: pg.PoolClient;
  query<R>(sql: string, params?: unknown[]): Promise<R[]>;
  /** Runs a statement and gives the number of rows it changed. */
  execute(sql: string, params?: unknown[]): Promise<number>;
  /** For effects that leave the database: they happen only when the transaction has been committed. */
  afterCommit(effect: () => void | Promise<void>): void;
}

export class WorkRequired extends Error {
  constructor() {
    super('Database access outside a unit of work: open one with UnitOfWork.run().');
  }
}

const current = new AsyncLocalStorage<Work>();

/** The unit of work that surrounds the caller. @throws WorkRequired outside one. */
export function currentWork(): Work {
  const work = current.getStore();
  if (!work) throw new WorkRequired();
  return work;
}

export function insideWork(): boolean {
  return current.getStore() !== undefined;
}

@Injectable()
export class UnitOfWork {
  constructor(private readonly dataSource: DataSource) {}

  /**
   * Runs `work` in one transaction as the scope's role and workspace. Inside another unit of work of the same role
   * and workspace it joins that one; a change of either is refused, because it would widen what the outer one may see.
   */
  async run<T>(scope: Scope, work: () => Promise<T>): Promise<T> {
    const outer = current.getStore();
    if (outer) return this.join(outer, scope, work);
    const runner = this.dataSource.createQueryRunner();
    const client = (await runner.connect()) as pg.PoolClient;
    const effects: (() => void | Promise<void>)[] = [];
    let result: T;
    try {
      await client.query(openingStatements(scope));
      markInTransaction(runner, true);
      result = await current.run(workOn(scope, runner, client, effects), work);
      await client.query('COMMIT');
    } catch (error) {
      await rollback(client);
      throw error;
    } finally {
      markInTransaction(runner, false);
      await runner.release();
    }
    for (const effect of effects) await effect();
    return result;
  }

  private join<T>(outer: Work, scope: Scope, work: () => Promise<T>): Promise<T> {
    const same = outer.scope.role === scope.role && (outer.scope.workspaceId ?? null) === (scope.workspaceId ?? null);
    if (!same) throw new Error('A unit of work cannot change its role or workspace: finish it and open another.');
    if (outer.scope.readOnly && !scope.readOnly)
      throw new Error('A read-only unit of work cannot be joined for writing.');
    return work();
  }
}

function workOn(
  scope: Scope,
  runner: QueryRunner,
  client: pg.PoolClient,
  effects: (() => void | Promise<void>)[],
): Work {
  return {
    scope,
    manager: runner.manager,
    client,
    query: async <R>(sql: string, params: unknown[] = []) => (await client.query(sql, params)).rows as R[],
    execute: async (sql, params = []) => (await client.query(sql, params)).rowCount ?? 0,
    afterCommit: (effect) => void effects.push(effect),
  };
}

/** BEGIN travelled in one message with the settings, so TypeORM has to be told that it is inside a transaction. */
function markInTransaction(runner: QueryRunner, active: boolean): void {
  Object.assign(runner, { isTransactionActive: active, transactionDepth: active ? 1 : 0 });
}

/** A connection that cannot roll back may still be in somebody's transaction: it must not go back to the pool. */
async function rollback(client: pg.PoolClient): Promise<void> {
  try {
    await client.query('ROLLBACK');
  } catch {
    await (client as unknown as pg.Client).end().catch(() => undefined);
  }
}
