import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import type { Actor } from '../kernel/index.js';
import { Audit } from '../audit/index.js';
import { isUuid, UnitOfWork } from '../platform/db/index.js';
import type { Locale } from '../platform/i18n/index.js';
import {
  ActorSource,
  LanguageChoice,
  RoleQueries,
  type KeyHolder,
  type Permission,
  type Person,
  type Read,
} from '../platform/web/index.js';
import { ApiKeys } from './api-keys.service.js';
import { personIn, readOfPerson } from './person.query.js';
import { UsersRepository } from './users.repository.js';

/** Tells the guard who is calling. */
@Injectable()
export class IdentityActors extends ActorSource {
  private readonly queries: RoleQueries;

  constructor(
    dataSource: DataSource,
    private readonly work: UnitOfWork,
    private readonly keys: ApiKeys,
    private readonly audit: Audit,
  ) {
    super();
    this.queries = new RoleQueries(dataSource);
  }

  async person(userId: string): Promise<Person | null> {
    return isUuid(userId) ? personIn(await this.queries.readOnce(readOfPerson(userId))) : null;
  }

  readOfPerson(userId: string): Read {
    return readOfPerson(userId);
  }

  personIn(rows: unknown[]): Person | null {
    return personIn(rows);
  }

  keyHolder(bearer: string): Promise<KeyHolder | null> {
    return this.keys.holderOf(bearer);
  }

  refused(actor: Actor, permission: Permission): Promise<void> {
    const scope = { role: 'app', workspaceId: actor.workspaceId, userId: actor.userId, actor } as const;
    const entry = { action: 'identity.access.refused', outcome: 'refused', detail: { permission } } as const;
    return this.work.run(scope, () => this.audit.record(entry));
  }
}

@Injectable()
export class ProfileLanguage extends LanguageChoice {
  constructor(
    private readonly work: UnitOfWork,
    private readonly users: UsersRepository,
  ) {
    super();
  }

  remember(userId: string, locale: Locale): Promise<void> {
    return this.work.run({ role: 'identity', userId }, () => this.users.changeLocale(userId, locale));
  }
}
