import { Inject, Injectable } from '@nestjs/common';
import type { Actor } from '../kernel/index.js';
import { Audit } from '../audit/index.js';
import type { Config } from '../platform/config/index.js';
import { Mailer } from '../platform/mail/index.js';
import { CONFIG } from '../platform/tokens.js';
import type { User } from './users.repository.js';

/** What the person and the audit chain hear about an account. */
@Injectable()
export class AccountMessages {
  constructor(
    @Inject(CONFIG) private readonly config: Config,
    private readonly mailer: Mailer,
    private readonly audit: Audit,
  ) {}

  async sendReset(user: User, link: string, by: Actor): Promise<void> {
    await this.mailer.enqueue({ to: user.email, template: 'password-reset', locale: user.locale, data: { link } });
    await this.audit.record({ action: 'identity.reset.requested', subject: { type: 'user', id: user.id } }, by);
  }

  async passwordChanged(user: User, by: Actor): Promise<void> {
    const link = `${this.config.baseUrl}/password-reset`;
    await this.mailer.enqueue({ to: user.email, template: 'password-changed', locale: user.locale, data: { link } });
    await this.audit.record({ action: 'identity.password.changed', subject: { type: 'user', id: user.id } }, by);
  }
}
