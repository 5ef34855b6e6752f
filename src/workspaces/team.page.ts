import { ROLES, type Actor } from '../kernel/index.js';
import { translator } from '../platform/i18n/index.js';
import { allows, type Form } from '../platform/web/index.js';
import type { Invitation, Member } from './workspace.js';
import type { InviteForm } from './workspaces.forms.js';

export class TeamPage {
  static from(actor: Actor, members: Member[], invitations: Invitation[], form: Form<InviteForm>) {
    const t = translator(actor.locale);
    const base = `/w/${actor.workspaceSlug}`;
    const admins = members.filter(({ role }) => role === 'admin').length;
    return {
      base,
      mayManage: allows('members.manage', actor.role, actor.workspaceKind),
      members: members.map((member) => ({
        ...member,
        isSelf: member.userId === actor.userId,
        isLastAdmin: member.role === 'admin' && admins === 1,
        rolePath: `${base}/members/${member.id}/role`,
        removalPath: `${base}/members/${member.id}/removal`,
      })),
      invitations: invitations.map((invitation) => ({
        ...invitation,
        expired: invitation.expiresAt < new Date(),
        resendPath: `${base}/invitations/${invitation.id}/resending`,
        withdrawPath: `${base}/invitations/${invitation.id}/withdrawal`,
      })),
      roles: ROLES.map((role) => ({
        value: role,
        text: t(`shared.role.${role}`),
        hint: t(`workspaces.roles.${role}`),
      })),
      form: form.values,
      errors: form.errors,
    };
  }
}
