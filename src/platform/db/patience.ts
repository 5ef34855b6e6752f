import type pg from 'pg';
import { statementTimeoutOf, type Scope } from './scope.js';

/** The server's own refusal of a slow statement should arrive before nobody waits for it any more. */
const LONGER_MS = 1_000;

/**
 * A server that is frozen or cut off answers nothing, not even an error: whoever may not take long waits only so long for
 * each answer, and then gets the error `Query read timeout`. Holds for this connection until somebody else takes it.
 */
export function waitAtMost(client: pg.ClientBase, scope: Scope): void {
  const timeout = statementTimeoutOf(scope);
  const { connectionParameters } = client as unknown as { connectionParameters: { query_timeout: number } };
  connectionParameters.query_timeout = timeout === 0 ? 0 : timeout + LONGER_MS;
}
