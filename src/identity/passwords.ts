import { Algorithm, hash, verify } from '@node-rs/argon2';
import { normalised } from './password.rules.js';

const ARGON2ID = { algorithm: Algorithm.Argon2id, memoryCost: 19_456, timeCost: 2, parallelism: 1 };

let nobodys: Promise<string> | null = null;

export function hashPassword(password: string): Promise<string> {
  return hash(normalised(password), ARGON2ID);
}

/** Takes as long for somebody who does not exist (`stored` null) as for somebody who does. */
export async function isPassword(stored: string | null, password: string): Promise<boolean> {
  nobodys ??= hashPassword('nobody has this password');
  const matches = await verify(stored ?? (await nobodys), normalised(password));
  return matches && stored !== null;
}
