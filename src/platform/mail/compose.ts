import { translator, type Locale } from '../i18n/index.js';
import { renderView } from '../views/index.js';
import type { Letter, MailData, MailTemplate } from './mail.js';

/** Text and HTML of a mail in the reader's language. */
export function compose(
  template: MailTemplate,
  locale: Locale,
  data: MailData,
): Pick<Letter, 'subject' | 'text' | 'html'> {
  const t = translator(locale);
  const params = { ...data, role: data.role ? t(`shared.role.${data.role}`) : '' };
  const subject = t(`mail.${template}.subject`, params);
  const text = `${t(`mail.${template}.text`, params)}\n\n${data.link}\n\n${t(`mail.${template}.after`, params)}\n`;
  const html = renderView(`mail/${template}`, { locale, title: subject, ...params });
  return { subject, text, html };
}
