import { describe, expect, it } from 'vitest';
import { judgePassword } from '../../src/identity/password.rules.js';
import { hashPassword, isPassword } from '../../src/identity/passwords.js';

const context = ['siti.rahma@dinsos.go.id', 'Siti Rahma'];

describe('new passwords', () => {
  it.each([
    ['kucing makan ikan asin', null],
    ['payung biru tangga 7', null],
    ['correct horse battery staple', 'identity.password-common'],
    ['918273640192837', null],
    ['ꦲꦏ꧀ꦱꦫꦗꦮꦏꦸꦤꦲꦏꦢꦠꦱꦮ', null],
    ['x'.repeat(14), 'identity.password-short'],
    ['panjang sekali '.repeat(9), 'identity.password-long'],
    ['aaaaaaaaaaaaaaaaaa', 'identity.password-common'],
    ['abcabcabcabcabcabc', 'identity.password-common'],
    ['123456789012345', 'identity.password-common'],
    ['qwertyuiopasdfgh', 'identity.password-common'],
    ['passwordpassword1', 'identity.password-common'],
    ['P4ssw0rd!P4ssw0rd!', 'identity.password-common'],
    ['Sinergi2026!Rahasia', 'identity.password-common'],
    ['bpjsketenagakerjaan', 'identity.password-common'],
    ['Sitirahma-dinsos-99', 'identity.password-context'],
  ])('%s → %s', (password, verdict) => {
    expect(judgePassword(password, context)).toBe(verdict);
  });

  it('takes 64 and more characters, with spaces, and asks for no kinds of characters', () => {
    expect(judgePassword('rumah di tepi sungai yang airnya jernih dan ikannya banyak sekali', context)).toBeNull();
  });
});

describe('stored passwords', () => {
  it('are argon2id with the agreed cost, and differently accented spellings of one text are one', async () => {
    const stored = await hashPassword('se\u0301jour panjang sekali');
    expect(stored).toMatch(/^\$argon2id\$v=19\$m=19456,t=2,p=1\$/);
    expect(await isPassword(stored, 's\u00e9jour panjang sekali')).toBe(true);
    expect(await isPassword(stored, 'sejour panjang sekali')).toBe(false);
  });

  it('take their time for nobody', async () => {
    expect(await isPassword(null, 'nobody has this password')).toBe(false);
  });
});
