import { randomBytes } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/** Secrets of one data folder: made at the first start, kept for the next ones. Production brings its own. */
export interface DevelopmentSecrets {
  superuserPassword: string;
  loginPassword: string;
  /** Key-encryption key, base64. */
  key: string;
}

export function developmentSecrets(data: string): DevelopmentSecrets {
  const file = join(data, 'development-secrets.json');
  if (existsSync(file)) return JSON.parse(readFileSync(file, 'utf8')) as DevelopmentSecrets;
  mkdirSync(data, { recursive: true });
  const secrets: DevelopmentSecrets = {
    superuserPassword: randomBytes(18).toString('base64url'),
    loginPassword: randomBytes(18).toString('base64url'),
    key: randomBytes(32).toString('base64'),
  };
  writeFileSync(file, JSON.stringify(secrets, null, 2), { mode: 0o600 });
  return secrets;
}
