import type { Response } from 'express';
import type { PaperKind } from '../../imports/index.js';

const AGAIN_AFTER_SECONDS = 5;

/** A browser is led to the page on which it sees how far the paper is. */
export function leadToPaper(res: Response, importPath: string, kind: PaperKind): void {
  res.redirect(303, `${importPath}/papers/${kind}`);
}

/** A machine is told to ask again at the same address. */
export function answerLater(res: Response, self: string): void {
  res.setHeader('Retry-After', String(AGAIN_AFTER_SECONDS));
  res.setHeader('Location', self);
  res.status(202).json({ state: 'preparing', retryAfterSeconds: AGAIN_AFTER_SECONDS, links: { self } });
}
