import { Injectable, type CallHandler, type ExecutionContext, type NestInterceptor } from '@nestjs/common';
import { Reflector } from '@nestjs/core';
import type { Request } from 'express';
import { from, lastValueFrom, type Observable } from 'rxjs';
import { type Scope, UnitOfWork } from '../db/index.js';
import { actorOf } from './request.js';
import { AGENCY_READS, OWN_WORK, REQUIREMENT, type Requirement } from './requirement.js';

/** One unit of work around the handler; it is committed before anything is answered. GET and HEAD only read. */
@Injectable()
export class WorkInterceptor implements NestInterceptor {
  constructor(
    private readonly reflector: Reflector,
    private readonly work: UnitOfWork,
  ) {}

  intercept(context: ExecutionContext, next: CallHandler): Observable<unknown> {
    const targets = [context.getHandler(), context.getClass()];
    const requirement = this.reflector.getAllAndOverride<Requirement>(REQUIREMENT, targets);
    const own = this.reflector.getAllAndOverride<boolean | undefined>(OWN_WORK, targets) ?? false;
    if (own || requirement.kind === 'public') return next.handle();
    const agencyReads = this.reflector.getAllAndOverride<boolean | undefined>(AGENCY_READS, targets) ?? false;
    const scope = scopeOf(context.switchToHttp().getRequest<Request>(), requirement, agencyReads);
    return from(this.work.run(scope, () => lastValueFrom(next.handle(), { defaultValue: undefined })));
  }
}

function scopeOf(req: Request, requirement: Requirement, agencyReads: boolean): Scope {
  const actor = actorOf(req);
  const role = requirement.kind === 'signed-in' ? 'identity' : agencyReads ? 'agency' : 'app';
  const readOnly = req.method === 'GET' || req.method === 'HEAD' || agencyReads;
  return { role, workspaceId: actor.workspaceId, userId: actor.userId, readOnly, actor };
}
