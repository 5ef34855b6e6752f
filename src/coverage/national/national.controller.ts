import { Controller, Get, Query } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import { IsIn, IsOptional } from 'class-validator';
import type { Actor } from '../../kernel/index.js';
import { AgencyReads, CurrentActor, page, Requires } from '../../platform/web/index.js';
import { National } from './national.js';
import { NationalPage, SORTS, type Sort } from './national.page.js';

export class NationalQuery {
  @IsOptional()
  @IsIn(SORTS)
  sort?: Sort;
}

@ApiExcludeController()
@Controller('w/:workspace/national')
export class NationalController {
  constructor(private readonly national: National) {}

  @Get()
  @Requires('coverage.national')
  @AgencyReads()
  async show(@CurrentActor() actor: Actor, @Query() query: NationalQuery) {
    const facts = await this.national.facts(actor.workspaceId ?? '');
    return page(NationalPage.from(actor, facts, query.sort ?? 'workers'), { full: 'coverage/national' });
  }
}
