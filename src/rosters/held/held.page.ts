import type { Import } from '../../imports/index.js';
import type { Actor, Locale } from '../../kernel/index.js';
import { translator } from '../../platform/i18n/index.js';
import { formatsFor, localPath } from '../../platform/views/index.js';
import { allows } from '../../platform/web/index.js';
import { importsPath } from '../uploads/import-rights.js';
import { causeTexts, fieldName } from '../uploads/words.js';
import type { WorkerWords } from '../workers/worker-words.js';
import { askingCauses, choicesFor, OTHER_PERSON, PROPOSED, TAKEABLE, type Choice } from './choices.rules.js';
import type { ShownSide } from './compare-rows.js';
import type { HeldRow, Question } from './held-rows.query.js';

export const HELD_PER_PAGE = 20;
/** Shown on every row; others only where something is to be seen. */
const ALWAYS: readonly string[] = ['nik', 'name', 'birth_date', 'sex'];

export interface HeldFacts {
  file: Import;
  /** `true`: rows that were decided about. */
  isDecided: boolean;
  cause: string | undefined;
  after: number;
  /** One more than a page shows, when there are more. */
  rows: HeldRow[];
  sides: ReadonlyMap<number, ShownSide[]>;
  questions: Question[];
  decidedCount: number;
  words: WorkerWords;
}

export function heldPath(actor: Actor, file: Pick<Import, 'id'>): string {
  return `${importsPath(actor.workspaceSlug, 'roster')}/${file.id}/held`;
}

/** Everything on the page of held rows. */
export function heldView(actor: Actor, facts: HeldFacts) {
  const { file, isDecided, cause, after, questions, decidedCount } = facts;
  const t = translator(actor.locale);
  const path = heldPath(actor, file);
  const base = importsPath(actor.workspaceSlug, 'roster');
  const mayDecide = file.state === 'ready' && allows('rosters.upload', actor.role, actor.workspaceKind);
  const shown = facts.rows.slice(0, HELD_PER_PAGE);
  const query = { show: isDecided ? 'decided' : '', cause: cause ?? '' };
  return {
    importPath: `${base}/${file.id}`,
    heldPath: path,
    here: localPath([path], { ...query, after: after || '' }),
    crumbs: [
      { text: t('rosters.show.crumb.roster'), href: base },
      { text: file.fileName, href: `${base}/${file.id}` },
      { text: t('held.title') },
    ],
    polls: file.isWorking(),
    isReady: file.state === 'ready',
    isDecided,
    mayDecide,
    cause: cause ?? '',
    causeTitle: cause ? causeTexts(actor.locale, cause).title : null,
    decidedCount,
    tabs: [
      { text: t('held.waiting', { count: file.held ?? 0 }), href: path, current: !isDecided },
      {
        text: t('held.decided', { count: decidedCount }),
        href: localPath([path], { show: 'decided' }),
        current: isDecided,
      },
    ],
    questions: isDecided ? [] : questions.map((question) => questionView(actor.locale, path, file, question, cause)),
    rows: shown.map((row) => rowView(actor, row, facts.sides.get(row.row.row) ?? [], facts.words)),
    first: after > 0 ? localPath([path], query) : null,
    next: facts.rows.length > HELD_PER_PAGE ? localPath([path], { ...query, after: shown.at(-1)?.row.row }) : null,
  };
}

function questionView(
  locale: Locale,
  path: string,
  file: Import,
  { code, rows, alone, known }: Question,
  chosen: string | undefined,
) {
  const t = translator(locale);
  const { title, what, repair } = causeTexts(locale, code);
  const counts: Record<Choice, number> = { file: TAKEABLE.includes(code) ? alone : 0, stored: known, skip: rows };
  const offered = (['file', 'stored', 'skip'] as const).filter((choice) => counts[choice] > 0);
  return {
    code,
    title,
    text: [what, repair].filter(Boolean).join(' '),
    count: rows,
    share: file.held ? rows / file.held : 0,
    isOpen: chosen === code,
    href: localPath([path], { cause: code }),
    choices: offered.map((choice) => ({
      value: choice,
      text: t('held.all', { what: choiceText(locale, choice, [code], known > 0), count: counts[choice] }),
    })),
  };
}

function rowView(actor: Actor, { row, worker, decision }: HeldRow, sides: ShownSide[], words: WorkerWords) {
  const t = translator(actor.locale);
  const { datetime } = formatsFor(actor.locale);
  const shown = sides.filter(({ field, differs, wrong }) => ALWAYS.includes(field) || differs || wrong);
  const same = worker ? sides.filter((side) => !shown.includes(side) && side.said !== null).length : 0;
  return {
    row: row.row,
    causes: askingCauses(row.causes).map((code) => causeTexts(actor.locale, code)),
    other: row.otherRow,
    worker: worker && {
      name: worker.name,
      href: `/w/${actor.workspaceSlug}/workers/${worker.id}`,
      left: worker.leftOn,
    },
    isProposal: row.causes.includes(PROPOSED),
    fields: shown.map((side) => sideView(actor.locale, side, words)),
    same: same > 0 ? t('held.same', { count: same }) : null,
    choices: choicesFor(row.causes, worker !== null).map((value) => ({
      value,
      text: choiceText(actor.locale, value, row.causes, worker !== null),
    })),
    decision: decision && {
      text: choiceText(actor.locale, decision.choice, row.causes, worker !== null),
      by: t('held.by', { by: decision.by, at: datetime(decision.at) }),
      stillHeld: row.outcome === 'held',
    },
  };
}

function sideView(locale: Locale, side: ShownSide, words: WorkerWords) {
  const said = valueText(locale, side.field, side.said, words);
  // What cannot be read is shown as it stands in the file.
  return {
    label: fieldName(locale, side.field),
    file: said ?? (side.cell || null),
    stored: valueText(locale, side.field, side.stored, words),
    // A field that agrees with what is stored is not what makes the row doubtful.
    marked: side.differs || (side.wrong && (side.said === null || side.stored === null)),
  };
}

function valueText(locale: Locale, field: string, value: string | number | null, words: WorkerWords): string | null {
  if (value === null) return null;
  const t = translator(locale);
  const { date, rupiah } = formatsFor(locale);
  if (field === 'birth_date' || field === 'started_on') return date(String(value));
  if (field === 'sex') return words.sex(String(value));
  if (field === 'wage') return rupiah(Number(value));
  if (field === 'programmes') return words.programmes(Number(value));
  if (field === 'region') return words.region(String(value));
  if (field === 'sector') return words.shortSector(String(value));
  if (field === 'occupation') return words.occupation(String(value));
  if (field === 'status') return t(`workers.status.${value}`);
  return String(value);
}

function choiceText(locale: Locale, choice: Choice, causes: readonly string[], hasStored: boolean): string {
  const t = translator(locale);
  if (choice !== 'file') return t(`held.choice.${choice}`);
  if (causes.includes(PROPOSED)) return t('held.choice.same-person');
  return t(hasStored || causes.includes(OTHER_PERSON) ? 'held.choice.file' : 'held.choice.right');
}
