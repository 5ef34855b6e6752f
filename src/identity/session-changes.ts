import type { Request, Response } from 'express';
import { Strategy } from 'passport-local';
import { csrfTokenOf, passport } from '../platform/web/index.js';
import type { SignIn } from './sign-in.service.js';

/** Makes e-mail and password the way to sign in. */
export function useLocalStrategy(signIn: SignIn): void {
  passport.use(
    new Strategy({ usernameField: 'email', passReqToCallback: true }, (req, email, password, done) => {
      const attempt = { email, password, address: req.ip ?? null, requestId: req.requestId };
      signIn.judge(attempt).then(
        (user) => done(null, user ?? false),
        (error: unknown) => done(error),
      );
    }),
  );
}

/** @returns id of the user, or null when the password was wrong */
export function authenticate(req: Request, res: Response): Promise<string | null> {
  return new Promise((resolve, reject) => {
    const answer = (error: unknown, user?: { id: string } | false) =>
      error ? reject(error as Error) : resolve(user ? user.id : null);
    (passport.authenticate('local', { session: false }, answer) as (...args: unknown[]) => void)(req, res, reject);
  });
}

/** Starts a session under a new identifier: whoever planted the old one is left outside. */
export async function startSession(req: Request, userId: string): Promise<void> {
  const startedAt = req.session.passport?.user === userId ? req.session.startedAt : undefined;
  await new Promise<void>((resolve, reject) => {
    req.logIn({ id: userId } as Express.User, (error: unknown) => (error ? reject(error as Error) : resolve()));
  });
  req.session.startedAt = startedAt ?? Date.now();
  req.session.agent = (req.get('user-agent') ?? '').slice(0, 200);
  req.session.address = req.ip;
  // Made now, so that two pages opened at once don't each make their own.
  csrfTokenOf(req);
}

/** Ends the session on the server; the cookie that is left opens nothing. */
export function endSession(req: Request): Promise<void> {
  return new Promise((resolve, reject) => {
    req.session.destroy((error: unknown) => (error ? reject(error as Error) : resolve()));
  });
}
