import type { IncomingMessage, ServerResponse } from 'node:http';
import type { RequestHandler, Request } from 'express';
import pino, { type DestinationStream, type Logger } from 'pino';
import { pinoHttp } from 'pino-http';

/** Structured lines without cookies, authorization, bodies, query strings or paths with one-time tokens in them. */
export function makeLogger(level: string, destination?: DestinationStream): Logger {
  const paths = ['req.headers', 'req.body', '*.password', '*.token', '*.nik', '*.authorization'];
  return pino({ level, redact: { paths, remove: true } }, destination ?? pino.destination(1));
}

export function requestLog(logger: Logger): RequestHandler {
  return pinoHttp({
    logger,
    quietReqLogger: true,
    genReqId: (req) => (req as Request).requestId,
    serializers: { req: () => undefined, res: () => undefined, err: errorWithoutDetail },
    customAttributeKeys: { reqId: 'requestId' },
    customSuccessObject: (req, res, line: object) => ({ ...line, ...facts(req as Request, res) }),
    customErrorObject: (req, res, _error, line: object) => ({ ...line, ...facts(req as Request, res) }),
    customLogLevel: (_req, res, error) =>
      error || res.statusCode >= 500 ? 'error' : res.statusCode >= 400 ? 'warn' : 'info',
    autoLogging: { ignore: (req: IncomingMessage) => /^\/(assets\/|healthz|readyz)/.test(req.url ?? '') },
  }) as unknown as RequestHandler;
}

/** The pattern of the route and not the path: `/invitations/:token`. */
export function routePattern(req: Request): string {
  const path = (req.route as { path?: unknown } | undefined)?.path;
  return typeof path === 'string' ? path : 'unmatched';
}

function facts(req: Request, res: ServerResponse) {
  return {
    method: req.method,
    route: routePattern(req),
    status: res.statusCode,
    workspaceId: req.actor?.workspaceId ?? undefined,
    userId: req.actor?.userId ?? undefined,
    apiKeyId: req.actor?.apiKeyId ?? undefined,
  };
}

/** PostgreSQL puts values of rows into `detail`, `where` and sometimes the message: only its code is kept. */
export function errorWithoutDetail(error: Error & { code?: unknown }) {
  const fromDatabase = typeof error.code === 'string' && /^[0-9A-Z]{5}$/.test(error.code);
  return {
    type: error.name,
    code: error.code,
    message: fromDatabase ? 'database error' : error.message,
    stack: error.stack?.split('\n').slice(1, 12).join('\n'),
  };
}
