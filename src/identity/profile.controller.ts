import { Controller, Get, Param, Post, Req } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import type { Request } from 'express';
import { NotFound, type Actor } from '../kernel/index.js';
import { Audit } from '../audit/index.js';
import {
  CurrentActor,
  emptyForm,
  Form,
  FormBody,
  notice,
  OwnWork,
  page,
  redirect,
  SignedIn,
  storedSessionId,
} from '../platform/web/index.js';
import { Credentials } from './credentials.service.js';
import { ChangePasswordForm, ProfileForm } from './identity.forms.js';
import { ProfilePage } from './profile.page.js';
import { startSession } from './session-changes.js';
import { SessionsRepository } from './sessions.repository.js';
import { UsersRepository } from './users.repository.js';

@ApiExcludeController()
@Controller('profile')
@SignedIn()
export class ProfileController {
  constructor(
    private readonly users: UsersRepository,
    private readonly sessions: SessionsRepository,
    private readonly credentials: Credentials,
    private readonly audit: Audit,
  ) {}

  @Get()
  show(@Req() req: Request) {
    const { name, locale } = req.person ?? {};
    return this.page(req, emptyForm<ProfileForm>({ name, locale }));
  }

  @Post()
  async update(@CurrentActor() actor: Actor, @Req() req: Request, @FormBody(ProfileForm) form: Form<ProfileForm>) {
    if (!form.ok) return this.page(req, form);
    await this.users.changeProfile(actor.userId ?? '', form.values.name, form.values.locale);
    await this.audit.record({ action: 'identity.profile.changed', subject: { type: 'user', id: actor.userId ?? '' } });
    notice('success', 'identity.profile.saved');
    return redirect('/profile');
  }

  @Get('password')
  password() {
    return this.passwordPage(emptyForm<ChangePasswordForm>());
  }

  @Post('password')
  @OwnWork()
  async changePassword(
    @CurrentActor() actor: Actor,
    @Req() req: Request,
    @FormBody(ChangePasswordForm) form: Form<ChangePasswordForm>,
  ) {
    if (!form.ok) return this.passwordPage(form);
    const { current, password } = form.values;
    try {
      await this.credentials.changePassword(actor, current, password, storedSessionId(req.sessionID));
    } catch (error) {
      const wrong = (error as { code?: string }).code === 'identity.password-wrong';
      return this.passwordPage(form.refuse(wrong ? 'current' : 'password', error));
    }
    await startSession(req, actor.userId ?? '');
    notice('success', 'identity.profile.passwordChanged');
    return redirect('/profile');
  }

  @Post('sessions/others/ending')
  async endOthers(@CurrentActor() actor: Actor, @Req() req: Request) {
    const count = await this.sessions.endOthers(actor.userId ?? '', storedSessionId(req.sessionID));
    await this.audit.record({ action: 'identity.sessions.ended', detail: { count } });
    notice('success', 'identity.profile.othersEnded', { count });
    return redirect('/profile');
  }

  @Post('sessions/:id/ending')
  async end(@CurrentActor() actor: Actor, @Param('id') id: string) {
    if (!(await this.sessions.end(actor.userId ?? '', id))) throw new NotFound();
    await this.audit.record({ action: 'identity.sessions.ended', detail: { count: 1 } });
    notice('success', 'identity.profile.sessionEnded');
    return redirect('/profile');
  }

  private async page(req: Request, form: Form<ProfileForm>) {
    const sessions = await this.sessions.list(req.person?.id ?? '');
    const view = ProfilePage.from(sessions, storedSessionId(req.sessionID), form);
    return page(view, { full: 'identity/profile', status: form.ok ? 200 : 422 });
  }

  private passwordPage(form: Form<ChangePasswordForm>) {
    return page({ errors: form.errors }, { full: 'identity/password', status: form.ok ? 200 : 422 });
  }
}
