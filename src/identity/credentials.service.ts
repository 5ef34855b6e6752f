import { createHash, randomBytes } from 'node:crypto';
import { Inject, Injectable } from '@nestjs/common';
import { Refused, type Actor } from '../kernel/index.js';
import type { Config } from '../platform/config/index.js';
import { UnitOfWork } from '../platform/db/index.js';
import { CONFIG } from '../platform/tokens.js';
import { AccountMessages } from './account-messages.js';
import { AttemptLimits } from './attempt-limits.js';
import { judgePassword } from './password.rules.js';
import { hashPassword, isPassword } from './passwords.js';
import { ResetsRepository } from './resets.repository.js';
import { SessionsRepository } from './sessions.repository.js';
import { UsersRepository, type User } from './users.repository.js';

/** Forgotten and changed passwords. Each method opens its own unit of work. */
@Injectable()
export class Credentials {
  constructor(
    @Inject(CONFIG) private readonly config: Config,
    private readonly work: UnitOfWork,
    private readonly users: UsersRepository,
    private readonly resets: ResetsRepository,
    private readonly sessions: SessionsRepository,
    private readonly limits: AttemptLimits,
    private readonly accounts: AccountMessages,
  ) {}

  /** Sends a link when there is such an account; nobody learns whether. @throws TooManyAttempts */
  async requestReset(email: string, by: Actor): Promise<void> {
    await this.limits.spend('reset', email, by.address);
    await this.work.run({ role: 'identity', actor: by }, async () => {
      const user = await this.users.byEmail(email);
      if (!user) return;
      const token = randomBytes(32);
      await this.resets.insert(user.id, sha256(token));
      const link = `${this.config.baseUrl}/password-reset/${token.toString('base64url')}`;
      await this.accounts.sendReset(user, link, by);
    });
  }

  isResetOpen(token: string): Promise<boolean> {
    return this.work.run({ role: 'identity', readOnly: true }, async () => {
      return (await this.resets.userOf(hashOf(token))) !== null;
    });
  }

  /** @returns false when the link is used or too old · @throws Refused 422 for a weak password */
  async reset(token: string, password: string, by: Actor): Promise<boolean> {
    return this.work.run({ role: 'identity', actor: by }, async () => {
      const userId = await this.resets.take(hashOf(token));
      const user = userId ? await this.users.byId(userId) : null;
      if (!user) return false;
      await this.change(user, password, null, { ...by, userId: user.id, label: user.email });
      return true;
    });
  }

  /** @param keptSession the session that goes on · @throws Refused 422 `identity.password-wrong` or for a weak password */
  async changePassword(by: Actor, current: string, password: string, keptSession: string): Promise<void> {
    await this.limits.spend('signIn', by.label, by.address);
    await this.work.run({ role: 'identity', userId: by.userId, actor: by }, async () => {
      const user = await this.users.byId(by.userId ?? '');
      if (!user || !(await isPassword(user.passwordHash, current))) throw Refused.invalid('identity.password-wrong');
      await this.change(user, password, keptSession, by);
    });
    await this.limits.forgive('signIn', by.label);
  }

  private async change(user: User, password: string, keptSession: string | null, by: Actor): Promise<void> {
    const weak = judgePassword(password, [user.email, user.name]);
    if (weak) throw Refused.invalid(weak);
    await this.users.changePassword(user.id, await hashPassword(password));
    await this.resets.deleteOf(user.id);
    await this.sessions.endOthers(user.id, keptSession);
    await this.accounts.passwordChanged(user, by);
  }
}

function hashOf(token: string): Buffer {
  return sha256(Buffer.from(token, 'base64url'));
}

function sha256(bytes: Buffer): Buffer {
  return createHash('sha256').update(bytes).digest();
}
