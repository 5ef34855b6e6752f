import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { createTransport } from 'nodemailer';
import type { Config } from '../config/index.js';
import type { Letter } from './mail.js';

/** Takes a letter or throws; taking it twice is allowed. */
export interface MailTransport {
  deliver(letter: Letter): Promise<void>;
}

export function mailTransport(config: Config): MailTransport {
  return config.smtpUrl ? new SmtpTransport(config.smtpUrl) : new FolderTransport(mailFolder(config));
}

export function mailFolder(config: Config): string {
  return join(config.data, 'mail');
}

/** Sender: `?from=` of SMTP_URL, or no-reply at the site's own name. */
export function senderOf(config: Config): string {
  const given = config.smtpUrl ? new URL(config.smtpUrl).searchParams.get('from') : null;
  return given ?? `no-reply@${new URL(config.baseUrl).hostname}`;
}

class SmtpTransport implements MailTransport {
  private readonly smtp: ReturnType<typeof createTransport>;

  constructor(url: string) {
    const address = new URL(url);
    address.searchParams.delete('from');
    // A server that hangs must not hold a worker: every wait has an end.
    for (const [name, ms] of [
      ['connectionTimeout', 10_000],
      ['greetingTimeout', 10_000],
      ['socketTimeout', 30_000],
    ] as const)
      if (!address.searchParams.has(name)) address.searchParams.set(name, String(ms));
    this.smtp = createTransport(address.href);
  }

  async deliver({ messageId, ...letter }: Letter): Promise<void> {
    await this.smtp.sendMail({
      ...letter,
      messageId: `<${messageId}>`,
      disableFileAccess: true,
      disableUrlAccess: true,
    });
  }
}

/** Development without a mail server: letters rest in a folder, and `/dev/mail` shows them. */
class FolderTransport implements MailTransport {
  constructor(private readonly folder: string) {}

  async deliver({ messageId, ...letter }: Letter): Promise<void> {
    await mkdir(this.folder, { recursive: true, mode: 0o700 });
    const eml = await createTransport({ streamTransport: true, buffer: true }).sendMail({
      ...letter,
      messageId: `<${messageId}>`,
    });
    const name = join(this.folder, messageId.split('@')[0] ?? 'mail');
    await writeFile(`${name}.eml`, eml.message as Buffer, { mode: 0o600 });
    await writeFile(`${name}.json`, JSON.stringify({ ...letter, at: new Date() }, null, 2), { mode: 0o600 });
  }
}
