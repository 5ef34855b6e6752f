import { Controller, Get, Param } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import { type Actor, NotFound } from '../../kernel/index.js';
import { CurrentActor, page, redirect, Requires } from '../../platform/web/index.js';
import { BREAKDOWNS } from './coverage-groups.js';
import { DashboardBody } from './dashboard-body.js';
import { Dashboard } from './dashboard.js';
import { BreakdownPage, DashboardPage } from './dashboard.page.js';

@ApiExcludeController()
@Controller('w/:workspace')
export class DashboardController {
  constructor(
    private readonly dashboard: Dashboard,
    private readonly body: DashboardBody,
  ) {}

  /** The front page of every workspace; the agency's is the whole country. */
  @Get()
  @Requires('coverage.read')
  home(@CurrentActor() actor: Actor) {
    return actor.workspaceKind === 'agency' ? redirect(`/w/${actor.workspaceSlug}/national`) : this.index(actor);
  }

  @Get('coverage')
  @Requires('coverage.read')
  async index(@CurrentActor() actor: Actor) {
    return page(DashboardPage.around(actor, await this.body.of(actor)), { full: 'coverage/index' });
  }

  @Get('coverage/by/:dimension')
  @Requires('coverage.read')
  async breakdown(@CurrentActor() actor: Actor, @Param('dimension') dimension: string) {
    const name = BREAKDOWNS.find((one) => one === dimension);
    if (!name) throw new NotFound();
    const facts = await this.dashboard.facts(actor.workspaceId ?? '', actor.locale);
    if (!facts) return redirect(`/w/${actor.workspaceSlug}/coverage`);
    return page(BreakdownPage.from(actor, facts, name), { full: 'coverage/breakdown' });
  }
}
