import { Injectable } from '@nestjs/common';
import { currentWork } from '../db/index.js';
import { Queue } from '../jobs/index.js';
import { headerText, mailAddress } from './address.rules.js';
import type { MailOrder } from './mail.js';

/** Orders mails inside the current unit of work: no commit, no mail. */
@Injectable()
export class Mailer {
  constructor(private readonly queue: Queue) {}

  /** @throws Refused 422 when the address or a name in the subject could forge a header */
  async enqueue(order: MailOrder): Promise<void> {
    for (const value of Object.values(order.data)) headerText(String(value));
    await currentWork().execute(
      'insert into identity.mail_outbox (to_address, template, locale, data) values ($1, $2, $3, $4)',
      [mailAddress(order.to), order.template, order.locale, JSON.stringify(order.data)],
    );
    await this.queue.enqueue('mail.deliver');
  }
}
