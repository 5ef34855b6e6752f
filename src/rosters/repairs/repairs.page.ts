import type { Import } from '../../imports/index.js';
import type { Actor } from '../../kernel/index.js';
import { translator } from '../../platform/i18n/index.js';
import { formatsFor } from '../../platform/views/index.js';
import { isCauseCode, severityOf } from '../row/causes.js';
import { importsPath } from '../uploads/import-rights.js';
import { maskCell } from '../uploads/mask-cells.rules.js';
import { causeTexts, fieldName } from '../uploads/words.js';
import type { ImportRepair, RepairSaid } from './import-repairs.js';
import type { RememberedRepair } from './remembered-repairs.js';
import { NOTHING, type RepairForm } from './repair-form.rules.js';
import type { MeaningChoices, MeaningNames } from './repair-meanings.js';
import type { RepairPlan } from './repair-plan.rules.js';
import { mayMeanNothing, mayRemember } from './repair.rules.js';
import type { WrongCells } from './wrong-cells.js';

/** More than these are folded away on the page of a file. */
const FEW = 6;
/** Values that one page lists; rarer ones are in the corrections workbook. */
const LISTED = 50;

export interface Chosen {
  form: RepairForm | null;
  /** Words whose meaning could not be read. */
  unknown: string[];
  refusal: string | null;
}

export function rememberedPath(actor: Actor): string {
  return `/w/${actor.workspaceSlug}/remembered-repairs`;
}

/** Where the wrong cells of a cause are given a meaning. */
export function repairPath(actor: Actor, { kind, id }: Pick<Import, 'kind' | 'id'>, cause: string): string {
  return `${importsPath(actor.workspaceSlug, kind)}/${id}/repairs?cause=${cause}`;
}

/** Each wrong word of a cause with its rows and what it may mean, and each kind of wrong cell with examples. */
export function choicesView(
  actor: Actor,
  file: Import,
  wrong: WrongCells,
  choices: MeaningChoices,
  { form, unknown, refusal }: Chosen,
) {
  const t = translator(actor.locale);
  const listed = wrong.values.slice(0, LISTED);
  const shown = listed.reduce((sum, { rows }) => sum + rows, 0);
  const nothing = mayMeanNothing(wrong.field) ? [{ value: NOTHING, text: t('repairs.nothing') }] : [];
  return {
    ...frame(actor, file, wrong),
    refusal,
    options: choices.options && [...choices.options, ...nothing],
    suggestions: choices.suggestions,
    mayMeanNothing: nothing.length > 0,
    values: listed.map(({ text, rows, frees }, index) => ({
      index,
      text,
      rows,
      frees,
      to: form?.meanings.find((said) => said.text === text)?.to ?? '',
      error: unknown.includes(text) ? t('repairs.unknownMeaning') : null,
    })),
    left: wrong.values.length > 0 && wrong.rows > shown ? wrong.rows - shown : 0,
    patterns: wrong.patterns.map(({ pattern, rows, frees, examples }) => ({
      pattern,
      rows,
      frees,
      text: t(`repairs.pattern.${pattern}`),
      once: !mayRemember(pattern),
      chosen: form?.patterns.includes(pattern) ?? false,
      examples: examples.map(([before, after]) => ({ before, after: after || t('repairs.empty') })),
    })),
  };
}

/** What the chosen repairs would do, and the choices again as hidden fields. */
export function previewView(
  actor: Actor,
  file: Import,
  wrong: WrongCells,
  plan: RepairPlan,
  form: RepairForm,
  names: MeaningNames,
) {
  const t = translator(actor.locale);
  return {
    ...frame(actor, file, wrong),
    changePath: repairPath(actor, file, wrong.cause),
    form: { ...form, meanings: form.meanings.map((said, index) => ({ ...said, index })) },
    told: t('repairs.told', { count: plan.rows }),
    frees: t(plan.frees > 0 ? 'repairs.frees' : 'repairs.freesNone', { count: plan.frees }),
    repairs: plan.repairs.map((repair) => ({ ...saidView(actor, repair, names), rows: repair.rows })),
    examples: wrong.patterns
      .filter(({ pattern }) => form.patterns.includes(pattern))
      .flatMap(({ examples }) => examples)
      .map(([before, after]) => ({ before, after: after || t('repairs.empty') })),
    mayRemember: plan.repairs.some(({ pattern }) => mayRemember(pattern)),
    someOnce: plan.repairs.some(({ pattern }) => !mayRemember(pattern)),
  };
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

function frame(actor: Actor, file: Import, wrong: WrongCells) {
  const t = translator(actor.locale);
  const base = importsPath(actor.workspaceSlug, file.kind);
  const importPath = `${base}/${file.id}`;
  const { title, what } = causeTexts(actor.locale, wrong.cause);
  return {
    title: t('repairs.title', { cause: title }),
    lead: what,
    crumbs: [
      { text: t(`rosters.show.crumb.${file.kind}`), href: base },
      { text: file.fileName, href: importPath },
      { text: title },
    ],
    importPath,
    cause: wrong.cause,
    /** Otherwise the rows are taken as they are, and only told about. */
    isHeld: isCauseCode(wrong.cause) && severityOf(wrong.cause) !== 'warn',
    field: fieldName(actor.locale, wrong.field),
    rows: wrong.rows,
  };
}

/** A repair as one line: field, what stands in the cell, what it means. */
function saidView(actor: Actor, { field, pattern, text, to }: RepairSaid, names: MeaningNames) {
  const t = translator(actor.locale);
  return {
    field: fieldName(actor.locale, field),
    from: text === null ? null : maskCell(field, text),
    to: text === null ? null : names(field, to),
    pattern: pattern && t(`repairs.pattern.${pattern}`),
  };
}
