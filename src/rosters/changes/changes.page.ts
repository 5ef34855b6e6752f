import type { Import } from '../../imports/index.js';
import type { Actor } from '../../kernel/index.js';
import { translator } from '../../platform/i18n/index.js';
import { formatsFor, localPath } from '../../platform/views/index.js';
import { allows } from '../../platform/web/index.js';
import { importsPath } from '../uploads/import-rights.js';
import type { WorkerWords } from '../workers/worker-words.js';
import { changesIn, wageTotals, type ChangeKind, type ChangePart } from './change-kinds.rules.js';
import { changeQuery, WAGES_DOWN, WAGES_UP, type ChangeFilter } from './change-filter.rules.js';
import { codeText, partText, signedRupiah } from './change-words.js';
import type { Compared, Comparison } from './comparisons.js';

const MOST_PARTS = 25;

/** What every page about the changes of a file shows. */
export function changesFrame(actor: Actor, file: Import) {
  const t = translator(actor.locale);
  const base = importsPath(actor.workspaceSlug, 'roster');
  const path = `${base}/${file.id}`;
  return {
    title: t('rosters.changes.title'),
    importPath: path,
    changesPath: `${path}/changes`,
    printPath: `${path}/changes/print`,
    workbookPath: `${path}/changes.xlsx`,
    fileName: file.fileName,
    mayCompare: allows('rosters.upload', actor.role, actor.workspaceKind),
    mayExport: allows('rosters.export', actor.role, actor.workspaceKind),
    crumbs: [
      { text: t('rosters.show.crumb.roster'), href: base },
      { text: file.fileName, href: path },
      { text: t('rosters.changes.title') },
    ],
  };
}

/** The page in its present state; only one that is compared has numbers. */
export function changesView(actor: Actor, file: Import, comparison: Comparison, words: WorkerWords) {
  const frame = changesFrame(actor, file);
  const is = { [comparison.state.replace('-', '_')]: true };
  const polls = comparison.state === 'waiting';
  if (comparison.state !== 'compared') return { ...frame, is, polls };
  return { ...frame, is, polls, ...comparedView(actor, comparison, words, frame.changesPath) };
}

function comparedView(actor: Actor, compared: Compared, words: WorkerWords, path: string) {
  const t = translator(actor.locale);
  const { summary } = compared;
  const to = (kind: ChangeKind, part: Partial<ChangeFilter> = {}) =>
    localPath([path, 'people'], changeQuery({ kind, was: null, became: null, ...part }));
  const linked = (kind: ChangeKind, people: number, part: Partial<ChangeFilter> = {}) => ({
    people,
    href: people > 0 ? to(kind, part) : null,
  });
  const signed = (by: number) => (by === 0 ? null : signedRupiah(actor.locale, by));
  const whole = (kind: ChangeKind) => linked(kind, summary.kinds[kind].people);
  const rise = wageTotals(summary, true);
  const fall = wageTotals(summary, false);
  const parts = (kind: ChangeKind) => partsView(actor, kind, summary.kinds[kind].parts, words, to);
  return {
    isEmpty: changesIn(summary) === 0,
    files: [fileView(actor, compared.file, 'this'), fileView(actor, compared.previous, 'previous')],
    sentence: sentenceOf(actor, compared),
    mode: t(`rosters.changes.mode.${compared.file.mode}`),
    roster: summary.roster,
    tiles: [
      { key: 'joined', ...whole('joined') },
      { key: 'left', ...whole('left') },
      { key: 'returned', ...whole('returned') },
      { key: 'wageUp', ...linked('wage', rise.people, { became: WAGES_UP }), by: signed(rise.by) },
      { key: 'wageDown', ...linked('wage', fall.people, { became: WAGES_DOWN }), by: signed(fall.by) },
      { key: 'sector', ...whole('sector') },
    ],
    wages: summary.wages,
    wageNet: signed(summary.wages.after - summary.wages.before),
    wageSet: whole('wage_set'),
    bands: parts('wage').shown,
    hasWages: summary.kinds.wage.people + summary.kinds.wage_set.people > 0,
    sector: parts('sector'),
    region: parts('region'),
    coverage: parts('coverage'),
    joined: parts('joined'),
    left: parts('left'),
  };
}

function partsView(
  actor: Actor,
  kind: ChangeKind,
  parts: readonly ChangePart[],
  words: WorkerWords,
  to: (kind: ChangeKind, part: Partial<ChangeFilter>) => string,
) {
  const isPair = kind === 'sector' || kind === 'region' || kind === 'coverage';
  const dearest = isPair ? parts.toSorted((a, b) => b.people - a.people) : parts;
  return {
    shown: dearest.slice(0, MOST_PARTS).map((part) => ({
      text: partText(actor.locale, kind, part, words),
      was: codeText(actor.locale, kind, part.was, words),
      became: codeText(actor.locale, kind, part.became, words),
      people: part.people,
      by: signedRupiah(actor.locale, part.by),
      href: to(kind, { was: part.was === null ? null : part.was, became: part.became }),
    })),
    hidden: Math.max(0, parts.length - MOST_PARTS),
    all: parts.length > 0 ? to(kind, {}) : null,
  };
}

function fileView(actor: Actor, file: Import, key: 'this' | 'previous') {
  const t = translator(actor.locale);
  const { month, datetime } = formatsFor(actor.locale);
  return {
    heading: t(`rosters.changes.${key}`),
    name: file.fileName,
    href: `${importsPath(actor.workspaceSlug, 'roster')}/${file.id}`,
    facts: [
      { term: t('rosters.changes.period'), text: month(file.createdAt) },
      { term: t('rosters.changes.uploaded'), text: `${datetime(file.createdAt)} · ${file.uploadedLabel}` },
      { term: t('rosters.changes.applied'), text: `${datetime(file.appliedAt)} · ${file.confirmedLabel ?? '–'}` },
    ],
  };
}

/** The whole comparison in one or two sentences. */
function sentenceOf(actor: Actor, { summary, previous }: Compared): string {
  const t = translator(actor.locale);
  const { rupiah, number, month } = formatsFor(actor.locale);
  const people = (kind: ChangeKind) => t(`rosters.changes.say.${kind}`, { count: summary.kinds[kind].people });
  const told = (['joined', 'returned', 'left'] as const).filter((kind) => summary.kinds[kind].people > 0).map(people);
  const moved = told.length > 0 ? told.join(', ') : t('rosters.changes.say.nobody');
  const rise = wageTotals(summary, true);
  const fall = wageTotals(summary, false);
  return [
    t('rosters.changes.say.moved', { file: previous.fileName, month: month(previous.createdAt), people: moved }),
    rise.people > 0 ? t('rosters.changes.say.rise', { count: rise.people, by: rupiah(rise.by) }) : '',
    fall.people > 0 ? t('rosters.changes.say.fall', { count: fall.people, by: rupiah(-fall.by) }) : '',
    summary.kinds.sector.people > 0 ? people('sector') : '',
    summary.roster
      ? t('rosters.changes.say.roster', { before: number(summary.roster.before), after: number(summary.roster.after) })
      : '',
  ]
    .filter(Boolean)
    .join(' ');
}
