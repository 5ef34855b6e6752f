import { simpleParser, type ParsedMail } from 'mailparser';
import { SMTPServer } from 'smtp-server';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { UnitOfWork } from '../../../src/platform/db/index.js';
import { MailDelivery, Mailer } from '../../../src/platform/mail/index.js';
import { startTestApplication, type TestApplication } from '../../support/application.js';

interface Heard {
  to: string[];
  raw: string;
  mail: ParsedMail;
}

describe('mails', () => {
  let test: TestApplication;
  let server: SMTPServer;
  const heard: Heard[] = [];
  let refuse: Error | null = null;

  beforeAll(async () => {
    server = new SMTPServer({
      authOptional: true,
      disabledCommands: ['STARTTLS'],
      onData(stream, session, done) {
        const chunks: Buffer[] = [];
        stream.on('data', (chunk: Buffer) => chunks.push(chunk));
        stream.on('end', () => {
          const raw = Buffer.concat(chunks).toString('utf8');
          void simpleParser(raw).then((mail) => {
            heard.push({ to: session.envelope.rcptTo.map(({ address }) => address), raw, mail });
            done(refuse);
          });
        });
      },
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const { port } = server.server.address() as AddressInfo;
    test = await startTestApplication({ smtpUrl: `smtp://127.0.0.1:${port}?from=sinergi@agency.test` });
  });
  afterAll(async () => {
    await test?.close();
    await new Promise<void>((resolve) => server.close(resolve));
  });
  beforeEach(() => {
    heard.length = 0;
    refuse = null;
  });

  const link = 'http://localhost/invitations/TOKEN123';
  const order = (to: string, workspace = 'Kabupaten Uji & Kota "Dua"', locale: 'id' | 'en' = 'id') =>
    test.app
      .get(UnitOfWork)
      .run({ role: 'identity' }, () =>
        test.app.get(Mailer).enqueue({ to, template: 'invitation', locale, data: { link, workspace, role: 'admin' } }),
      );
  const deliver = () => test.app.get(MailDelivery).deliverDue();

  it('travel by SMTP as text and HTML in the language of the reader', async () => {
    await order('Satu@Uji.test');
    await order('two@uji.test', 'Kota Uji', 'en');
    expect(await deliver()).toBe(2);
    const [first, second] = heard;
    expect(first?.to).toEqual(['satu@uji.test']);
    expect(first?.mail.from?.text).toBe('sinergi@agency.test');
    expect(first?.mail.subject).toBe('Undangan bergabung dengan Kabupaten Uji & Kota "Dua" di Sinergi');
    expect(first?.mail.text).toContain(link);
    expect(first?.mail.html).toContain(`href="${link}"`);
    expect(first?.mail.html).toContain('Kabupaten Uji &amp; Kota');
    expect(second?.mail.subject).toBe('Invitation to join Kota Uji on Sinergi');
  });

  it('wait when the server refuses, come again under the same Message-ID, and forget their link when sent', async () => {
    refuse = Object.assign(new Error('later'), { responseCode: 451 });
    await order('tiga@uji.test');
    expect(await deliver()).toBe(0);
    expect(await deliver()).toBe(0);
    const [waiting] = await test.db.admin(
      `select attempts, last_error, sent_at from identity.mail_outbox where to_address = 'tiga@uji.test'`,
    );
    expect(waiting).toEqual({ attempts: 1, last_error: '451', sent_at: null });
    refuse = null;
    await test.db.admin(`update identity.mail_outbox set next_attempt_at = now() where to_address = 'tiga@uji.test'`);
    expect(await deliver()).toBe(1);
    expect(new Set(heard.map(({ mail }) => mail.messageId)).size).toBe(1);
    const [sent] = await test.db.admin<{ data: object }>(
      `select data, sent_at from identity.mail_outbox where to_address = 'tiga@uji.test'`,
    );
    expect(sent?.data).toEqual({});
  });

  it('are not ordered when the act fails, nor with a line end in anything', async () => {
    const failing = test.app.get(UnitOfWork).run({ role: 'identity' }, async () => {
      await test.app
        .get(Mailer)
        .enqueue({ to: 'x@uji.test', template: 'password-reset', locale: 'id', data: { link } });
      throw new Error('afterwards');
    });
    await expect(failing).rejects.toThrow('afterwards');
    await expect(order('a@b.test\r\nBcc: c@d.test')).rejects.toThrow('email-invalid');
    await expect(order('a@b.test', 'Kota\r\nBcc: c@d.test')).rejects.toThrow('mail-header');
    expect(await deliver()).toBe(0);
  });

  it('are delivered once when two workers look at once', async () => {
    for (let i = 0; i < 10; i++) await order(`n${i}@uji.test`);
    const counts = await Promise.all([deliver(), deliver(), deliver()]);
    expect(counts.reduce((sum, count) => sum + count, 0)).toBe(10);
    expect(new Set(heard.map(({ to }) => to[0])).size).toBe(10);
    expect(heard).toHaveLength(10);
  });

  it('are not shown on a page when there is a mail server', async () => {
    expect((await test.browser().get('/dev/mail')).status).toBe(404);
  });
});

describe('mails of a development machine', () => {
  let test: TestApplication;
  beforeAll(async () => {
    test = await startTestApplication();
  });
  afterAll(() => test?.close());

  it('rest in a folder and are shown', async () => {
    expect((await test.browser().get('/dev/mail')).status).toBe(200);
    await test.app.get(UnitOfWork).run({ role: 'identity' }, () =>
      test.app.get(Mailer).enqueue({
        to: 'a@b.test',
        template: 'password-reset',
        locale: 'en',
        data: { link: 'http://localhost/password-reset/abc' },
      }),
    );
    expect(await test.app.get(MailDelivery).deliverDue()).toBe(1);
    const { body } = await test.browser().get('/dev/mail');
    const path = /href="(\/dev\/mail\/[^"]+)"/.exec(body)?.[1] ?? '';
    const shown = await test.browser().get(path);
    expect(shown.body).toContain('href="/password-reset/abc"');
    expect((await test.browser().get('/dev/mail/..%2f..%2fdevelopment-secrets')).status).toBe(404);
  });
});
