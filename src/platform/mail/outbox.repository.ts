import { Injectable } from '@nestjs/common';
import type { Locale } from '../i18n/index.js';
import { currentWork } from '../db/index.js';
import type { MailData, MailTemplate } from './mail.js';

export interface WaitingMail {
  id: string;
  to: string;
  template: MailTemplate;
  locale: Locale;
  data: MailData;
  /** This attempt included. */
  attempts: number;
}

/** SQL of the outbox, for the worker. */
@Injectable()
export class OutboxRepository {
  /** Takes one due mail and puts its next attempt off, so that a crash while sending repeats it later. */
  async claim(retrySeconds: number): Promise<WaitingMail | null> {
    const [mail] = await currentWork().query<WaitingMail>(
      `update identity.mail_outbox set attempts = attempts + 1,
         next_attempt_at = now() + make_interval(secs => least($1 * 2 ^ attempts, 21600))
       where id = (select id from identity.mail_outbox
         where sent_at is null and failed_at is null and next_attempt_at <= now()
         order by next_attempt_at limit 1 for update skip locked)
       returning id, to_address as "to", template, locale, data, attempts`,
      [retrySeconds],
    );
    return mail ?? null;
  }

  /** The link signs somebody in: it is forgotten as soon as it has been sent. */
  async markSent(id: string): Promise<void> {
    await currentWork().execute(
      `update identity.mail_outbox set sent_at = now(), data = '{}', last_error = null where id = $1`,
      [id],
    );
  }

  async markTried(id: string, error: string, final: boolean): Promise<void> {
    await currentWork().execute(
      `update identity.mail_outbox set last_error = $2, failed_at = case when $3 then now() end,
         data = case when $3 then '{}' else data end where id = $1`,
      [id, error, final],
    );
  }

  async sweep(): Promise<void> {
    await currentWork().execute(
      `delete from identity.mail_outbox where coalesce(sent_at, failed_at) < now() - interval '30 days'`,
    );
  }
}
