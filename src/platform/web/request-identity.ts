import { randomUUID } from 'node:crypto';
import type { NextFunction, Request, Response } from 'express';
import { defaultLocale, localeFrom } from '../i18n/index.js';
import { isApi } from './request.js';

const ACCEPTED_ID = /^[A-Za-z0-9-]{8,64}$/;
export const LOCALE_COOKIE = 'sinergi-language';

/** Gives the request its number and the language of a guest; the guard replaces the latter by the person's own. */
export function identifyRequest(req: Request, res: Response, next: NextFunction): void {
  const given = req.get('x-request-id');
  req.requestId = given && ACCEPTED_ID.test(given) ? given : randomUUID();
  req.locale = isApi(req) ? localeFrom(req.acceptsLanguages('id', 'en') || defaultLocale) : guestLocale(req);
  res.setHeader('X-Request-Id', req.requestId);
  next();
}

function guestLocale(req: Request) {
  const cookie = new RegExp(`(?:^|; *)${LOCALE_COOKIE}=(id|en)(?:;|$)`).exec(req.headers.cookie ?? '');
  return localeFrom(cookie?.[1]);
}
