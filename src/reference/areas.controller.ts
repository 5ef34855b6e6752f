import { Controller, Get, Headers, Query } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import { CurrentActor, page, SignedIn } from '../platform/web/index.js';
import type { Actor } from '../kernel/index.js';
import { AreaQuery, levelOf } from './area.forms.js';
import { AreasPage, areaItem } from './areas.page.js';
import { searchAreas } from './area-search.js';

/** Regions for pickers: JSON for a script, a page for a person whose browser runs none. */
@ApiExcludeController()
@Controller('reference/areas')
export class AreasController {
  @Get()
  @SignedIn()
  async index(@CurrentActor() actor: Actor, @Query() query: AreaQuery, @Headers('accept') accept = '') {
    const level = levelOf(query.level);
    const areas = await searchAreas(query.q ?? '', level);
    if (!accept.includes('text/html')) return { items: areas.map(areaItem) };
    return page(AreasPage.from(actor, query, areas), { full: 'reference/areas' });
  }
}
