import { Controller, Get, Query } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import { Type } from 'class-transformer';
import { IsInt, IsOptional, Max, Min } from 'class-validator';
import { Clock, type Actor } from '../kernel/index.js';
import { AgencyReads, CurrentActor, page, Requires } from '../platform/web/index.js';
import { openCasesByWorkspace } from './match-cases.js';
import { newestExtracts, segmentTotals } from './registry-overview.query.js';
import { EXTRACTS_PER_PAGE, MatchCasesPage, RegistryPage } from './registry.page.js';

export class RegistryQuery {
  @IsOptional() @Type(() => Number) @IsInt() @Min(1) @Max(Number.MAX_SAFE_INTEGER) before?: number;
}

/** The agency's registry: how many participants, from which extract, and what could not be matched. */
@ApiExcludeController()
@Controller('w/:workspace/registry')
export class RegistryController {
  constructor(private readonly clock: Clock) {}

  @Get()
  @Requires('registry.read')
  @AgencyReads()
  async show(@CurrentActor() actor: Actor, @Query() query: RegistryQuery) {
    const day = this.clock.today();
    const segments = await segmentTotals(day);
    const extracts = await newestExtracts(EXTRACTS_PER_PAGE + 1, query.before);
    const [newest = null] = query.before ? await newestExtracts(1) : extracts;
    const cases = await openCasesByWorkspace();
    return page(RegistryPage.from(actor, { day, newest, segments, extracts, cases }), {
      full: 'participants/registry',
    });
  }

  @Get('cases')
  @Requires('registry.cases')
  @AgencyReads()
  async cases(@CurrentActor() actor: Actor) {
    return page(MatchCasesPage.from(actor, await openCasesByWorkspace()), { full: 'participants/cases' });
  }
}
