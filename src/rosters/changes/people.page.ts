import type { Actor } from '../../kernel/index.js';
import { translator } from '../../platform/i18n/index.js';
import { formatsFor, localPath } from '../../platform/views/index.js';
import type { WorkerWords } from '../workers/worker-words.js';
import { changeQuery, WAGES_DOWN, WAGES_UP, type ChangeFilter } from './change-filter.rules.js';
import { changesFrame } from './changes.page.js';
import { codeText, partText, signedRupiah } from './change-words.js';
import type { ChangedPerson } from './changed-person.js';
import type { Compared } from './comparisons.js';

export interface PeopleShown {
  people: ChangedPerson[];
  /** Everybody of the filter. */
  size: number;
  /** Place after which the next page begins; null on the last. */
  next: number | null;
  isFirst: boolean;
}

/** The people behind one number. */
export function changedPeopleView(
  actor: Actor,
  { file }: Compared,
  filter: ChangeFilter,
  shown: PeopleShown,
  words: WorkerWords,
) {
  const t = translator(actor.locale);
  const frame = changesFrame(actor, file);
  const here = localPath([frame.changesPath, 'people'], changeQuery(filter));
  const title = titleOf(actor, filter, words);
  return {
    ...frame,
    title,
    lead: t('rosters.changes.peopleLead', { count: shown.size, file: file.fileName }),
    crumbs: [
      ...frame.crumbs.slice(0, -1),
      { text: t('rosters.changes.title'), href: frame.changesPath },
      { text: title },
    ],
    ...listView(actor, filter.kind, shown.people, words),
    previous: shown.isFirst ? null : here,
    next: shown.next === null ? null : localPath([here], { after: shown.next }),
  };
}

/** Columns of a list: wages have amounts, places and sectors a before and after, the others a status. */
export function listView(
  actor: Actor,
  kind: ChangeFilter['kind'],
  people: readonly ChangedPerson[],
  words: WorkerWords,
) {
  const { percent } = formatsFor(actor.locale);
  const isWage = kind === 'wage' || kind === 'wage_set';
  return {
    isWage,
    isPair: kind === 'sector' || kind === 'region' || kind === 'coverage',
    isStatus: kind === 'joined' || kind === 'returned' || kind === 'left',
    people: people.map((person) => ({
      ...person,
      href: localPath([`/w/${actor.workspaceSlug}/workers`, person.id]),
      region: words.region(person.region),
      sector: words.shortSector(person.sector),
      occupation: person.occupation ? words.occupation(person.occupation) : null,
      before: isWage ? null : codeText(actor.locale, kind, person.was, words),
      after: isWage ? null : codeText(actor.locale, kind, person.became, words),
      status: person.became ?? person.was,
      by: kind === 'wage' ? signedRupiah(actor.locale, (person.wageBecame ?? 0) - (person.wageWas ?? 0)) : '–',
      share: isWage && person.wageWas ? percent(((person.wageBecame ?? 0) - person.wageWas) / person.wageWas) : null,
    })),
  };
}

function titleOf(actor: Actor, { kind, was, became }: ChangeFilter, words: WorkerWords): string {
  const t = translator(actor.locale);
  const whole = t(`rosters.changes.kind.${kind}`);
  if (kind === 'wage' && (became === WAGES_UP || became === WAGES_DOWN))
    return t(`rosters.changes.tile.${became === WAGES_UP ? 'wageUp' : 'wageDown'}`);
  if (was === null && became === null) return whole;
  return `${whole}: ${partText(actor.locale, kind, { was, became }, words)}`;
}
