import type { Actor } from '../kernel/index.js';
import { hasText, translator, type Locale } from '../platform/i18n/index.js';
import type { AuditDetail, AuditEvent } from './event.js';
import type { EventFilter } from './events.repository.js';

const PER_PAGE = 50;

/** How many events to ask for: one more than shown tells whether there is a next page. */
export const ASKED = PER_PAGE + 1;

export class AuditPage {
  static from(actor: Actor, events: AuditEvent[], actions: string[], filter: EventFilter) {
    const shown = events.slice(0, PER_PAGE);
    const base = `/w/${actor.workspaceSlug}/audit`;
    return {
      base,
      filter,
      filtered: Object.entries(filter).some(([name, value]) => name !== 'before' && value),
      actions: actions.map((action) => ({ value: action, text: actionText(actor.locale, action) })),
      events: shown.map((event) => row(event, actor.locale)),
      next: events.length > PER_PAGE ? pathOf(base, { ...filter, before: shown.at(-1)?.seq }) : null,
      newest: filter.before ? pathOf(base, { ...filter, before: undefined }) : null,
    };
  }
}

function row(event: AuditEvent, locale: Locale) {
  return {
    seq: event.seq,
    at: event.at,
    action: actionText(locale, event.action),
    code: event.action,
    refused: event.outcome === 'refused',
    who: event.actorLabel,
    address: event.address,
    subject: event.subjectType ? `${event.subjectType}:${event.subjectId}` : null,
    subjectType: event.subjectType,
    subjectTail: event.subjectId?.slice(-12),
    detail: detailText(event.detail),
    requestId: event.requestId,
    hash: event.hash.toString('hex').slice(0, 12),
  };
}

/** The room's own words for an act, `<room>.audit.<rest>`; the code itself when it has none. */
function actionText(locale: Locale, action: string): string {
  const [room, ...rest] = action.split('.');
  const key = `${room}.audit.${rest.join('.')}`;
  return hasText(locale, key) ? translator(locale)(key) : action;
}

function detailText(detail: AuditDetail): string {
  return Object.entries(detail)
    .map(([name, value]) => `${name}: ${Array.isArray(value) ? value.join(', ') : String(value)}`)
    .join(' · ');
}

function pathOf(base: string, filter: EventFilter): string {
  const query = new URLSearchParams();
  for (const [name, value] of Object.entries(filter)) if (value) query.set(name, String(value));
  return query.size > 0 ? `${base}?${query}` : base;
}
