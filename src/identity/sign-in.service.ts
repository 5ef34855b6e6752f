import { Injectable } from '@nestjs/common';
import { systemActor, type Actor } from '../kernel/index.js';
import { Audit } from '../audit/index.js';
import { UnitOfWork } from '../platform/db/index.js';
import { AttemptLimits, TooManyAttempts } from './attempt-limits.js';
import { isPassword } from './passwords.js';
import { UsersRepository, type User } from './users.repository.js';

export interface SignInAttempt {
  email: string;
  password: string;
  address: string | null;
  requestId: string;
}

/** Judges e-mail and password. Answers and time are the same for wrong passwords and unknown accounts. */
@Injectable()
export class SignIn {
  constructor(
    private readonly work: UnitOfWork,
    private readonly users: UsersRepository,
    private readonly limits: AttemptLimits,
    private readonly audit: Audit,
  ) {}

  /** @returns null when they don't fit · @throws TooManyAttempts */
  async judge(attempt: SignInAttempt): Promise<User | null> {
    const email = attempt.email.trim().toLowerCase().slice(0, 254);
    const unknown: Actor = { ...systemActor(attempt.requestId), label: 'guest', address: attempt.address };
    try {
      await this.limits.spend('signIn', email, attempt.address);
    } catch (error) {
      if (error instanceof TooManyAttempts && error.first) await this.remember('identity.sign-in.limited', unknown);
      throw error;
    }
    const user = await this.work.run({ role: 'identity', readOnly: true }, () => this.users.byEmail(email));
    const actor = user ? { ...unknown, userId: user.id, label: user.email } : unknown;
    if (!(await isPassword(user?.passwordHash ?? null, attempt.password))) {
      await this.remember('identity.sign-in.refused', actor);
      return null;
    }
    await this.limits.forgive('signIn', email);
    await this.remember('identity.signed-in', actor);
    return user;
  }

  /** Leaving is remembered too. */
  signedOut(actor: Actor): Promise<void> {
    return this.remember('identity.signed-out', actor);
  }

  private remember(action: string, actor: Actor): Promise<void> {
    const outcome = /refused|limited/.test(action) ? 'refused' : 'done';
    const subject = actor.userId ? { type: 'user', id: actor.userId } : undefined;
    return this.work.run({ role: 'identity', actor }, () => this.audit.record({ action, outcome, subject }));
  }
}
