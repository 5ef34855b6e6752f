import { AppError } from '../../kernel/index.js';

/** What the surroundings lack. The work is not to blame: it may be done again later, unchanged. */
export type Outage = 'database-full' | 'database-away' | 'storage-full';

// 08 connection, 53 resources, 57P operator, 58 the server's own files, 25P03 too long idle in a transaction.
const AWAY = /^(08|53|57P|58|25P03)/;
const NO_CONNECTION = /^(ECONNREFUSED|ECONNRESET|ETIMEDOUT|EPIPE|ENOTFOUND|EHOSTUNREACH)$/;
const NO_CONNECTION_WORDS =
  /^(timeout exceeded when trying to connect|Connection terminated|Client (has encountered|was closed)|Query read timeout)/;
const FULL = /^(ENOSPC|EDQUOT|EFBIG)$/;

/** null: the error is about the work itself. */
export function outageOf(error: unknown): Outage | null {
  if (error instanceof OutcomeUnknown) return 'database-away';
  const { code, message } = (error ?? {}) as { code?: unknown; message?: unknown };
  if (code === '53100') return 'database-full';
  if (FULL.test(String(code)) || code === 'storage-full') return 'storage-full';
  return AWAY.test(String(code)) || isSilence(error) || NO_CONNECTION_WORDS.test(String(message))
    ? 'database-away'
    : NO_CONNECTION.test(String(code))
      ? 'database-away'
      : null;
}

/** Two transactions waited for each other and the server ended this one; the other went on, so that it may simply be done again. */
export function isDeadlock(error: unknown): boolean {
  return (error as { code?: unknown } | null)?.code === '40P01';
}

/** Others held a lock for longer than it is worth waiting for. */
export function isLockTimeout(error: unknown): boolean {
  return (error as { code?: unknown } | null)?.code === '55P03';
}

/** The server did not answer in time: what was asked may still be going on there, so the connection is of no more use. */
export function isSilence(error: unknown): boolean {
  return (error as { message?: unknown } | null)?.message === 'Query read timeout';
}

/**
 * The connection broke after COMMIT had been sent: all of the transaction is there or none of it, and only looking tells.
 * Whoever repeats the act must first look whether it was done.
 */
export class OutcomeUnknown extends AppError {
  constructor(cause: unknown) {
    super('outcome-unknown', 503);
    this.cause = cause;
  }

  /** Of an error that COMMIT gave: a server that refuses says so with a code of its own. */
  static orRefusal(error: unknown): unknown {
    const code = String((error as { code?: unknown } | null)?.code);
    const refused = /^[0-9A-Z]{5}$/.test(code) && !AWAY.test(code);
    return refused ? error : new OutcomeUnknown(error);
  }
}
