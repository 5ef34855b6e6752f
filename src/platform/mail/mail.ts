import type { Locale } from '../i18n/index.js';

/** Texts of each: `mail.<template>.subject`, `.text`; HTML: `views/mail/<template>.hbs`. */
export const MAIL_TEMPLATES = ['invitation', 'password-reset', 'password-changed'] as const;
export type MailTemplate = (typeof MAIL_TEMPLATES)[number];

/** What a template may say: names of workspaces and a link of this site. Nothing else about people. */
export interface MailData {
  link: string;
  workspace?: string;
  role?: string;
}

export interface MailOrder {
  to: string;
  template: MailTemplate;
  locale: Locale;
  data: MailData;
}

/** A mail as it leaves. */
export interface Letter {
  /** Without angle brackets; the same at every attempt, so that a repeated delivery is recognised. */
  messageId: string;
  from: string;
  to: string;
  subject: string;
  text: string;
  html: string;
}
