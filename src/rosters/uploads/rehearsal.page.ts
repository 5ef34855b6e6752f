import type { Import, Outcome, Receipt, Standing } from '../../imports/index.js';
import type { Actor } from '../../kernel/index.js';
import { translator } from '../../platform/i18n/index.js';
import { formatsFor } from '../../platform/views/index.js';
import { allows } from '../../platform/web/index.js';
import { RIGHTS } from './import-rights.js';
import { changedFieldsText, failureTexts } from './words.js';

type Counted = NonNullable<Receipt['counts']>;

const TOLD = ['created', 'updated', 'unchanged', 'duplicate', 'held', 'rejected', 'leavers'] as const;
const ICONS: Record<Outcome | 'leavers', string> = {
  ...{ created: 'plus', updated: 'edit', unchanged: 'check', duplicate: 'copy', held: 'clock', rejected: 'close' },
  leavers: 'sign-out',
};

/** What confirming would do, in words and numbers, and whether this person may confirm it. */
export function rehearsalView(actor: Actor, file: Import, receipt: Receipt, standing: Standing) {
  const t = translator(actor.locale);
  const { number } = formatsFor(actor.locale);
  const counts = receipt.counts as Counted;
  const may = RIGHTS[file.kind];
  const fields = changedFieldsText(actor.locale, receipt.changedFields);
  return {
    counts,
    told: TOLD.filter((name) => counts[name] > 0).map((name) => ({
      name,
      icon: ICONS[name],
      text: t(`rosters.rehearsal.will.${file.kind}.${name}`, { count: counts[name] }),
      more: name === 'updated' && fields ? t('rosters.rehearsal.fields', { fields }) : null,
    })),
    nothing: counts.created + counts.updated + counts.unchanged + counts.leavers === 0,
    moved: receipt.previousCounts && movedView(actor, receipt.previousCounts, counts),
    // What it waits for is said with today's numbers.
    notApplied:
      receipt.failure && !isWait(receipt.failure.code) ? failureTexts(actor.locale, receipt.failure).reason : null,
    waits: standing.waits && failureTexts(actor.locale, standing.waits).reason,
    leavers: standing.leaversUnusual
      ? t('rosters.rehearsal.leaversText', {
          leavers: number(counts.leavers),
          workers: number(standing.currentWorkers),
        })
      : null,
    mayConfirm: allows(may.confirm, actor.role, actor.workspaceKind) && !standing.needsSecondPerson,
    needsSecondPerson: standing.needsSecondPerson,
    mayCorrect: allows(may.upload, actor.role, actor.workspaceKind),
    confirm: confirmText(actor, counts),
    seen: seenText(counts),
    needsWork: counts.held + counts.rejected,
  };
}

function isWait(code: string): boolean {
  return code.startsWith('imports.new-people');
}

function confirmText(actor: Actor, counts: Counted): string {
  const t = translator(actor.locale);
  const parts = (
    [
      ['confirmCreated', counts.created],
      ['confirmUpdated', counts.updated],
      ['confirmLeavers', counts.leavers],
    ] as const
  )
    .filter(([, count]) => count > 0)
    .map(([key, count]) => t(`rosters.rehearsal.${key}`, { count }));
  if (parts.length === 0) return t('rosters.rehearsal.confirmNothing');
  return t('rosters.rehearsal.confirm', { parts: parts.join(', ') });
}

function movedView(actor: Actor, before: Counted, now: Counted) {
  const t = translator(actor.locale);
  return TOLD.filter((name) => before[name] !== now[name]).map((name) => ({
    outcome: t(`shared.outcome.${name}`),
    before: before[name],
    now: now[name],
  }));
}

/** The counts on the page, sent along with the yes. */
export function seenText(counts: Counted): string {
  return TOLD.map((name) => counts[name]).join('.');
}

export function readSeen(text: string | undefined): Partial<Counted> {
  const numbers = (text ?? '').split('.').map(Number);
  if (numbers.length !== TOLD.length || numbers.some((n) => !Number.isSafeInteger(n))) return {};
  return Object.fromEntries(TOLD.map((name, i) => [name, numbers[i]]));
}
