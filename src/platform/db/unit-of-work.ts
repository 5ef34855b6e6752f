import { AsyncLocalStorage } from 'node:async_hooks';
import type { Socket } from 'node:net';
import { Injectable } from '@nestjs/common';
import { DataSource, type EntityManager, type QueryRunner } from 'typeorm';
import type pg from 'pg';
import { interruptible } from './interruptible.js';
import { isSilence, OutcomeUnknown } from './outage.rules.js';
import { waitAtMost } from './patience.js';
import { openingStatements, type Scope } from './scope.js';

/** One connection, one transaction, one workspace. */
export interface Work {
  readonly scope: Scope;
  readonly manager: EntityManager;
  readonly client: pg.PoolClient;
  query<R>(sql: string, params?: unknown[]): Promise<R[]>;
  /** Sends statements without parameters ahead of the next query. Should one fail, the transaction is over and that query fails. */
  ahead(statements: string): Promise<void>;
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

const current = new AsyncLocalStorage<OpenWork>();

/** The unit of work that surrounds the caller. @throws WorkRequired outside one, and when it is over. */
export function currentWork(): Work {
  const work = surrounding();
  if (!work) throw new WorkRequired();
  return work;
}

export function insideWork(): boolean {
  return surrounding() !== undefined;
}

/** Whoever was not waited for still stands in the context of a unit of work that is over; its connection is another's. */
function surrounding(): OpenWork | undefined {
  const work = current.getStore();
  return work?.isOver ? undefined : work;
}

@Injectable()
export class UnitOfWork {
  constructor(private readonly dataSource: DataSource) {}

  /**
   * Runs `work` in one transaction as the scope's role and workspace. Inside another unit of work of the same role
   * and workspace it joins that one; a change of either is refused, because it would widen what the outer one may see.
   */
  async run<T>(scope: Scope, work: () => Promise<T>): Promise<T> {
    const outer = surrounding();
    if (outer) return this.join(outer, scope, work);
    const runner = this.dataSource.createQueryRunner();
    const client = (await runner.connect()) as pg.PoolClient;
    const opened = new OpenWork(scope, runner, client);
    waitAtMost(client, scope);
    let result: T;
    try {
      await opened.ahead(openingStatements(scope));
      markInTransaction(runner, true);
      result = await interruptible(this.dataSource, client, () => current.run(opened, work));
      opened.isOver = true;
      await opened.commit();
    } catch (error) {
      opened.isOver = true;
      await rollback(client, error);
      throw error;
    } finally {
      markInTransaction(runner, false);
      await runner.release();
    }
    for (const effect of opened.effects) await effect();
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

class OpenWork implements Work {
  isOver = false;
  /** Of a statement that was sent ahead. */
  private failure: unknown;
  readonly effects: (() => void | Promise<void>)[] = [];

  constructor(
    readonly scope: Scope,
    private readonly runner: QueryRunner,
    private readonly connection: pg.PoolClient,
  ) {}

  get manager(): EntityManager {
    return this.stillOpen(this.runner.manager);
  }

  get client(): pg.PoolClient {
    return this.stillOpen(this.connection);
  }

  /**
   * A pipelined connection answers in order: what comes next is sent without waiting, and fails if this did. What is asked
   * before the event loop turns leaves with it in one packet: the server wakes once less for every unit of work.
   */
  async ahead(statements: string): Promise<void> {
    const { stream } = (this.connection as unknown as { connection: { stream: Socket } }).connection;
    stream.cork();
    process.nextTick(() => stream.uncork());
    const answered = this.connection.query(statements);
    if (!isPipelined(this.connection)) await answered;
    else answered.catch((error: unknown) => (this.failure ??= error));
  }

  /** What was only read needs no word from the server: whoever gets the connection next stands behind the COMMIT. */
  async commit(): Promise<void> {
    const answered = this.connection.query('COMMIT').catch((error: unknown) => {
      throw this.scope.readOnly ? error : OutcomeUnknown.orRefusal(error);
    });
    if (!this.scope.readOnly || !isPipelined(this.connection)) await answered;
    else answered.catch(() => undefined);
    if (this.failure) throw this.failure as Error;
  }

  async query<R>(sql: string, params: unknown[] = []): Promise<R[]> {
    return (await this.client.query(sql, params)).rows as R[];
  }

  async execute(sql: string, params: unknown[] = []): Promise<number> {
    return (await this.client.query(sql, params)).rowCount ?? 0;
  }

  afterCommit(effect: () => void | Promise<void>): void {
    this.effects.push(effect);
  }

  private stillOpen<T>(part: T): T {
    if (this.isOver) throw new WorkRequired();
    return part;
  }
}

function isPipelined(client: pg.PoolClient): boolean {
  return (client as unknown as { pipeline: boolean }).pipeline;
}

/** BEGIN travelled in one message with the settings, so TypeORM has to be told that it is inside a transaction. */
function markInTransaction(runner: QueryRunner, active: boolean): void {
  Object.assign(runner, { isTransactionActive: active, transactionDepth: active ? 1 : 0 });
}

/** A connection that cannot roll back may still be in somebody's transaction: it must not go back to the pool. */
async function rollback(client: pg.PoolClient, reason: unknown): Promise<void> {
  try {
    // Whoever waits for an answer would wait as long again for this one.
    if (isSilence(reason)) throw reason;
    await client.query('ROLLBACK');
  } catch {
    // Not waited for: a connection that has ended already never says so again.
    void (client as unknown as pg.Client).end().catch(() => undefined);
  }
}
