import type { NextFunction, Request, RequestHandler, Response } from 'express';
import session from 'express-session';
import passportLibrary from 'passport';
import { isApi } from './request.js';
import type { SessionStore } from './session-store.js';

export const ABSOLUTE_MS = 12 * 60 * 60 * 1000;

export interface SessionOptions {
  store: SessionStore;
  secret: string;
  https: boolean;
}

/** The cookie lives as long as the browser's window; idle and absolute limits are kept on the server. */
export function sessions(options: SessionOptions): RequestHandler {
  const handler = session({
    name: options.https ? '__Host-sinergi' : 'sinergi',
    store: options.store,
    secret: options.secret,
    resave: false,
    saveUninitialized: false,
    proxy: options.https,
    cookie: { httpOnly: true, sameSite: 'lax', secure: options.https, path: '/' },
  });
  // Whoever asks whether the process lives must get an answer while the database is away.
  const without = (req: Request) => isApi(req) || req.path === '/healthz' || req.path === '/readyz';
  return (req, res, next) => (without(req) ? next() : handler(req, res, next));
}

/** A session ends twelve hours after signing in, however busy it was. */
export function endOldSessions(req: Request, _res: Response, next: NextFunction): void {
  const startedAt = req.session?.startedAt;
  if (startedAt === undefined || Date.now() - startedAt < ABSOLUTE_MS) return next();
  req.session.regenerate((error: unknown) => next(error));
}

/** Strategies are registered by `identity`; who a session belongs to is read by the guard, on every request. */
export const passport = new passportLibrary.Passport();
passport.serializeUser((user, done) => done(null, (user as { id: string }).id));
passport.deserializeUser((id: string, done) => done(null, { id }));
