import { Controller, Get, Param, Post, Query } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import type { Actor } from '../../kernel/index.js';
import { UnitOfWork } from '../../platform/db/index.js';
import {
  AgencyReads,
  anId,
  CurrentActor,
  Form,
  FormBody,
  notice,
  OwnWork,
  page,
  redirect,
  Requires,
} from '../../platform/web/index.js';
import { Alarms } from './alarms.js';
import { ALARMS_ASKED, AlarmsPage } from './alarms.page.js';
import { AlarmsQuery, SettleForm } from './guard.forms.js';

/** Signs of guessing, for the agency. */
@ApiExcludeController()
@Controller('w/:workspace/registry/alarms')
export class AlarmsController {
  constructor(
    private readonly units: UnitOfWork,
    private readonly alarms: Alarms,
  ) {}

  @Get()
  @Requires('alarms.read')
  @AgencyReads()
  async index(@CurrentActor() actor: Actor, @Query() query: AlarmsQuery) {
    const { state, kind, workspace, before } = query;
    const filter = { ...(state && { state }), ...(kind && { kind }), ...(workspace && { workspace }) };
    const alarms = await this.alarms.list({ ...filter, before }, ALARMS_ASKED);
    return page(AlarmsPage.from(actor, alarms, filter), { full: 'participants/alarms' });
  }

  @Post(':id/settlement')
  @Requires('alarms.settle')
  @OwnWork()
  async settle(
    @CurrentActor() actor: Actor,
    @Param('id', anId) id: string,
    @FormBody(SettleForm) form: Form<SettleForm>,
  ) {
    if (!form.ok) return this.again(actor, id, form);
    await this.alarms.settle(actor, id, form.values.note);
    notice('success', 'participants.alarms.settled');
    return redirect(`/w/${actor.workspaceSlug}/registry/alarms`);
  }

  private again(actor: Actor, id: string, form: Form<SettleForm>) {
    const scope = { role: 'agency', workspaceId: actor.workspaceId, userId: actor.userId, readOnly: true } as const;
    return this.units.run(scope, async () => {
      const refused = { id, note: String(form.values.note ?? ''), error: Object.values(form.errors)[0] ?? '' };
      const view = AlarmsPage.from(actor, await this.alarms.list({}, ALARMS_ASKED), {}, refused);
      return page(view, { full: 'participants/alarms', status: 422 });
    });
  }
}
