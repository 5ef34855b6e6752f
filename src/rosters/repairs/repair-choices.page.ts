import type { Import } from '../../imports/index.js';
import type { Actor } from '../../kernel/index.js';
import { translator } from '../../platform/i18n/index.js';
import { isCauseCode, severityOf } from '../row/causes.js';
import { importsPath } from '../uploads/import-rights.js';
import { causeTexts, fieldName } from '../uploads/words.js';
import { NOTHING, type RepairForm } from './repair-form.rules.js';
import type { MeaningChoices, MeaningNames } from './repair-meanings.js';
import type { RepairPlan } from './repair-plan.rules.js';
import { mayMeanNothing, mayRemember, type RepairField } from './repair.rules.js';
import { repairPath, saidView } from './repairs.page.js';
import type { WrongCells } from './wrong-cells.js';

/** Words that the page of one cause lists, and each section of the page of all; rarer ones are in the corrections workbook. */
const LISTED = 50;
const LISTED_AMONG_ALL = 10;

/** What a page of wrong cells is about: one cause, or '' for all that can be repaired. */
export interface Wrong {
  cause: string;
  cells: readonly WrongCells[];
}

export interface Chosen {
  form: RepairForm | null;
  /** Words whose meaning could not be read, as `<cause> <words>`. */
  unknown: ReadonlySet<string>;
  refusal: string | null;
}

/** Each wrong word with its rows and what it may mean, and each kind of wrong cell with examples, by cause. */
export function choicesView(
  actor: Actor,
  file: Import,
  wrong: Wrong,
  choices: ReadonlyMap<RepairField, MeaningChoices>,
  chosen: Chosen,
) {
  const first = { value: 0 };
  const fields = [...new Set(wrong.cells.map(({ field }) => field))];
  return {
    ...frame(actor, file, wrong),
    refusal: chosen.refusal,
    sections: wrong.cells.map((cells) =>
      sectionView(actor, file, wrong, cells, choices.get(cells.field), chosen, first),
    ),
    suggested: fields.flatMap((field) => {
      const words = choices.get(field)?.suggestions;
      return words ? { field, words } : [];
    }),
  };
}

/** What the chosen repairs would do, and the choices again as hidden fields. */
export function previewView(
  actor: Actor,
  file: Import,
  wrong: Wrong,
  plan: RepairPlan,
  form: RepairForm,
  names: MeaningNames,
) {
  const t = translator(actor.locale);
  return {
    ...frame(actor, file, wrong),
    changePath: repairPath(actor, file, wrong.cause),
    patterns: form.patterns.map(({ cause, pattern }) => `${cause}/${pattern}`),
    meanings: form.meanings.map((said, index) => ({ ...said, index })).filter(({ to }) => to !== ''),
    told: t('repairs.told', { count: plan.rows }),
    frees: t(plan.frees > 0 ? 'repairs.frees' : 'repairs.freesNone', { count: plan.frees }),
    repairs: plan.repairs.map((repair) => ({ ...saidView(actor, repair, names), rows: repair.rows })),
    examples: wrong.cells
      .flatMap(({ cause, patterns }) =>
        patterns.filter(({ pattern }) => form.patterns.some((one) => one.cause === cause && one.pattern === pattern)),
      )
      .flatMap(({ examples }) => examples)
      .map(([before, after]) => ({ before, after: after || t('repairs.empty') })),
    mayRemember: plan.repairs.some(({ pattern }) => mayRemember(pattern)),
    someOnce: plan.repairs.some(({ pattern }) => !mayRemember(pattern)),
  };
}

/** @param first number of the next row of the form: the rows of all sections are counted through */
function sectionView(
  actor: Actor,
  file: Import,
  wrong: Wrong,
  cells: WrongCells,
  choices: MeaningChoices | undefined,
  { form, unknown }: Chosen,
  first: { value: number },
) {
  const t = translator(actor.locale);
  const { cause, field, values, patterns } = cells;
  const listed = values.slice(0, wrong.cause === '' ? LISTED_AMONG_ALL : LISTED);
  const shown = listed.reduce((sum, { rows }) => sum + rows, 0);
  const nothing = mayMeanNothing(field) ? [{ value: NOTHING, text: t('repairs.nothing') }] : [];
  return {
    cause,
    title: wrong.cause === '' ? causeTexts(actor.locale, cause).title : fieldName(actor.locale, field),
    rows: t('repairs.rows', { count: cells.rows }),
    field,
    /** Otherwise the rows are taken as they are, and only told about. */
    isHeld: isCauseCode(cause) && severityOf(cause) !== 'warn',
    options: choices?.options && [...choices.options, ...nothing],
    suggestions: choices?.suggestions ? `meanings-${field}` : null,
    values: listed.map(({ text, rows, frees }) => ({
      ...{ index: first.value++, cause, text, rows, frees },
      to: form?.meanings.find((said) => said.cause === cause && said.text === text)?.to ?? '',
      error: unknown.has(`${cause} ${text}`) ? t('repairs.unknownMeaning') : null,
    })),
    left: values.length > 0 && cells.rows > shown ? cells.rows - shown : 0,
    morePath: values.length > listed.length && wrong.cause === '' ? repairPath(actor, file, cause) : null,
    patterns: patterns.map(({ pattern, rows, frees, examples }, index) => ({
      ...{ id: `${cause}-${index}`.replaceAll('.', '-'), value: `${cause}/${pattern}`, rows, frees },
      text: t(`repairs.pattern.${pattern}`),
      once: !mayRemember(pattern),
      chosen: form?.patterns.some((one) => one.cause === cause && one.pattern === pattern) ?? false,
      examples: examples.map(([before, after]) => ({ before, after: after || t('repairs.empty') })),
    })),
  };
}

function frame(actor: Actor, file: Import, { cause }: Wrong) {
  const t = translator(actor.locale);
  const base = importsPath(actor.workspaceSlug, file.kind);
  const importPath = `${base}/${file.id}`;
  const { title, what } = cause === '' ? { title: '', what: t('repairs.allLead') } : causeTexts(actor.locale, cause);
  return {
    title: cause === '' ? t('repairs.allTitle') : t('repairs.title', { cause: title }),
    lead: what,
    crumbs: [
      { text: t(`rosters.show.crumb.${file.kind}`), href: base },
      { text: file.fileName, href: importPath },
      { text: title || t('repairs.allTitle') },
    ],
    importPath,
    cause,
  };
}
