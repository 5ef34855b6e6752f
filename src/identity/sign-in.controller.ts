import { Controller, Get, Post, Query, Req, Res } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import type { Request, Response } from 'express';
import { translator } from '../platform/i18n/index.js';
import { actorOf, emptyForm, Form, FormBody, page, Public, redirect, safePath } from '../platform/web/index.js';
import { TooManyAttempts } from './attempt-limits.js';
import { SignInForm } from './identity.forms.js';
import { authenticate, endSession, startSession } from './session-changes.js';
import { SignIn } from './sign-in.service.js';

@ApiExcludeController()
@Controller()
@Public()
export class SignInController {
  constructor(private readonly signIn: SignIn) {}

  @Get('sign-in')
  show(@Req() req: Request, @Query('next') next?: string) {
    if (req.person) return redirect(safePath(next, '/'));
    return this.form(emptyForm<SignInForm>({ email: '', next: safePath(next, '/') }));
  }

  @Post('sign-in')
  async create(
    @FormBody(SignInForm) form: Form<SignInForm>,
    @Req() req: Request,
    @Res({ passthrough: true }) res: Response,
  ) {
    if (!form.ok) return this.form(form);
    const t = translator(req.locale);
    try {
      const userId = await authenticate(req, res);
      if (userId === null) {
        form.errors.email = t('identity.errors.credentials');
        return this.form(form);
      }
      await startSession(req, userId);
      return redirect(safePath(form.values.next, '/'));
    } catch (error) {
      if (!(error instanceof TooManyAttempts)) throw error;
      res.setHeader('Retry-After', String(error.retryAfterSeconds));
      form.errors.email = t('identity.errors.too-many', { count: Math.ceil(error.retryAfterSeconds / 60) });
      return this.form(form, 429);
    }
  }

  @Post('sign-out')
  async destroy(@Req() req: Request) {
    if (req.person) await this.signIn.signedOut(actorOf(req));
    await endSession(req);
    return redirect('/sign-in');
  }

  private form(form: Form<SignInForm>, status = form.ok ? 200 : 422) {
    const view = { form: { email: form.values.email, next: form.values.next ?? '/' }, errors: form.errors };
    return page(view, { full: 'identity/sign-in', status });
  }
}
