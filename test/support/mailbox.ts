import type { TestDatabase } from './database.js';

export interface WaitingLetter {
  to: string;
  template: string;
  locale: string;
  data: { link: string; workspace?: string; role?: string };
}

/** Mails that wait in the outbox for an address, newest first. */
export function lettersTo(db: TestDatabase, address: string): Promise<WaitingLetter[]> {
  return db.admin<WaitingLetter>(
    'select to_address as "to", template, locale, data from identity.mail_outbox where to_address = $1 order by id desc',
    [address],
  );
}

/** Path of the link in the newest mail to an address. @throws Error when there is none */
export async function linkTo(db: TestDatabase, address: string): Promise<string> {
  const [letter] = await lettersTo(db, address);
  if (!letter) throw new Error(`No mail to ${address}`);
  return new URL(letter.data.link).pathname;
}
