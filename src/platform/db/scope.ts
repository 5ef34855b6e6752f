import type { Actor } from '../../kernel/index.js';

/** Run-time roles of PostgreSQL; each is `sinergi_<name>` there. None owns a table or bypasses row level security. */
export const DB_ROLES = ['app', 'worker', 'matcher', 'agency', 'identity'] as const;
export type DbRole = (typeof DB_ROLES)[number];

/** On whose behalf a unit of work reads and writes. */
export interface Scope {
  role: DbRole;
  workspaceId?: string | null;
  userId?: string | null;
  readOnly?: boolean;
  actor?: Actor;
  /** Milliseconds a statement may take; requests are bounded, jobs are not. */
  statementTimeout?: number;
}

/** A person waits for it, and hears within ten seconds that the database does not answer. */
const REQUEST_MS = 8_000;
/** A process that froze inside a transaction keeps its locks no longer than this. */
const IDLE_MS = 60_000;

const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/;

/**
 * The statements that open a unit of work, as one message. The settings are literals, because Citus passes
 * literal SET LOCAL on to its workers but not set_config(): so each value is checked before it becomes SQL.
 */
export function openingStatements(scope: Scope): string {
  const statements = [
    scope.readOnly ? 'BEGIN READ ONLY' : 'BEGIN',
    `SET LOCAL ROLE sinergi_${scope.role}`,
    `SET LOCAL statement_timeout = ${statementTimeoutOf(scope)}`,
    `SET LOCAL idle_in_transaction_session_timeout = ${IDLE_MS}`,
  ];
  if (scope.workspaceId) statements.push(`SET LOCAL app.workspace_id = '${checkedUuid(scope.workspaceId)}'`);
  if (scope.userId) statements.push(`SET LOCAL app.user_id = '${checkedUuid(scope.userId)}'`);
  return statements.join('; ');
}

/** Milliseconds; 0: as long as it takes. */
export function statementTimeoutOf(scope: Scope): number {
  return Math.trunc(scope.statementTimeout ?? (scope.role === 'worker' || scope.role === 'matcher' ? 0 : REQUEST_MS));
}

export function isUuid(text: string): boolean {
  return UUID.test(text);
}

function checkedUuid(text: string): string {
  if (!isUuid(text)) throw new TypeError('A unit of work takes lower-case uuids only.');
  return text;
}
