import { Inject, Injectable } from '@nestjs/common';
import { Refused, type Role } from '../kernel/index.js';
import { Audit } from '../audit/index.js';
import type { Config } from '../platform/config/index.js';
import { currentWork } from '../platform/db/index.js';
import type { Locale } from '../platform/i18n/index.js';
import { mailAddress, Mailer } from '../platform/mail/index.js';
import { CONFIG } from '../platform/tokens.js';
import { newInvitationToken } from './invitation.rules.js';
import { InvitationsRepository } from './invitations.repository.js';
import { MembersRepository } from './members.repository.js';
import { WorkspacesRepository } from './workspaces.repository.js';

/** Asking people in. Every method works in the caller's unit of work, in one workspace. */
@Injectable()
export class Invitations {
  constructor(
    @Inject(CONFIG) private readonly config: Config,
    private readonly invitations: InvitationsRepository,
    private readonly members: MembersRepository,
    private readonly workspaces: WorkspacesRepository,
    private readonly mailer: Mailer,
    private readonly audit: Audit,
  ) {}

  /** @throws Refused `workspaces.already-member`, `workspaces.already-invited` */
  async invite(workspaceId: string, given: { email: string; role: Role; locale: Locale }): Promise<void> {
    const email = mailAddress(given.email);
    if (currentWork().scope.role === 'app' && (await this.members.hasEmail(workspaceId, email)))
      throw new Refused('workspaces.already-member');
    const { token, hash } = newInvitationToken(workspaceId);
    const invitedBy = currentWork().scope.actor?.label ?? 'system';
    const id = await this.invitations.insert(workspaceId, { ...given, email, invitedBy, tokenHash: hash });
    if (!id) throw new Refused('workspaces.already-invited');
    await this.send(workspaceId, { ...given, email }, token);
    await this.audit.record({
      action: 'workspaces.invitation.sent',
      subject: { type: 'invitation', id },
      detail: { role: given.role },
    });
  }

  async resend(workspaceId: string, id: string): Promise<void> {
    const { token, hash } = newInvitationToken(workspaceId);
    await this.send(workspaceId, await this.invitations.renew(workspaceId, id, hash), token);
    await this.audit.record({ action: 'workspaces.invitation.resent', subject: { type: 'invitation', id } });
  }

  async withdraw(workspaceId: string, id: string): Promise<void> {
    await this.invitations.delete(workspaceId, id);
    await this.audit.record({ action: 'workspaces.invitation.withdrawn', subject: { type: 'invitation', id } });
  }

  private async send(workspaceId: string, to: { email: string; role: Role; locale: Locale }, token: string) {
    const { name } = await this.workspaces.byId(workspaceId);
    const data = { workspace: name, role: to.role, link: `${this.config.baseUrl}/invitations/${token}` };
    await this.mailer.enqueue({ to: to.email, template: 'invitation', locale: to.locale, data });
  }
}
