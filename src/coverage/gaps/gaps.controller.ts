import { Controller, Get, Query } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import type { Actor } from '../../kernel/index.js';
import { CurrentActor, page, redirect, Requires } from '../../platform/web/index.js';
import { Places } from '../places.js';
import { gapCount, readGapFilter } from './gap-filter.rules.js';
import { GapList } from './gap-list.js';
import { GapsQuery } from './gaps.forms.js';
import { GapPeoplePage, GapsPage } from './gaps.page.js';

const PER_PAGE = 50;
/** Under a heading of the list: a first look, the rest is one page further. */
const PREVIEW = 12;
const PRINTED = 1_000;

@ApiExcludeController()
@Controller('w/:workspace/coverage/gaps')
export class GapsController {
  constructor(
    private readonly gaps: GapList,
    private readonly places: Places,
  ) {}

  @Get()
  @Requires('coverage.read')
  async index(@CurrentActor() actor: Actor, @Query() query: GapsQuery) {
    const workspaceId = actor.workspaceId ?? '';
    const day = await this.gaps.day(workspaceId);
    const groups = await this.gaps.groups(workspaceId);
    const names = await this.places.names(actor.locale, new Set(groups.map(({ region }) => region)));
    const view = GapsPage.from(actor, day, readGapFilter(query), groups, names, query.page ?? 1);
    return page(view, { full: 'coverage/gaps' });
  }

  @Get('people')
  @Requires('coverage.read')
  async people(@CurrentActor() actor: Actor, @Query() query: GapsQuery) {
    const view = await this.list(actor, query, PER_PAGE);
    return view ? page(view, { full: 'coverage/gap-people' }) : redirect(`/w/${actor.workspaceSlug}/coverage/gaps`);
  }

  /** The first people of a group, for unfolding it on the list. */
  @Get('preview')
  @Requires('coverage.read')
  async preview(@CurrentActor() actor: Actor, @Query() query: GapsQuery) {
    const view = await this.list(actor, query, PREVIEW);
    if (!view) return redirect(`/w/${actor.workspaceSlug}/coverage/gaps`);
    return page(view, { full: 'coverage/gap-people', part: 'coverage/gap-preview.hx' });
  }

  @Get('print')
  @Requires('coverage.read')
  async print(@CurrentActor() actor: Actor, @Query() query: GapsQuery) {
    const view = await this.list(actor, query, PRINTED);
    return view ? page(view, { full: 'coverage/gap-print' }) : redirect(`/w/${actor.workspaceSlug}/coverage/gaps`);
  }

  private async list(actor: Actor, query: GapsQuery, limit: number) {
    const workspaceId = actor.workspaceId ?? '';
    const filter = readGapFilter(query);
    const day = await this.gaps.day(workspaceId);
    if (!day) return null;
    const found = await this.gaps.people(workspaceId, filter, day, { after: query.after ?? null, limit });
    const groups = await this.gaps.groups(workspaceId, filter);
    const size = groups.reduce((sum, { counts }) => sum + gapCount(counts, filter.statuses), 0);
    const names = await this.places.names(actor.locale, new Set(groups.map(({ region }) => region)));
    return GapPeoplePage.from(actor, day, filter, found, size, names);
  }
}
