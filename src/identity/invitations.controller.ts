import { Controller, Get, Param, Post, Req } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import type { Request } from 'express';
import { NotFound } from '../kernel/index.js';
import { actorOf, emptyForm, Form, FormBody, notice, page, Public, redirect } from '../platform/web/index.js';
import { Accounts, type OpenInvitation } from './accounts.service.js';
import { NewcomerForm } from './identity.forms.js';
import { linkOver } from './password-reset.controller.js';
import { startSession } from './session-changes.js';

/** The link of an invitation mail: for people who are new, and for people who have an account. */
@ApiExcludeController()
@Controller('invitations/:token')
@Public()
export class InvitationsController {
  constructor(private readonly accounts: Accounts) {}

  @Get()
  async show(@Req() req: Request, @Param('token') token: string) {
    const found = await this.accounts.invitation(token);
    if (!found) return linkOver();
    return this.page(req, token, found, emptyForm<NewcomerForm>({ name: '' }));
  }

  /** Somebody new: name and password. */
  @Post('account')
  async createAccount(
    @Req() req: Request,
    @Param('token') token: string,
    @FormBody(NewcomerForm) form: Form<NewcomerForm>,
  ) {
    const found = await this.accounts.invitation(token);
    if (!found) return linkOver();
    if (!form.ok) return this.page(req, token, found, form);
    try {
      const { name, password } = form.values;
      const { userId, workspaceSlug } = await this.accounts.accept(token, actorOf(req), { name, password });
      await startSession(req, userId);
      notice('success', 'identity.invitation.joined');
      return redirect(`/w/${workspaceSlug}`);
    } catch (error) {
      if (error instanceof NotFound) return linkOver();
      return this.page(req, token, found, form.refuse('password', error));
    }
  }

  /** Somebody signed in under the invited address. */
  @Post('acceptance')
  async accept(@Req() req: Request, @Param('token') token: string) {
    const { workspaceSlug } = await this.accounts.accept(token, actorOf(req));
    notice('success', 'identity.invitation.joined');
    return redirect(`/w/${workspaceSlug}`);
  }

  private page(
    req: Request,
    token: string,
    found: { invitation: OpenInvitation; known: boolean },
    form: Form<NewcomerForm>,
  ) {
    const { invitation, known } = found;
    const path = `/invitations/${token}`;
    const view = {
      base: path,
      workspaceName: invitation.workspaceName,
      role: invitation.role,
      email: invitation.email,
      signedInAs: req.person?.email ?? null,
      mayAccept: req.person?.email === invitation.email,
      known,
      form: { name: form.values.name },
      errors: form.errors,
    };
    return page(view, { full: 'identity/invitation', status: form.ok ? 200 : 422 });
  }
}
