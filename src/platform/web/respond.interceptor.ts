import { Injectable, type CallHandler, type ExecutionContext, type NestInterceptor } from '@nestjs/common';
import type { Request, Response } from 'express';
import { concatMap, type Observable } from 'rxjs';
import { renderView } from '../views/index.js';
import { Page, Redirect } from './page.js';
import { ShellContext } from './shell-context.js';

/** Turns what a controller returned into an answer, when its unit of work has already been committed. */
@Injectable()
export class RespondInterceptor implements NestInterceptor {
  constructor(private readonly shell: ShellContext) {}

  intercept(context: ExecutionContext, next: CallHandler): Observable<unknown> {
    const http = context.switchToHttp();
    return next.handle().pipe(concatMap((value) => this.answer(value, http.getRequest<Request>(), http.getResponse())));
  }

  private async answer(value: unknown, req: Request, res: Response): Promise<unknown> {
    if (value instanceof Redirect) {
      await saveSession(req);
      return sendElsewhere(value, req, res);
    }
    if (!(value instanceof Page)) return value;
    const { full, part, status } = value.templates;
    res.setHeader('Vary', 'HX-Request');
    res.type('html').status(status ?? 200);
    const template = part && req.headers['hx-request'] ? part : full;
    return renderView(template, { ...this.shell.of(req), ...value.view });
  }
}

/** A script that follows a redirect by itself would swap a whole page into a part: htmx is told to navigate. */
function sendElsewhere(target: Redirect, req: Request, res: Response): string {
  if (req.headers['hx-request']) res.status(204).setHeader('HX-Redirect', target.path);
  else res.status(303).setHeader('Location', target.path);
  return '';
}

/** A browser follows a redirect as soon as it sees its head: what the next page needs must be stored by then. */
function saveSession(req: Request): Promise<void> {
  if (!req.session || req.method === 'GET') return Promise.resolve();
  return new Promise((resolve, reject) => {
    req.session.save((error: unknown) => (error ? reject(error as Error) : resolve()));
  });
}
