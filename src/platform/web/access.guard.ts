import { Injectable, type CanActivate, type ExecutionContext } from '@nestjs/common';
import { Reflector } from '@nestjs/core';
import type { Request } from 'express';
import { Forbidden, NotFound, Unauthenticated, type Actor } from '../../kernel/index.js';
import { ActorSource, type Person } from './actor-source.js';
import { allows, type Permission } from './permissions.js';
import { RateBudget } from './rate-budget.js';
import { isApi } from './request.js';
import { REQUIREMENT, type Requirement } from './requirement.js';

/** Closed by default: names the actor of every request and refuses what the route's requirement does not allow. */
@Injectable()
export class AccessGuard implements CanActivate {
  constructor(
    private readonly reflector: Reflector,
    private readonly source: ActorSource,
    private readonly budget: RateBudget,
  ) {}

  async canActivate(context: ExecutionContext): Promise<boolean> {
    const req = context.switchToHttp().getRequest<Request>();
    const targets = [context.getHandler(), context.getClass()];
    const requirement = this.reflector.getAllAndOverride<Requirement | undefined>(REQUIREMENT, targets);
    if (!requirement) throw new Forbidden('route-undeclared');
    if (requirement.kind === 'public') {
      await this.welcome(req);
      return true;
    }
    const actor = isApi(req) ? await this.machine(req) : await this.member(req, requirement);
    req.actor = actor;
    if (requirement.kind === 'permission') await this.mustBeAllowed(actor, requirement.permission);
    return true;
  }

  private async welcome(req: Request): Promise<void> {
    if (!isApi(req)) await this.personOf(req);
    req.actor = actorFor(req, req.person ?? null);
  }

  private async member(req: Request, requirement: Requirement): Promise<Actor> {
    const person = await this.personOf(req);
    if (!person) throw new Unauthenticated();
    if (requirement.kind === 'signed-in') return actorFor(req, person);
    const membership = person.memberships.find(({ slug }) => slug === req.params.workspace);
    if (!membership) throw new NotFound();
    req.membership = membership;
    return {
      ...actorFor(req, person),
      workspaceId: membership.workspaceId,
      workspaceSlug: membership.slug,
      workspaceKind: membership.kind,
      role: membership.role,
    };
  }

  private async machine(req: Request): Promise<Actor> {
    const bearer = /^Bearer ([\x21-\x7e]{1,300})$/i.exec(req.headers.authorization ?? '')?.[1];
    const holder = bearer ? await this.source.keyHolder(bearer) : null;
    if (!holder) throw new Unauthenticated('api-key-invalid');
    await this.budget.spend(holder.keyId, holder.workspace.workspaceId);
    return {
      ...actorFor(req, null),
      workspaceId: holder.workspace.workspaceId,
      workspaceSlug: holder.workspace.slug,
      workspaceKind: holder.workspace.kind,
      role: holder.role,
      apiKeyId: holder.keyId,
      label: `api-key:${holder.keyName}`,
    };
  }

  private async personOf(req: Request): Promise<Person | null> {
    const userId = req.session?.passport?.user;
    const { personRead: read } = req;
    req.person = !userId ? null : read?.userId === userId ? read.person : await this.source.person(userId);
    if (req.person) req.locale = req.person.locale;
    return req.person;
  }

  private async mustBeAllowed(actor: Actor, permission: Permission): Promise<void> {
    if (allows(permission, actor.role, actor.workspaceKind)) return;
    await this.source.refused(actor, permission);
    throw new Forbidden();
  }
}

function actorFor(req: Request, person: Person | null): Actor {
  return {
    userId: person?.id ?? null,
    workspaceId: null,
    workspaceSlug: null,
    workspaceKind: null,
    role: null,
    apiKeyId: null,
    label: person?.email ?? 'guest',
    locale: req.locale,
    requestId: req.requestId,
    address: req.ip ?? null,
  };
}
