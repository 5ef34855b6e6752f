import { Injectable } from '@nestjs/common';
import { NotFound, Refused, systemActor, type Actor, type Role } from '../kernel/index.js';
import { Audit } from '../audit/index.js';
import { UnitOfWork } from '../platform/db/index.js';
import type { Locale } from '../platform/i18n/index.js';
import { mailAddress } from '../platform/mail/index.js';
import { InvitationsRepository, MembersRepository, readInvitationToken, Workspaces } from '../workspaces/index.js';
import { judgePassword } from './password.rules.js';
import { hashPassword } from './passwords.js';
import { UsersRepository, type User } from './users.repository.js';

export type OpenInvitation = NonNullable<Awaited<ReturnType<InvitationsRepository['byToken']>>>;

/** New users and new members. Each method opens its own unit of work. */
@Injectable()
export class Accounts {
  constructor(
    private readonly work: UnitOfWork,
    private readonly users: UsersRepository,
    private readonly invitations: InvitationsRepository,
    private readonly members: MembersRepository,
    private readonly workspaces: Workspaces,
    private readonly audit: Audit,
  ) {}

  /** For the command line and the demo. @throws Refused `identity.email-taken`, or 422 for a weak password */
  createUser(given: { email: string; name: string; password: string; locale?: Locale }): Promise<{ id: string }> {
    const actor = systemActor('-');
    return this.work.run({ role: 'identity', actor }, async () => {
      const id = await this.insert(given);
      await this.audit.record({ action: 'identity.user.created', subject: { type: 'user', id } });
      return { id };
    });
  }

  /** For the command line and the demo. @throws NotFound · Refused `workspaces.already-member` */
  async addMember(given: { workspaceSlug: string; email: string; role: Role }): Promise<{ userId: string }> {
    const workspace = await this.workspaces.bySlug(given.workspaceSlug);
    const actor = systemActor('-', workspace.id);
    return this.work.run({ role: 'identity', workspaceId: workspace.id, actor }, async () => {
      const user = await this.users.byEmail(mailAddress(given.email));
      if (!user) throw new NotFound();
      await this.join(workspace.id, user.id, given.role, actor);
      return { userId: user.id };
    });
  }

  /** The open invitation of a link, and whether its address has an account. null: used, withdrawn, too old. */
  async invitation(token: string): Promise<{ invitation: OpenInvitation; known: boolean } | null> {
    const read = readInvitationToken(token);
    if (!read) return null;
    return this.work.run({ role: 'identity', workspaceId: read.workspaceId, readOnly: true }, async () => {
      const invitation = await this.invitations.byToken(read.workspaceId, read.hash);
      return invitation && { invitation, known: (await this.users.byEmail(invitation.email)) !== null };
    });
  }

  /**
   * Accepts an invitation: as the person who is signed in under its address, or as somebody new with name and password.
   * @throws NotFound when the link is no longer good · Refused `identity.other-account`, or 422 for a weak password
   */
  async accept(token: string, by: Actor, newcomer?: { name: string; password: string }) {
    const read = readInvitationToken(token);
    if (!read) throw new NotFound();
    return this.work.run({ role: 'identity', workspaceId: read.workspaceId, actor: by }, async () => {
      const invitation = await this.invitations.byToken(read.workspaceId, read.hash);
      if (!invitation) throw new NotFound();
      const { email, role } = invitation;
      if (!newcomer && by.label !== email) throw new Refused('identity.other-account');
      const userId = newcomer ? await this.insert({ email, locale: by.locale, ...newcomer }) : (by.userId ?? '');
      await this.invitations.delete(read.workspaceId, invitation.id);
      await this.join(read.workspaceId, userId, role, { ...by, userId, label: email });
      return { userId, workspaceSlug: invitation.workspaceSlug };
    });
  }

  private async join(workspaceId: string, userId: string, role: Role, by: Actor): Promise<void> {
    if (!(await this.members.add(workspaceId, userId, role))) throw new Refused('workspaces.already-member');
    await this.audit.record(
      { action: 'workspaces.member.joined', subject: { type: 'user', id: userId }, detail: { role } },
      by,
    );
  }

  private async insert(given: { email: string; name: string; password: string; locale?: Locale }): Promise<string> {
    const weak = judgePassword(given.password, [given.email, given.name]);
    if (weak) throw Refused.invalid(weak);
    const user: Omit<User, 'id'> = {
      email: mailAddress(given.email),
      name: given.name,
      locale: given.locale ?? 'id',
      passwordHash: await hashPassword(given.password),
    };
    const id = await this.users.insert(user);
    if (!id) throw new Refused('identity.email-taken');
    return id;
  }
}
