import { AppError, type ErrorParams, type Locale } from '../../kernel/index.js';
import { hasText, translator } from '../i18n/index.js';

/** A fault as people and machines may know it. */
export interface Fault {
  status: number;
  code: string;
  params: ErrorParams;
  fields?: { field: string; code: string }[];
  retryAfterSeconds?: number;
}

interface Statused {
  status?: unknown;
  statusCode?: unknown;
  type?: unknown;
}

// Only the code of a database error is looked at: its DETAIL quotes rows.
const BY_SQLSTATE: Record<string, [number, string]> = {
  '23505': [409, 'conflict'],
  '23503': [409, 'conflict'],
  '23514': [422, 'invalid'],
  '22P02': [422, 'invalid'],
  '22001': [422, 'invalid'],
  '22003': [422, 'invalid'],
  '22007': [422, 'invalid'],
  '22008': [422, 'invalid'],
  '22021': [422, 'invalid'],
  '40001': [409, 'try-again'],
  '40P01': [409, 'try-again'],
  '55P03': [409, 'try-again'],
  '57014': [503, 'busy'],
};
const UNREACHABLE = /^(08|53|55000|57P)/;
const NO_CONNECTION = /^(ECONNREFUSED|ECONNRESET|ETIMEDOUT|EPIPE|ENOTFOUND|EHOSTUNREACH)$/;
const NO_CONNECTION_WORDS =
  /^(timeout exceeded when trying to connect|Connection terminated|Client (has encountered|was closed)|Query read timeout)/;

const BY_STATUS: Record<number, string> = {
  400: 'bad-request',
  401: 'unauthenticated',
  403: 'forbidden',
  404: 'not-found',
  405: 'bad-request',
  406: 'bad-request',
  409: 'conflict',
  413: 'too-large',
  415: 'unsupported-media-type',
  422: 'invalid',
  429: 'too-many-requests',
  503: 'unavailable',
};

/** Every error becomes one of the known faults; what is not understood is `internal` and tells nothing. */
export function faultOf(error: unknown): Fault {
  if (error instanceof AppError) return ofAppError(error);
  if (isUnreachable(error)) return { status: 503, code: 'unavailable', params: {} };
  return ofDatabase(error) ?? ofStatus(error) ?? { status: 500, code: 'internal', params: {} };
}

function ofAppError(error: AppError): Fault {
  const fault: Fault = { status: error.status, code: error.code, params: error.params };
  if ('fields' in error) fault.fields = error.fields as NonNullable<Fault['fields']>;
  if ('retryAfterSeconds' in error) fault.retryAfterSeconds = error.retryAfterSeconds as number;
  return fault;
}

function ofDatabase(error: unknown): Fault | null {
  const direct = (error as { code?: unknown } | null)?.code;
  const code = direct ?? (error as { driverError?: { code?: unknown } } | null)?.driverError?.code;
  if (typeof code !== 'string' || !/^[0-9A-Z]{5}$/.test(code)) return null;
  const known = BY_SQLSTATE[code] ?? (UNREACHABLE.test(code) ? ([503, 'unavailable'] as const) : undefined);
  return known ? { status: known[0], code: known[1], params: {} } : { status: 500, code: 'internal', params: {} };
}

/** The pool and the sockets under it give no SQLSTATE when the database cannot be reached. */
function isUnreachable(error: unknown): boolean {
  const { code, message } = (error ?? {}) as { code?: unknown; message?: unknown };
  return NO_CONNECTION.test(String(code)) || NO_CONNECTION_WORDS.test(String(message));
}

function ofStatus(error: unknown): Fault | null {
  const { status, statusCode } = (error ?? {}) as Statused;
  const getStatus = (error as { getStatus?: () => number } | null)?.getStatus;
  const found = typeof getStatus === 'function' ? getStatus.call(error) : (status ?? statusCode);
  if (typeof found !== 'number' || found < 400 || found > 499) return null;
  const code = BY_STATUS[found];
  return code ? { status: found, code, params: {} } : { status: 400, code: 'bad-request', params: {} };
}

/** The sentence of a code: `errors.<code>`, or the room's own `<room>.errors.<rest>`, or that of its status. */
export function sentenceFor(locale: Locale, code: string, params: ErrorParams, status = 422): string {
  const [room, ...rest] = code.split('.');
  const keys = [`errors.${code}`, `${room}.errors.${rest.join('.')}`, `errors.${BY_STATUS[status] ?? 'internal'}`];
  const key = keys.find((candidate) => hasText(locale, candidate)) ?? 'errors.internal';
  return translator(locale)(key, params);
}
