import type { Import } from '../../imports/index.js';
import type { Actor } from '../../kernel/index.js';
import { translator } from '../../platform/i18n/index.js';
import { formatsFor } from '../../platform/views/index.js';
import { importsPath } from '../uploads/import-rights.js';
import { maskCell } from '../uploads/mask-cells.rules.js';
import { fieldName } from '../uploads/words.js';
import type { ImportRepair, RepairSaid } from './import-repairs.js';
import type { RememberedRepair } from './remembered-repairs.js';
import type { MeaningNames } from './repair-meanings.js';

/** More than these are folded away on the page of a file. */
const FEW = 6;
export function rememberedPath(actor: Actor): string {
  return `/w/${actor.workspaceSlug}/remembered-repairs`;
}

/** Where the wrong cells of a cause are given a meaning; '' for all causes of the file. */
export function repairPath(actor: Actor, { kind, id }: Pick<Import, 'kind' | 'id'>, cause: string): string {
  return `${importsPath(actor.workspaceSlug, kind)}/${id}/repairs${cause && `?cause=${cause}`}`;
}

/** The repairs of a file that read a cell of it, and those that were taken back; null when there are none. */
export function usedView(
  actor: Actor,
  file: Import,
  given: readonly ImportRepair[],
  names: MeaningNames,
  mayTakeBack: boolean,
) {
  const t = translator(actor.locale);
  const used = given.filter(({ cells, takenBackBy, source }) => !takenBackBy && (cells > 0 || source === 'person'));
  const takenBack = given.filter(({ takenBackBy }) => takenBackBy);
  if (used.length + takenBack.length === 0) return null;
  const memories = used.filter(({ source }) => source === 'memory').length;
  return {
    memories: memories > 0 ? t('repairs.memoriesUsed', { count: memories }) : null,
    rememberedPath: mayTakeBack ? rememberedPath(actor) : null,
    total: t('repairs.total', {
      count: used.length,
      cells: t('repairs.cells', { count: used.reduce((sum, { cells }) => sum + cells, 0) }),
    }),
    isLong: used.length > FEW,
    used: used.map((repair) => ({
      ...saidView(actor, repair, names),
      cells: t('repairs.cells', { count: repair.cells }),
      isMemory: repair.source === 'memory',
      by: repair.madeBy,
      action: mayTakeBack
        ? `${importsPath(actor.workspaceSlug, file.kind)}/${file.id}/repairs/${repair.id}/removal`
        : null,
    })),
    takenBack: takenBack.map((repair) => saidView(actor, repair, names)),
  };
}

export function rememberedView(actor: Actor, list: readonly RememberedRepair[], names: MeaningNames) {
  const t = translator(actor.locale);
  const { number, datetime } = formatsFor(actor.locale);
  const imports = importsPath(actor.workspaceSlug, 'roster');
  return {
    crumbs: [{ text: t('rosters.show.crumb.roster'), href: imports }, { text: t('repairs.remembered.title') }],
    repairs: list.map((repair) => ({
      ...saidView(actor, repair, names),
      by: repair.madeBy,
      at: repair.madeAt,
      used:
        repair.files > 0
          ? t('repairs.remembered.used', {
              files: number(repair.files),
              cells: number(repair.cells),
              at: datetime(repair.usedAt),
            })
          : t('repairs.remembered.unused'),
      action: `${rememberedPath(actor)}/${repair.id}/removal`,
    })),
  };
}

/** A repair as one line: field, what stands in the cell, what it means. */
export function saidView(actor: Actor, { field, pattern, text, to }: RepairSaid, names: MeaningNames) {
  const t = translator(actor.locale);
  return {
    field: fieldName(actor.locale, field),
    from: text === null ? null : maskCell(field, text),
    to: text === null ? null : names(field, to),
    pattern: pattern && t(`repairs.pattern.${pattern}`),
  };
}
