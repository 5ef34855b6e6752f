export { mailAddress } from './address.rules.js';
export { MailDelivery } from './delivery.js';
export type { MailData, MailOrder, MailTemplate } from './mail.js';
export { Mailer } from './mailer.js';
export { MailModule } from './mail.module.js';
export { mailFolder } from './transport.js';
