import { Global, Module } from '@nestjs/common';
import { JobRegistry } from '../jobs/index.js';
import { MailDelivery } from './delivery.js';
import { DevMailController } from './dev-mail.controller.js';
import { Mailer } from './mailer.js';
import { OutboxRepository } from './outbox.repository.js';

@Global()
@Module({
  controllers: [DevMailController],
  providers: [Mailer, MailDelivery, OutboxRepository],
  exports: [Mailer, MailDelivery],
})
export class MailModule {
  constructor(jobs: JobRegistry, delivery: MailDelivery) {
    jobs.register('mail.deliver', async () => void (await delivery.deliverDue()));
  }
}
