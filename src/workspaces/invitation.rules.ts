import { createHash, randomBytes } from 'node:crypto';

export const INVITATION_DAYS = 7;
const SECRET_BYTES = 32;
const TOKEN = /^[A-Za-z0-9_-]{64}$/;

/** What the link carries: the workspace, so that the look-up stays inside it, and 256 random bits. */
export interface InvitationToken {
  workspaceId: string;
  hash: Buffer;
}

export function newInvitationToken(workspaceId: string): { token: string; hash: Buffer } {
  const secret = randomBytes(SECRET_BYTES);
  const bytes = Buffer.concat([Buffer.from(workspaceId.replaceAll('-', ''), 'hex'), secret]);
  return { token: bytes.toString('base64url'), hash: sha256(secret) };
}

/** null: not a token of ours, e.g. cut off by a mail program. */
export function readInvitationToken(token: string): InvitationToken | null {
  if (!TOKEN.test(token)) return null;
  const bytes = Buffer.from(token, 'base64url');
  const hex = bytes.subarray(0, 16).toString('hex');
  const workspaceId = hex.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5');
  return { workspaceId, hash: sha256(bytes.subarray(16)) };
}

function sha256(bytes: Buffer): Buffer {
  return createHash('sha256').update(bytes).digest();
}
