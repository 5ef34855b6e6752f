import { Injectable, type CallHandler, type ExecutionContext, type NestInterceptor } from '@nestjs/common';
import type { Request, Response } from 'express';
import { from, lastValueFrom, type Observable } from 'rxjs';
import { insideWork } from '../db/index.js';
import { Idempotency, requestHash } from './idempotency.js';
import { isApi } from './request.js';

/** API POSTs with an Idempotency-Key, inside their unit of work. Handlers with @OwnWork call `Idempotency` themselves. */
@Injectable()
export class IdempotencyInterceptor implements NestInterceptor {
  constructor(private readonly idempotency: Idempotency) {}

  intercept(context: ExecutionContext, next: CallHandler): Observable<unknown> {
    const req = context.switchToHttp().getRequest<Request>();
    const key = req.get('idempotency-key');
    if (!key || req.method !== 'POST' || !isApi(req) || !insideWork()) return next.handle();
    return from(this.once(key, req, context.switchToHttp().getResponse<Response>(), next));
  }

  private async once(key: string, req: Request, res: Response, next: CallHandler): Promise<unknown> {
    const hash = requestHash(req.method, req.path, JSON.stringify(req.body ?? null));
    const answer = await this.idempotency.once(key, hash, async () => {
      const body: unknown = await lastValueFrom(next.handle(), { defaultValue: undefined });
      return { status: res.statusCode, location: res.get('Location') ?? null, body };
    });
    if (answer.repeated) {
      res.status(answer.status).setHeader('Idempotent-Replay', 'true');
      if (answer.location) res.setHeader('Location', answer.location);
    }
    return answer.body;
  }
}
