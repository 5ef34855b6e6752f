import { limits } from '../../tabular/index.js';
import type { Import, ImportKind, ImportSubject, UnfinishedUpload } from '../../imports/index.js';
import type { Actor } from '../../kernel/index.js';
import { translator } from '../../platform/i18n/index.js';
import { allows } from '../../platform/web/index.js';
import { rememberedPath } from '../repairs/repairs.page.js';
import { importsPath, RIGHTS } from './import-rights.js';
import { badgeOf } from './import.page.js';
import { fieldName } from './words.js';

export const PER_PAGE = 30;

/** @param files one more than a page shows, when there are more */
export function indexView(actor: Actor, kind: ImportKind, files: Import[]) {
  const base = importsPath(actor.workspaceSlug, kind);
  const shown = files.slice(0, PER_PAGE);
  return {
    kind,
    base,
    mayUpload: allows(RIGHTS[kind].upload, actor.role, actor.workspaceKind),
    rememberedPath: kind === 'roster' ? rememberedPath(actor) : null,
    files: shown.map((file) => ({
      id: file.id,
      href: `${base}/${file.id}`,
      name: file.fileName,
      badge: badgeOf(file, actor.locale),
      counts: file.counts(),
      needsWork: file.counts() ? file.needsWork() : null,
      by: file.uploadedLabel,
      at: file.createdAt,
      changes: kind === 'roster' && file.state === 'applied' ? `${base}/${file.id}/changes` : null,
      isCorrection: file.correctsImportId !== null,
    })),
    next: files.length > PER_PAGE ? `${base}?before=${shown.at(-1)?.id}` : null,
  };
}

/** @param refusal why the file just sent was not taken */
export function newView(
  actor: Actor,
  kind: ImportKind,
  subject: ImportSubject,
  action: string,
  given: { mode?: string; refusal?: string | null; waiting?: UnfinishedUpload[] } = {},
) {
  const t = translator(actor.locale);
  const base = importsPath(actor.workspaceSlug, kind);
  return {
    kind,
    base,
    action,
    refusal: given.refusal ?? null,
    waiting: (given.waiting ?? []).map((upload) => waitingView(upload, base, t)),
    waitingHours: limits.unfinishedHours,
    mode: given.mode ?? 'upsert',
    modes:
      kind === 'roster'
        ? (['upsert', 'snapshot'] as const).map((value) => ({
            value,
            text: t(`imports.mode.${value}.name`),
            hint: t(`imports.mode.${value}.hint`),
          }))
        : null,
    limit: limits.fileBytes >> 20,
    columns: subject.fields.map(({ key, required }) => ({
      name: fieldName(actor.locale, key),
      hint: t(`imports.fieldHint.${key}`),
      required,
    })),
    crumbs: [{ text: t(`rosters.show.crumb.${kind}`), href: base }, { text: t(`rosters.new.${kind}.title`) }],
  };
}

function waitingView(upload: UnfinishedUpload, base: string, t: ReturnType<typeof translator>) {
  const { id, fileName: name, mark, mode, bytes: size, received, begunLabel: by, touchedAt: at } = upload;
  return {
    name,
    mark,
    mode,
    size,
    received,
    by,
    at,
    modeName: t(`imports.mode.${mode}.name`),
    url: `${base}/uploads/${id}`,
  };
}
