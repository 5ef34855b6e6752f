import { describe, expect, it } from 'vitest';
import { headerText, mailAddress } from '../../../src/platform/mail/address.rules.js';

describe('addresses of mails', () => {
  it.each(['Nama@Instansi.go.id', ' a.b+c@d.co ', "o'brien@kota.go.id"])('%s is one', (text) => {
    expect(mailAddress(text)).toBe(text.trim().toLowerCase());
  });

  it.each([
    'a@b.test\r\nBcc: c@d.test',
    'a@b.test\nX',
    'a b@c.test',
    'a@b@c.test',
    '"a"@b.test',
    'a@b.test,c@d.test',
    'a@b.test; c@d.test',
    'Nama <a@b.test>',
    '@b.test',
    'a@',
    'a@-b.test',
    `${'a'.repeat(65)}@b.test`,
    `a@${'b'.repeat(260)}.test`,
    '',
  ])('%j is none', (text) => {
    expect(() => mailAddress(text)).toThrow('email-invalid');
  });

  it.each(['a\rb', 'a\nb', 'a\u0000b', 'a\u007fb'])('%j ends a header', (text) => {
    expect(() => headerText(text)).toThrow('mail-header');
  });
});
