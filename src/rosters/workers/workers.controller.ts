import { Controller, Get, Param, Post } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import type { Actor } from '../../kernel/index.js';
import { anId, CurrentActor, Form, FormBody, notice, page, redirect, Requires } from '../../platform/web/index.js';
import { UnmaskForm, VersionForm } from './worker.forms.js';
import { LeaveWorker } from './leave-worker.js';
import { UnmaskWorker } from './unmask-worker.js';
import { ViewWorker } from './view-worker.js';
import { WorkerPage } from './worker.page.js';
import { regionsIn } from './worker-timeline.js';
import { Wording } from './worker-words.js';

@ApiExcludeController()
@Controller('w/:workspace/workers')
export class WorkersController {
  constructor(
    private readonly viewing: ViewWorker,
    private readonly unmasking: UnmaskWorker,
    private readonly leaving: LeaveWorker,
    private readonly wording: Wording,
  ) {}

  @Get(':id')
  @Requires('workers.read')
  async show(@CurrentActor() actor: Actor, @Param('id', anId) id: string) {
    const view = await this.viewing.view(actor, id);
    const words = await this.wording.words(actor.locale, regionsIn(view));
    return page(WorkerPage.from(actor, view, words), { full: 'workers/show' });
  }

  /** Answers with the full values themselves: after a redirect they would have to be kept somewhere. */
  @Post(':id/unmasking')
  @Requires('workers.unmask')
  async unmask(
    @CurrentActor() actor: Actor,
    @Param('id', anId) id: string,
    @FormBody(UnmaskForm) form: Form<UnmaskForm>,
  ) {
    if (!form.ok) return redirect(`/w/${actor.workspaceSlug}/workers/${id}`);
    const { fields } = await this.unmasking.show(actor, id, form.values.reason);
    const view = await this.viewing.view(actor, id);
    const words = await this.wording.words(actor.locale, regionsIn(view));
    return page(WorkerPage.from(actor, view, words, fields), { full: 'workers/show' });
  }

  @Post(':id/leaving')
  @Requires('workers.write')
  async leave(
    @CurrentActor() actor: Actor,
    @Param('id', anId) id: string,
    @FormBody(VersionForm) form: Form<VersionForm>,
  ) {
    await this.leaving.leave(actor, id, form.values.version);
    notice('success', 'workers.left.done');
    return redirect(`/w/${actor.workspaceSlug}/workers/${id}`);
  }

  @Post(':id/return')
  @Requires('workers.write')
  async bringBack(
    @CurrentActor() actor: Actor,
    @Param('id', anId) id: string,
    @FormBody(VersionForm) form: Form<VersionForm>,
  ) {
    await this.leaving.bringBack(actor, id, form.values.version);
    notice('success', 'workers.left.undone');
    return redirect(`/w/${actor.workspaceSlug}/workers/${id}`);
  }
}
