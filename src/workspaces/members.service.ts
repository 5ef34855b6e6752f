import { Injectable } from '@nestjs/common';
import { NotFound, type Actor, type Role } from '../kernel/index.js';
import { Audit } from '../audit/index.js';
import { keepAnAdmin } from './membership.rules.js';
import { MembersRepository } from './members.repository.js';

/** Who belongs to a workspace. Works in the caller's unit of work; takes effect on the member's next request. */
@Injectable()
export class Members {
  constructor(
    private readonly members: MembersRepository,
    private readonly audit: Audit,
  ) {}

  /** @throws Refused `workspaces.last-admin` · NotFound */
  async changeRole(workspaceId: string, memberId: string, role: Role): Promise<void> {
    const places = await this.members.lockPlaces(workspaceId);
    const place = places.find(({ id }) => id === memberId);
    if (!place) throw new NotFound();
    if (place.role === role) return;
    keepAnAdmin(places, memberId, role);
    await this.members.changeRole(workspaceId, memberId, role);
    const detail = { from: place.role, to: role, userId: place.userId };
    await this.audit.record({
      action: 'workspaces.member.role-changed',
      subject: { type: 'member', id: memberId },
      detail,
    });
  }

  /** @throws Refused `workspaces.last-admin` · NotFound */
  async remove(workspaceId: string, memberId: string): Promise<void> {
    const places = await this.members.lockPlaces(workspaceId);
    const place = places.find(({ id }) => id === memberId);
    if (!place) throw new NotFound();
    await this.end(workspaceId, places, place, 'workspaces.member.removed');
  }

  /** The actor goes by themselves. @throws Refused `workspaces.last-admin` */
  async leave(actor: Actor): Promise<void> {
    const workspaceId = actor.workspaceId ?? '';
    const places = await this.members.lockPlaces(workspaceId);
    const place = places.find(({ userId }) => userId === actor.userId);
    if (!place) throw new NotFound();
    await this.end(workspaceId, places, place, 'workspaces.member.left');
  }

  private async end(
    workspaceId: string,
    places: { id: string; userId: string; role: Role }[],
    place: { id: string; userId: string; role: Role },
    action: string,
  ): Promise<void> {
    keepAnAdmin(places, place.id, null);
    await this.members.remove(workspaceId, place.id);
    const detail = { role: place.role, userId: place.userId };
    await this.audit.record({ action, subject: { type: 'member', id: place.id }, detail });
  }
}
