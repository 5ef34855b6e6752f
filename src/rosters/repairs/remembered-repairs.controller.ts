import { Controller, Get, Param, Post } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import type { Actor } from '../../kernel/index.js';
import { anId, CurrentActor, notice, page, redirect, Requires } from '../../platform/web/index.js';
import { RememberedRepairs } from './remembered-repairs.js';
import { RepairViews } from './repair-views.js';
import { rememberedPath } from './repairs.page.js';

/** What the workspace remembers of repairs, and forgetting it. */
@ApiExcludeController()
@Controller('w/:workspace/remembered-repairs')
@Requires('rosters.upload')
export class RememberedRepairsController {
  constructor(
    private readonly remembered: RememberedRepairs,
    private readonly views: RepairViews,
  ) {}

  @Get()
  async index(@CurrentActor() actor: Actor) {
    const list = await this.remembered.list(actor.workspaceId ?? '');
    return page(await this.views.remembered(actor, list), { full: 'rosters/remembered-repairs' });
  }

  @Post(':id/removal')
  async remove(@CurrentActor() actor: Actor, @Param('id', anId) id: string) {
    await this.remembered.forget(actor.workspaceId ?? '', id);
    notice('success', 'repairs.remembered.forgotten');
    return redirect(rememberedPath(actor));
  }
}
