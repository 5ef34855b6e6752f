import { Controller, Get, Query } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import type { Actor } from '../kernel/index.js';
import { CurrentActor, page, Requires } from '../platform/web/index.js';
import { AuditQuery } from './audit.forms.js';
import { ASKED, AuditPage } from './audit.page.js';
import { EventsRepository } from './events.repository.js';

@ApiExcludeController()
@Controller('w/:workspace/audit')
export class AuditController {
  constructor(private readonly events: EventsRepository) {}

  @Get()
  @Requires('audit.read')
  async index(@CurrentActor() actor: Actor, @Query() query: AuditQuery) {
    const id = actor.workspaceId ?? '';
    const events = await this.events.list(id, query, ASKED);
    return page(AuditPage.from(actor, events, await this.events.actions(id), query), { full: 'audit/index' });
  }
}
