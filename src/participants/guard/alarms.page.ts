import type { Actor } from '../../kernel/index.js';
import { translator } from '../../platform/i18n/index.js';
import { formatsFor, localPath } from '../../platform/views/index.js';
import { allows } from '../../platform/web/index.js';
import { ALARM_KINDS } from './alarm.rules.js';
import type { Alarm, AlarmFilter } from './alarms.js';

const PER_PAGE = 30;

/** How many alarms to ask for: one more than shown tells whether there is a next page. */
export const ALARMS_ASKED = PER_PAGE + 1;

/** The alarm whose note was refused, and why. */
export interface RefusedNote {
  id: string;
  note: string;
  error: string;
}

export class AlarmsPage {
  static from(actor: Actor, alarms: Alarm[], filter: AlarmFilter, refused: RefusedNote | null = null) {
    const t = translator(actor.locale);
    const base = `/w/${actor.workspaceSlug}/registry/alarms`;
    const shown = alarms.slice(0, PER_PAGE);
    const choices = (names: readonly string[], key: string) =>
      names.map((value) => ({ value, text: t(`participants.alarms.${key}.${value}`) }));
    return {
      base,
      canaries: `/w/${actor.workspaceSlug}/registry/canaries`,
      filter,
      filtered: Boolean(filter.state ?? filter.kind ?? filter.workspace),
      kinds: choices(ALARM_KINDS, 'kind'),
      states: choices(['open', 'settled'], 'state'),
      maySettle: allows('alarms.settle', actor.role, actor.workspaceKind),
      mayManageCanaries: allows('canaries.manage', actor.role, actor.workspaceKind),
      errors: refused ? { [`note-${refused.id}`]: refused.error } : {},
      alarms: shown.map((alarm) => view(actor, alarm, refused)),
      next:
        alarms.length > PER_PAGE
          ? localPath([base], { ...filter, before: shown.at(-1)?.id } as Record<string, string>)
          : null,
    };
  }
}

function view(actor: Actor, alarm: Alarm, refused: RefusedNote | null) {
  const t = translator(actor.locale);
  const { number, datetime } = formatsFor(actor.locale);
  const counts = Object.fromEntries(
    Object.entries(alarm.detail).map(([name, value]) => [name, typeof value === 'number' ? number(value) : value]),
  );
  const isRefused = refused?.id === alarm.id;
  return {
    ...alarm,
    title: t(`participants.alarms.kind.${alarm.kind}`),
    sentence: t(`participants.alarms.what.${alarm.kind}`, { ...counts, decoy: alarm.decoy ?? '–' }),
    isOpen: alarm.state === 'open',
    when:
      alarm.times > 1
        ? t('participants.alarms.times', {
            times: number(alarm.times),
            first: datetime(alarm.firstAt),
            last: datetime(alarm.lastAt),
          })
        : datetime(alarm.firstAt),
    allowancePath: `/w/${actor.workspaceSlug}/workspaces/${alarm.workspace.slug}/allowance`,
    noteTyped: isRefused ? refused.note : (alarm.note ?? ''),
    noteError: isRefused ? refused.error : null,
  };
}
