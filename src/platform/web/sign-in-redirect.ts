import type { Request, Response } from 'express';
import { safePath } from './page.js';

/** Somebody without a session is asked to sign in and comes back to the page they wanted. */
export function sendToSignIn(req: Request, res: Response): void {
  const wanted = req.method === 'GET' ? safePath(req.originalUrl, '/') : '/';
  const path = wanted === '/' ? '/sign-in' : `/sign-in?next=${encodeURIComponent(wanted)}`;
  if (req.headers['hx-request']) res.status(204).setHeader('HX-Redirect', '/sign-in').end();
  else res.redirect(303, path);
}
