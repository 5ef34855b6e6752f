import { Injectable } from '@nestjs/common';
import { Clock, Refused, systemActor, type Actor } from '../kernel/index.js';
import { Audit } from '../audit/index.js';
import { Keyring } from '../platform/crypto/index.js';
import { UnitOfWork } from '../platform/db/index.js';
import { firstGrant } from './allowances/grants.js';
import { Invitations } from './invitations.service.js';
import type { NewWorkspace, Workspace, WorkspaceSettings } from './workspace.js';
import { WorkspacesRepository } from './workspaces.repository.js';

export interface Settings {
  name: string;
  regionCode: string | null;
  settings: WorkspaceSettings;
}

@Injectable()
export class Workspaces {
  constructor(
    private readonly work: UnitOfWork,
    private readonly workspaces: WorkspacesRepository,
    private readonly keyring: Keyring,
    private readonly invitations: Invitations,
    private readonly audit: Audit,
    private readonly clock: Clock,
  ) {}

  /**
   * A new workspace with a data key of its own, and its first admin invited when an address is given. Opens its own
   * unit of work.
   * @throws Refused `workspaces.slug-taken`
   */
  async createWorkspace(
    given: NewWorkspace,
    options: { by?: Actor; firstAdmin?: string } = {},
  ): Promise<{ id: string; slug: string }> {
    const actor = options.by ?? systemActor('-');
    const id = await this.work.run({ role: 'identity' }, () => this.workspaces.newId());
    return this.work.run({ role: 'identity', workspaceId: id, userId: actor.userId, actor }, async () => {
      if (await this.workspaces.isTaken(given.slug)) throw new Refused('workspaces.slug-taken');
      await this.workspaces.insert(id, given, this.keyring.wrapNewKey(id));
      if (given.size) await firstGrant(id, given.size, this.clock.today(), actor.label);
      const detail = { kind: given.kind, slug: given.slug, ...(given.size ? { size: given.size } : {}) };
      await this.audit.record({ action: 'workspaces.created', subject: { type: 'workspace', id }, detail });
      if (options.firstAdmin)
        await this.invitations.invite(id, { email: options.firstAdmin, role: 'admin', locale: actor.locale });
      return { id, slug: given.slug };
    });
  }

  /** For the command line. Opens its own unit of work. @throws NotFound */
  bySlug(slug: string): Promise<Workspace> {
    return this.work.run({ role: 'identity', readOnly: true }, () => this.workspaces.bySlug(slug));
  }

  /** The one workspace of the agency. For the command line. @throws NotFound */
  agency(): Promise<Workspace> {
    return this.work.run({ role: 'identity', readOnly: true }, () => this.workspaces.agency());
  }

  /** For checks over everything. Opens its own unit of work. */
  allIds(): Promise<string[]> {
    return this.work.run({ role: 'identity', readOnly: true }, () => this.workspaces.allIds());
  }

  /** Name, region and settings, in the caller's unit of work. */
  get(id: string): Promise<Workspace> {
    return this.workspaces.byId(id);
  }

  async change(id: string, to: Settings): Promise<void> {
    const from = await this.workspaces.byId(id);
    await this.workspaces.update(id, to.name, to.regionCode, to.settings);
    const changed = [
      ...(from.name === to.name ? [] : ['name']),
      ...(from.regionCode === to.regionCode ? [] : ['region']),
      ...(from.settings.requireSecondPerson === to.settings.requireSecondPerson ? [] : ['requireSecondPerson']),
    ];
    if (changed.length > 0)
      await this.audit.record({
        action: 'workspaces.settings.changed',
        subject: { type: 'workspace', id },
        detail: { changed, requireSecondPerson: to.settings.requireSecondPerson },
      });
  }
}
