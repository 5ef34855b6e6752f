import { setTimeout as sleep } from 'node:timers/promises';
import { Controller, Get, Param, Post, Res } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import type { Response } from 'express';
import type { Actor } from '../kernel/index.js';
import { translator } from '../platform/i18n/index.js';
import { CurrentActor, emptyForm, Form, FormBody, notice, page, Public, redirect } from '../platform/web/index.js';
import { TooManyAttempts } from './attempt-limits.js';
import { Credentials } from './credentials.service.js';
import { NewPasswordForm, ResetRequestForm } from './identity.forms.js';

// Long enough that writing a mail or not doesn't show.
const ANSWER_AFTER_MS = 300;

@ApiExcludeController()
@Controller('password-reset')
@Public()
export class PasswordResetController {
  constructor(private readonly credentials: Credentials) {}

  @Get()
  new() {
    return this.request(emptyForm<ResetRequestForm>({ email: '' }));
  }

  @Post()
  async create(
    @CurrentActor() actor: Actor,
    @FormBody(ResetRequestForm) form: Form<ResetRequestForm>,
    @Res({ passthrough: true }) res: Response,
  ) {
    if (!form.ok) return this.request(form);
    try {
      await Promise.all([this.credentials.requestReset(form.values.email, actor), sleep(ANSWER_AFTER_MS)]);
    } catch (error) {
      if (!(error instanceof TooManyAttempts)) throw error;
      res.setHeader('Retry-After', String(error.retryAfterSeconds));
      const minutes = { count: Math.ceil(error.retryAfterSeconds / 60) };
      form.errors.email = translator(actor.locale)('identity.errors.too-many', minutes);
      return this.request(form, 429);
    }
    return page({}, { full: 'identity/reset-sent' });
  }

  @Get(':token')
  async edit(@Param('token') token: string) {
    if (!(await this.credentials.isResetOpen(token))) return linkOver();
    return this.choose(token, emptyForm<NewPasswordForm>());
  }

  @Post(':token')
  async update(
    @CurrentActor() actor: Actor,
    @Param('token') token: string,
    @FormBody(NewPasswordForm) form: Form<NewPasswordForm>,
  ) {
    if (!form.ok) return this.choose(token, form);
    try {
      if (!(await this.credentials.reset(token, form.values.password, actor))) return linkOver();
    } catch (error) {
      return this.choose(token, form.refuse('password', error));
    }
    notice('success', 'identity.reset.done');
    return redirect('/sign-in');
  }

  private request(form: Form<ResetRequestForm>, status = form.ok ? 200 : 422) {
    return page({ form: form.values, errors: form.errors }, { full: 'identity/reset-request', status });
  }

  private choose(token: string, form: Form<NewPasswordForm>) {
    const view = { action: `/password-reset/${encodeURIComponent(token)}`, errors: form.errors };
    return page(view, { full: 'identity/reset', status: form.ok ? 200 : 422 });
  }
}

export function linkOver() {
  return page({}, { full: 'identity/link-over', status: 410 });
}
