import { AsyncLocalStorage } from 'node:async_hooks';
import { createParamDecorator, type ExecutionContext } from '@nestjs/common';
import type { NextFunction, Request, Response } from 'express';
import type { Actor, Locale } from '../../kernel/index.js';
import type { Membership, Person } from './actor-source.js';
import type { Flash } from './flash.js';

declare module 'express-serve-static-core' {
  interface Request {
    requestId: string;
    locale: Locale;
    actor?: Actor;
    person?: Person | null;
    /** Read for this request with its session. */
    personRead?: { userId: string; person: Person | null };
    membership?: Membership;
  }
}

declare module 'express-session' {
  interface SessionData {
    passport?: { user?: string };
    startedAt?: number;
    agent?: string;
    address?: string;
    flash?: Flash;
  }
}

interface Exchange {
  req: Request;
  res: Response;
}

const exchanges = new AsyncLocalStorage<Exchange>();

/** Middleware: from here on `currentRequest()` works in whatever the request calls. */
export function rememberExchange(req: Request, res: Response, next: NextFunction): void {
  exchanges.run({ req, res }, next);
}

/** The request being answered. @throws Error outside one, for example in a job. */
export function currentRequest(): Request {
  const exchange = exchanges.getStore();
  if (!exchange) throw new Error('There is no request here.');
  return exchange.req;
}

export function isApi(req: Request): boolean {
  return req.path.startsWith('/api/');
}

export function actorOf(req: Request): Actor {
  if (!req.actor) throw new Error('The guard has not named an actor for this route.');
  return req.actor;
}

/** The actor of the request, as the guard found it. */
export const CurrentActor = createParamDecorator((_: unknown, context: ExecutionContext): Actor => {
  return actorOf(context.switchToHttp().getRequest<Request>());
});
