import { ROLES, type Actor, type Locale } from '../kernel/index.js';
import { translator } from '../platform/i18n/index.js';
import { allows, type Form } from '../platform/web/index.js';
import type { Invitation, Member } from './workspace.js';
import type { InviteForm } from './workspaces.forms.js';

/** One member, for whoever may change or end their place. */
export function memberView(actor: Actor, member: Member, errors: Record<string, string>) {
  const base = `/w/${actor.workspaceSlug}/members`;
  return { base, member, action: `${base}/${member.id}`, roles: roleChoices(actor.locale), errors };
}

function roleChoices(locale: Locale) {
  const t = translator(locale);
  return ROLES.map((role) => ({ value: role, text: t(`shared.role.${role}`), hint: t(`workspaces.roles.${role}`) }));
}

export class TeamPage {
  static from(actor: Actor, members: Member[], invitations: Invitation[], form: Form<InviteForm>) {
    const base = `/w/${actor.workspaceSlug}`;
    const admins = members.filter(({ role }) => role === 'admin').length;
    return {
      base,
      mayManage: allows('members.manage', actor.role, actor.workspaceKind),
      members: members.map((member) => ({
        ...member,
        isSelf: member.userId === actor.userId,
        isLastAdmin: member.role === 'admin' && admins === 1,
        href: `${base}/members/${member.id}`,
      })),
      invitations: invitations.map((invitation) => ({
        ...invitation,
        expired: invitation.expiresAt < new Date(),
        resendPath: `${base}/invitations/${invitation.id}/resending`,
        withdrawPath: `${base}/invitations/${invitation.id}/withdrawal`,
      })),
      roles: roleChoices(actor.locale),
      form: form.values,
      errors: form.errors,
    };
  }
}
