import { createHash, randomBytes } from 'node:crypto';

const KEY = /^snr_([0-9a-f]{32})_([A-Za-z0-9_-]{43})$/;

export interface KeyParts {
  id: string;
  secretHash: Buffer;
}

/** `snr_<id>_<secret>`: the id finds the row, 256 random bits prove the key. */
export function newKeySecret(): { secret: string; hash: Buffer } {
  const secret = randomBytes(32).toString('base64url');
  return { secret, hash: hashOf(secret) };
}

export function keyText(id: string, secret: string): string {
  return `snr_${id.replaceAll('-', '')}_${secret}`;
}

/** null: not a key of ours. */
export function readKey(text: string): KeyParts | null {
  const [, hex, secret] = KEY.exec(text) ?? [];
  if (!hex || !secret) return null;
  const id = hex.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5');
  return { id, secretHash: hashOf(secret) };
}

function hashOf(secret: string): Buffer {
  return createHash('sha256').update(secret).digest();
}
