import { Catch, Logger, type ArgumentsHost, type ExceptionFilter } from '@nestjs/common';
import type { Request, Response } from 'express';
import { translator } from '../i18n/index.js';
import { renderView } from '../views/index.js';
import { errorWithoutDetail } from './logging.js';
import { faultOf, sentenceFor, type Fault } from './problem.rules.js';
import { isApi } from './request.js';
import { sendToSignIn } from './sign-in-redirect.js';

/** The only place where an error becomes an answer: a page for people, `application/problem+json` for machines. */
@Catch()
export class ErrorFilter implements ExceptionFilter {
  private readonly logger = new Logger('Errors');

  catch(error: unknown, host: ArgumentsHost): void {
    const req = host.switchToHttp().getRequest<Request>();
    const res = host.switchToHttp().getResponse<Response>();
    const fault = faultOf(error);
    if (fault.status >= 500) this.report(error, req);
    if (res.headersSent) return void res.destroy();
    if (fault.status === 401 && !isApi(req)) return sendToSignIn(req, res);
    if (fault.retryAfterSeconds) res.setHeader('Retry-After', String(fault.retryAfterSeconds));
    // "Not yours" and "not there" must be the same bytes, so not even a number may differ.
    if (fault.status === 404) res.removeHeader('X-Request-Id');
    // What the handler said about the answer it did not give; a download's name would save the error as a file.
    for (const header of ['Location', 'Content-Disposition', 'Vary']) res.removeHeader(header);
    if (isApi(req)) answerMachine(fault, req, res);
    else answerPerson(fault, req, res);
  }

  private report(error: unknown, req: Request): void {
    const known = error instanceof Error ? errorWithoutDetail(error) : { type: typeof error };
    this.logger.error({ requestId: req.requestId, err: known }, 'request failed');
  }
}

function answerMachine(fault: Fault, req: Request, res: Response): void {
  const t = translator(req.locale);
  if (fault.status === 401) res.setHeader('WWW-Authenticate', 'Bearer');
  const body = {
    type: 'about:blank',
    title: t(`shell.errors.${pageStatus(fault.status)}.title`),
    status: fault.status,
    code: fault.code,
    detail: sentenceFor(req.locale, fault.code, fault.params, fault.status),
    ...(fault.fields ? { errors: fault.fields } : {}),
    ...(fault.status === 404 ? {} : { requestId: req.requestId }),
  };
  res.status(fault.status).setHeader('Content-Type', 'application/problem+json; charset=utf-8');
  res.end(JSON.stringify(body));
}

function answerPerson(fault: Fault, req: Request, res: Response): void {
  const view = {
    locale: req.locale ?? 'id',
    status: pageStatus(fault.status),
    message: fault.status === 404 ? null : sentenceFor(req.locale, fault.code, fault.params, fault.status),
    requestId: fault.status >= 500 ? req.requestId : null,
  };
  res.status(fault.status).type('html').send(renderView('shared/error', view));
}

const WITH_WORDS = [400, 401, 403, 404, 409, 413, 422, 429, 500, 503, 507];

function pageStatus(status: number): number {
  return WITH_WORDS.includes(status) ? status : status >= 500 ? 500 : 400;
}
