import { Controller, Get, Post, Query } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import { Refused, type Actor } from '../../kernel/index.js';
import { localPath } from '../../platform/views/index.js';
import { CurrentActor, Form, FormBody, page, redirect, Requires } from '../../platform/web/index.js';
import { ListPages, type ListQuery } from './list-pages.js';
import { holdsNik } from './worker-text.rules.js';
import { SearchForm } from './worker.forms.js';

@ApiExcludeController()
@Controller('w/:workspace/workers')
export class WorkerListController {
  constructor(private readonly pages: ListPages) {}

  @Get()
  @Requires('workers.read')
  async index(@CurrentActor() actor: Actor, @Query() query: ListQuery) {
    if (holdsNik(String(query.q ?? ''))) throw Refused.invalid('workers.nikInAddress');
    return page(await this.pages.list(actor, query), { full: 'workers/index' });
  }

  /** The search form, so that a whole NIK never stands in an address; everything else goes on to one that can be kept. */
  @Post('search')
  @Requires('workers.read')
  async search(@CurrentActor() actor: Actor, @FormBody(SearchForm) form: Form<SearchForm>) {
    const path = `/w/${actor.workspaceSlug}/workers`;
    if (!holdsNik(form.values.q)) return redirect(localPath([path], await this.pages.queryOf(form.values)));
    const id = await this.pages.withNik(actor, form.values.q);
    if (id) return redirect(`${path}/${id}`);
    return page(await this.pages.nobody(actor), { full: 'workers/index' });
  }
}
