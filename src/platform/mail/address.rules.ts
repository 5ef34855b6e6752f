import { Refused } from '../../kernel/index.js';

// One local part, one @, a domain with a dot or localhost; no spaces, quotes, commas or line ends, which would end a header.
const ADDRESS = /^[^\s"(),:;<>@[\\\]]{1,64}@[A-Za-z0-9](?:[A-Za-z0-9.-]{0,250}[A-Za-z0-9])?$/;

/** The address in lower case. @throws Refused 422 `email-invalid` */
export function mailAddress(text: string): string {
  const address = text.trim().toLowerCase();
  if (address.length > 254 || !ADDRESS.test(address)) throw Refused.invalid('email-invalid');
  return address;
}

/** A line end in a header starts another header. @throws Refused 422 `mail-header` */
export function headerText(text: string): string {
  if (/[\u0000-\u001f\u007f]/.test(text)) throw Refused.invalid('mail-header');
  return text;
}
