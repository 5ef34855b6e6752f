import { Inject, Injectable, Logger } from '@nestjs/common';
import type { Config } from '../config/index.js';
import { UnitOfWork } from '../db/index.js';
import { Queue } from '../jobs/index.js';
import { CONFIG } from '../tokens.js';
import { compose } from './compose.js';
import { OutboxRepository, type WaitingMail } from './outbox.repository.js';
import { mailTransport, senderOf, type MailTransport } from './transport.js';

export const MAX_ATTEMPTS = 12;
// Before the second attempt; doubled at each further one, six hours at most. Longer than all waits of the transport
// together, so that nobody takes a mail that is still being sent.
const RETRY_SECONDS = 120;

/** Empties the outbox. Each mail is sent at least once, and always under the same Message-ID. */
@Injectable()
export class MailDelivery {
  private readonly logger = new Logger('Mail');
  private readonly transport: MailTransport;
  private readonly from: string;
  private readonly host: string;

  constructor(
    @Inject(CONFIG) config: Config,
    private readonly work: UnitOfWork,
    private readonly outbox: OutboxRepository,
    private readonly queue: Queue,
  ) {
    this.transport = mailTransport(config);
    this.from = senderOf(config);
    this.host = new URL(config.baseUrl).hostname;
  }

  /** @returns how many mails were sent */
  async deliverDue(): Promise<number> {
    let sent = 0;
    for (;;) {
      const mail = await this.work.run({ role: 'worker' }, () => this.outbox.claim(RETRY_SECONDS));
      if (!mail) break;
      if (await this.send(mail)) sent += 1;
    }
    await this.work.run({ role: 'worker' }, () => this.outbox.sweep());
    return sent;
  }

  private async send(mail: WaitingMail): Promise<boolean> {
    try {
      const letter = compose(mail.template, mail.locale, mail.data);
      await this.transport.deliver({ ...letter, to: mail.to, from: this.from, messageId: `${mail.id}@${this.host}` });
    } catch (error) {
      await this.failed(mail, error as Error & { responseCode?: number });
      return false;
    }
    await this.work.run({ role: 'worker' }, () => this.outbox.markSent(mail.id));
    return true;
  }

  private async failed(mail: WaitingMail, error: Error & { responseCode?: number; code?: string }): Promise<void> {
    // A server's words may quote the address: only codes are kept.
    const reason = String(error.responseCode ?? error.code ?? error.name);
    const final = mail.attempts >= MAX_ATTEMPTS;
    const wait = Math.min(RETRY_SECONDS * 2 ** (mail.attempts - 1), 21_600);
    this.logger.warn({ mailId: mail.id, attempts: mail.attempts, reason }, 'mail not delivered');
    await this.work.run({ role: 'worker' }, async () => {
      await this.outbox.markTried(mail.id, reason, final);
      if (!final) await this.queue.enqueue('mail.deliver', {}, { afterSeconds: Math.ceil(wait) + 1 });
    });
  }
}
