import { createCipheriv, createDecipheriv, createSecretKey, hkdfSync, randomBytes, type KeyObject } from 'node:crypto';

const VERSION = 1;
const NONCE = 12;
const TAG = 16;

// One call for many nonces: asking the system for 12 bytes a row costs more than the encryption.
let pool = Buffer.alloc(0);
let used = 0;

function nonce(): Buffer {
  if (used + NONCE > pool.length) {
    pool = randomBytes(NONCE * 2048);
    used = 0;
  }
  return pool.subarray(used, (used += NONCE));
}

/** AES-256-GCM: one version byte, a random nonce, the ciphertext, the tag. `bound` must be given again to open it. */
export function seal(key: KeyObject, plain: Buffer | string, bound: Buffer): Buffer {
  const iv = nonce();
  const cipher = createCipheriv('aes-256-gcm', key, iv);
  cipher.setAAD(bound);
  const body = typeof plain === 'string' ? cipher.update(plain, 'utf8') : cipher.update(plain);
  cipher.final();
  const out = Buffer.allocUnsafe(1 + NONCE + body.length + TAG);
  out[0] = VERSION;
  iv.copy(out, 1);
  body.copy(out, 1 + NONCE);
  cipher.getAuthTag().copy(out, 1 + NONCE + body.length);
  return out;
}

/** @throws Error when the value was made with another key, bound to something else, or changed. */
export function open(key: KeyObject, sealed: Buffer, bound: Buffer): Buffer {
  if (sealed[0] !== VERSION || sealed.length < 1 + NONCE + TAG) throw new Error('sealed value is not readable');
  const decipher = createDecipheriv('aes-256-gcm', key, sealed.subarray(1, 1 + NONCE));
  decipher.setAAD(bound);
  decipher.setAuthTag(sealed.subarray(sealed.length - TAG));
  return Buffer.concat([decipher.update(sealed.subarray(1 + NONCE, sealed.length - TAG)), decipher.final()]);
}

/** A key for one purpose, so that an index key opens nothing and a sealing key looks nothing up. */
export function derive(master: Buffer | KeyObject, purpose: string): KeyObject {
  return createSecretKey(Buffer.from(hkdfSync('sha256', master, 'sinergi', purpose, 32)));
}

/** 32 bytes from base64. @throws Error that says how to make one. */
export function keyFromBase64(text: string): KeyObject {
  const bytes = Buffer.from(text, 'base64');
  if (bytes.length !== 32) throw new Error('SINERGI_KEY must be 32 bytes as base64: openssl rand -base64 32');
  return createSecretKey(bytes);
}

export function newDataKey(): Buffer {
  return randomBytes(32);
}
