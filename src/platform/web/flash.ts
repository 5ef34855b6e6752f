import type { TextParams } from '../i18n/index.js';
import { currentRequest } from './request.js';

export interface Flash {
  kind: 'success' | 'warning';
  key: string;
  params: TextParams;
}

/** A sentence shown once, on the next page this person sees. No personal data in `params`: it rests in the session. */
export function notice(kind: Flash['kind'], key: string, params: TextParams = {}): void {
  currentRequest().session.flash = { kind, key, params };
}

export function takeFlash(): Flash | null {
  const { session } = currentRequest();
  const flash = session?.flash ?? null;
  if (flash) delete session.flash;
  return flash;
}
