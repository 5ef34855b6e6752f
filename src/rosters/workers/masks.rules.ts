import { maskNik } from '../../kernel/index.js';
import type { SealedFields } from '../../platform/crypto/index.js';

const HIDDEN = '••••';

/** What may be shown of sealed fields without asking why: enough to recognise, not enough to use. null stays null. */
export function maskedFields(fields: SealedFields): SealedFields {
  return {
    nik: maskNik(fields.nik),
    phone: fields.phone && maskPhone(fields.phone),
    email: fields.email && maskEmail(fields.email),
    address: fields.address && HIDDEN.repeat(2),
    motherName: fields.motherName && HIDDEN.repeat(2),
  };
}

/** `+62812••••567` */
function maskPhone(phone: string): string {
  return phone.length < 10 ? HIDDEN : `${phone.slice(0, 6)}${HIDDEN}${phone.slice(-3)}`;
}

/** `b••••@contoh.id` */
function maskEmail(email: string): string {
  const at = email.lastIndexOf('@');
  return at < 1 ? HIDDEN : `${email.slice(0, 1)}${HIDDEN}${email.slice(at)}`;
}
