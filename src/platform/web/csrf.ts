import { createHmac, timingSafeEqual } from 'node:crypto';
import type { NextFunction, Request, RequestHandler, Response } from 'express';
import { csrfSync } from 'csrf-sync';
import { Forbidden } from '../../kernel/index.js';
import { startedHere } from './origin.rules.js';
import { currentRequest, isApi } from './request.js';

const { isRequestValid, generateToken } = csrfSync({
  getTokenFromRequest: (req) => {
    const field = (req.body as { _csrf?: unknown } | undefined)?._csrf;
    return typeof field === 'string' ? field : req.get('x-csrf-token');
  },
});

const SAFE = new Set(['GET', 'HEAD', 'OPTIONS']);

/**
 * Refuses unsafe requests that another site started or that lack the session's token. The API is left out: it takes
 * no cookies. Uploads are checked before their body is read, so their forms carry a token for their own path only in
 * the address: see `uploadAction`.
 */
export function refuseForgedRequests(baseUrl: string): RequestHandler {
  return (req: Request, _res: Response, next: NextFunction) => {
    if (SAFE.has(req.method) || isApi(req)) return next();
    const { origin, host } = req.headers;
    const here = startedHere({ origin, host, secFetchSite: req.get('sec-fetch-site') }, baseUrl);
    const valid = here && (isRequestValid(req) || carriesUploadToken(req));
    return valid ? next() : next(new Forbidden('csrf'));
  };
}

export function csrfTokenOf(req: Request): string {
  return req.session ? generateToken(req) : '';
}

/** Address for a multipart form's `action`: the path with a token that is good for this path and session only. */
export function uploadAction(path: string): string {
  return `${path}?_csrf=${uploadToken(csrfTokenOf(currentRequest()), path)}`;
}

function carriesUploadToken(req: Request): boolean {
  const given = req.query._csrf;
  const secret = req.session?.csrfToken;
  if (!secret || typeof given !== 'string' || !req.is('multipart/form-data')) return false;
  const expected = Buffer.from(uploadToken(secret, req.path));
  const found = Buffer.from(given);
  return found.length === expected.length && timingSafeEqual(found, expected);
}

function uploadToken(sessionToken: string, path: string): string {
  return createHmac('sha256', sessionToken).update(`upload:${path}`).digest('base64url');
}
