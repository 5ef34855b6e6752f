import {
  passedOverText,
  receiptFacts,
  repairText,
  type Import,
  type Progress,
  type Receipt,
} from '../../imports/index.js';
import type { Actor, Locale } from '../../kernel/index.js';
import { translator } from '../../platform/i18n/index.js';
import { formatsFor } from '../../platform/views/index.js';
import { allows } from '../../platform/web/index.js';
import { importsPath, RIGHTS } from './import-rights.js';
import { progressView } from './progress.page.js';
import { failureTexts } from './words.js';

export type Panel = 'progress' | 'columns' | 'rehearsal' | 'receipt' | 'failure' | 'over';

const PANELS: Record<Import['state'], Panel> = {
  received: 'progress',
  reading: 'progress',
  mapping: 'columns',
  checking: 'progress',
  ready: 'rehearsal',
  applying: 'progress',
  applied: 'receipt',
  failed: 'failure',
  discarded: 'over',
  reversing: 'progress',
  reversed: 'over',
};
const STEPS: Partial<Record<Import['state'], string>> = {
  ...{ received: 'columns', reading: 'columns', mapping: 'columns', checking: 'check', ready: 'confirm' },
  ...{ applying: 'confirm', applied: 'done' },
};
const BADGES: Partial<Record<Import['state'], string>> = {
  ...{ mapping: 'warning', ready: 'warning', applied: 'success', failed: 'danger', discarded: 'unknown' },
  ...{ reversed: 'unknown', received: 'info', reading: 'info', checking: 'info', applying: 'info', reversing: 'info' },
};

export function panelOf(file: Import): Panel {
  return PANELS[file.state];
}

export function badgeOf(file: Pick<Import, 'state'>, locale: Locale): { kind: string; text: string } {
  return { kind: BADGES[file.state] ?? 'info', text: translator(locale)(`imports.state.${file.state}`) };
}

/** What every state of the page shows. */
export function importFrame(actor: Actor, file: Import, receipt: Receipt, progress: Progress | null) {
  const t = translator(actor.locale);
  const { datetime } = formatsFor(actor.locale);
  const base = importsPath(actor.workspaceSlug, file.kind);
  const path = `${base}/${file.id}`;
  const may = RIGHTS[file.kind];
  return {
    kind: file.kind,
    base,
    importPath: path,
    title: file.fileName,
    lead: t('rosters.show.uploaded', { at: datetime(file.createdAt), by: file.uploadedLabel }),
    crumbs: [{ text: t(`rosters.show.crumb.${file.kind}`), href: base }, { text: file.fileName }],
    badge: badgeOf(file, actor.locale),
    mode: file.kind === 'roster' ? t(`imports.mode.${file.mode}.name`) : null,
    step: STEPS[file.state] ?? null,
    panel: panelOf(file),
    is: { [panelOf(file)]: true },
    polls: file.isWorking(),
    progress: progress && progressView(file, progress, actor.locale),
    mayDiscard: allows(may.upload, actor.role, actor.workspaceKind),
    mayUpload: allows(may.upload, actor.role, actor.workspaceKind),
    mayReverse: file.kind === 'roster' && allows(may.reverse, actor.role, actor.workspaceKind),
    workersPath: file.kind === 'roster' ? `/w/${actor.workspaceSlug}/workers` : null,
    changesPath: file.kind === 'roster' && file.state === 'applied' ? `${path}/changes` : null,
    correctsPath: file.correctsImportId ? `${base}/${file.correctsImportId}` : null,
    corrections:
      receipt.correctedBy.length > 0
        ? {
            text: t('rosters.show.correctedBy', { count: receipt.correctedBy.length }),
            newest: `${base}/${receipt.correctedBy[0]}`,
          }
        : null,
    state: file.state,
    failure: receipt.failure && {
      ...failureTexts(actor.locale, receipt.failure),
      code: receipt.failure.code,
    },
  };
}

/** Lists of what was put right and passed over, as the page and the receipt show them. */
export function notesView(receipt: Receipt, locale: Locale) {
  const t = translator(locale);
  return {
    repairs: Object.entries(receipt.repairs)
      .sort(([, a], [, b]) => b - a)
      .map(([code, count]) => ({ term: repairText(locale, code), text: t('rosters.causes.times', { count }) })),
    passedOver: Object.entries(receipt.passedOver)
      .filter(([, count]) => count > 0)
      .map(([code, count]) => ({ term: passedOverText(locale, code), text: t('rosters.causes.lines', { count }) })),
    facts: receiptFacts(receipt, locale),
  };
}
