import type { Form } from '../platform/web/index.js';
import type { ProfileForm } from './identity.forms.js';
import type { ActiveSession } from './sessions.repository.js';

export class ProfilePage {
  static from(sessions: ActiveSession[], currentId: string, form: Form<ProfileForm>) {
    const rows = sessions.map((session) => ({
      ...session,
      device: deviceOf(session.agent ?? ''),
      isCurrent: session.id === currentId,
      endPath: `/profile/sessions/${session.id}/ending`,
    }));
    const current = rows.filter((row) => row.isCurrent);
    const others = rows.filter((row) => !row.isCurrent);
    return { sessions: [...current, ...others], hasOthers: others.length > 0, form: form.values, errors: form.errors };
  }
}

const BROWSERS: [RegExp, string][] = [
  [/Edg\//, 'Edge'],
  [/OPR\//, 'Opera'],
  [/SamsungBrowser/, 'Samsung Internet'],
  [/Firefox\//, 'Firefox'],
  [/Chrome\//, 'Chrome'],
  [/Safari\//, 'Safari'],
];
const SYSTEMS: [RegExp, string][] = [
  [/Android/, 'Android'],
  [/iPhone|iPad/, 'iOS'],
  [/Windows/, 'Windows'],
  [/Mac OS/, 'macOS'],
  [/Linux/, 'Linux'],
];

/** `Chrome · Android`, enough to recognise one's own device. */
export function deviceOf(agent: string): string {
  const first = (list: [RegExp, string][]) => list.find(([pattern]) => pattern.test(agent))?.[1];
  return [first(BROWSERS), first(SYSTEMS)].filter(Boolean).join(' · ') || '–';
}
