import { Injectable } from '@nestjs/common';
import { NotFound, type Role } from '../kernel/index.js';
import type { Locale } from '../platform/i18n/index.js';
import { currentWork } from '../platform/db/index.js';
import { INVITATION_DAYS } from './invitation.rules.js';
import type { Invitation } from './workspace.js';

export interface NewInvitation {
  email: string;
  role: Role;
  locale: Locale;
  invitedBy: string;
  tokenHash: Buffer;
}

const COLUMNS = `id, email, role, invited_by as "invitedBy", created_at as "createdAt", expires_at as "expiresAt"`;

@Injectable()
export class InvitationsRepository {
  list(workspaceId: string): Promise<Invitation[]> {
    return currentWork().query<Invitation>(
      `select ${COLUMNS} from app.invitations where workspace_id = $1 order by created_at desc, id`,
      [workspaceId],
    );
  }

  /** @throws Refused by unique violation when the address is invited already */
  async insert(workspaceId: string, invitation: NewInvitation): Promise<string> {
    const [row] = await currentWork().query<{ id: string }>(
      `insert into app.invitations (workspace_id, email, role, locale, invited_by, token_hash, expires_at)
       values ($1, $2, $3, $4, $5, $6, now() + make_interval(days => $7))
       on conflict (workspace_id, email) do nothing returning id`,
      [
        ...[workspaceId, invitation.email, invitation.role, invitation.locale, invitation.invitedBy],
        ...[invitation.tokenHash, INVITATION_DAYS],
      ],
    );
    return row?.id ?? '';
  }

  /** A fresh link makes the former one worthless. @throws NotFound */
  async renew(workspaceId: string, id: string, tokenHash: Buffer) {
    const [row] = await currentWork().query<{ email: string; role: Role; locale: Locale }>(
      `update app.invitations set token_hash = $3, expires_at = now() + make_interval(days => $4)
       where workspace_id = $1 and id = $2 returning email, role, locale`,
      [workspaceId, id, tokenHash, INVITATION_DAYS],
    );
    if (!row) throw new NotFound();
    return row;
  }

  /** @throws NotFound */
  async delete(workspaceId: string, id: string): Promise<{ email: string; role: Role }> {
    const [row] = await currentWork().query<{ email: string; role: Role }>(
      'delete from app.invitations where workspace_id = $1 and id = $2 returning email, role',
      [workspaceId, id],
    );
    if (!row) throw new NotFound();
    return row;
  }

  /** The open invitation of a link; null when it expired, was used, renewed or withdrawn. */
  async byToken(workspaceId: string, tokenHash: Buffer) {
    const [row] = await currentWork().query<Invitation & { workspaceName: string; workspaceSlug: string }>(
      `select i.id, i.email, i.role, i.invited_by as "invitedBy", i.created_at as "createdAt",
         i.expires_at as "expiresAt", w.name as "workspaceName", w.slug as "workspaceSlug"
       from app.invitations i join app.workspaces w on w.id = i.workspace_id
       where i.workspace_id = $1 and i.token_hash = $2 and i.expires_at > now()`,
      [workspaceId, tokenHash],
    );
    return row ?? null;
  }
}
