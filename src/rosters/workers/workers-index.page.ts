import { AGE_BAND_KEYS, type Actor, type Locale } from '../../kernel/index.js';
import { maskNik } from '../../kernel/index.js';
import type { WorkspaceKeys } from '../../platform/crypto/index.js';
import { translator, type Translate } from '../../platform/i18n/index.js';
import { formatsFor, localPath } from '../../platform/views/index.js';
import { allows } from '../../platform/web/index.js';
import { protectionOf } from './coverage-status.rules.js';
import type { WorkerList } from './search-workers.js';
import { COVERAGE_FILTERS, filterParams, PROGRAMME_FILTERS, type WorkerFilter } from './worker-filter.rules.js';
import { untilOf, type WorkerRow } from './worker-row.js';
import type { Choice, WorkerWords } from './worker-words.js';

export interface IndexAsked {
  filter: WorkerFilter;
  q: string;
  /** Parameters of the address that were not understood. */
  faults: string[];
}

export interface IndexWords {
  words: WorkerWords;
  sectors: Choice[];
  /** Name of the region asked for, also of a province. */
  regionName: string;
  /** Name of the import's file asked for. */
  fileName: string | null;
}

export class WorkersIndexPage {
  static from(actor: Actor, asked: IndexAsked, list: WorkerList, keys: WorkspaceKeys, names: IndexWords) {
    const t = translator(actor.locale);
    const base = `/w/${actor.workspaceSlug}/workers`;
    const params = { ...filterParams(asked.filter), q: asked.q };
    const chips = chipsOf(base, asked, names, t);
    return {
      base,
      searchPath: `${base}/search`,
      newPath: `${base}/new`,
      mayWrite: allows('workers.write', actor.role, actor.workspaceKind),
      lead: leadOf(list, chips.length > 0, t, actor),
      faults: asked.faults.length > 0 ? t('workers.index.faults', { names: asked.faults.join(', ') }) : null,
      form: { ...params, regionText: names.regionName },
      choices: choices(t, names.sectors),
      chips,
      showsTable: chips.length > 0 || list.workers.length > 0,
      more: ['sex', 'age', 'programme', 'status'].some((name) => name in filterParams(asked.filter)),
      columns: columnsOf(t),
      workers: list.workers.map((worker) => row(base, worker, asked.filter, list.day, keys, names.words, actor.locale)),
      showsLeft: asked.filter.left,
      coverageHeading: t(`workers.programmes.${asked.filter.programme}`),
      previous: list.previous ? localPath([base], { ...params, cursor: list.previous }) : null,
      next: list.next ? localPath([base], { ...params, cursor: list.next }) : null,
    };
  }
}

function columnsOf(t: Translate) {
  const said = ['name', 'nik', 'birth', 'place', 'sector'].map((key) => [key, t(`workers.index.columns.${key}`)]);
  return { ...Object.fromEntries(said), coverage: t('workers.filter.coverageLabel') } as Record<string, string>;
}

/** Ready texts: a helper called for each cell of each row would take longer than the query. */
function row(
  base: string,
  worker: WorkerRow,
  filter: WorkerFilter,
  day: string,
  keys: WorkspaceKeys,
  words: WorkerWords,
  locale: Locale,
) {
  const { programme } = filter;
  const t = translator(locale);
  const { date, month } = formatsFor(locale);
  const { status, until, expiring } = protectionOf(
    programme === 'headline' ? worker.protectedUntil : untilOf(worker, programme),
    day,
  );
  return {
    path: `${base}/${worker.id}`,
    name: worker.name,
    nik: maskNik(keys.openFields(worker.sealed, worker.nikIndex).nik),
    occupation: worker.occupation ? words.occupation(worker.occupation) : null,
    birthDate: date(worker.birthDate),
    sex: words.sex(worker.sex),
    region: words.region(worker.region),
    sector: words.shortSector(worker.sector),
    left: worker.leftOn && t('workers.index.columns.leftOn', { date: date(worker.leftOn) }),
    status,
    until:
      until &&
      (expiring ? t('workers.filter.coverage.expiring') : t('workers.index.columns.until', { month: month(until) })),
  };
}

function leadOf(list: WorkerList, isFiltered: boolean, t: Translate, actor: Actor): string | null {
  if (!list.total) return null;
  const formats = formatsFor(actor.locale);
  const count = formats.number(list.total.count);
  const key = !list.total.isExact ? 'atLeast' : isFiltered ? 'matching' : 'exact';
  return t(`workers.index.count.${key}`, { count, date: formats.date(list.day) });
}

function choices(t: Translate, sectors: Choice[]) {
  const of = (name: string, values: readonly string[]) =>
    values.map((value) => ({ value, text: t(`workers.filter.${name}.${value}`) }));
  return {
    coverage: of('coverage', COVERAGE_FILTERS),
    programme: PROGRAMME_FILTERS.filter((key) => key !== 'headline').map((value) => ({
      value,
      text: t(`workers.programmes.${value}`),
    })),
    sector: [...sectors, { value: 'none', text: t('workers.filter.noSector') }],
    sex: [
      { value: 'L', text: t('shared.sex.male') },
      { value: 'P', text: t('shared.sex.female') },
    ],
    age: of('age', AGE_BAND_KEYS),
    status: of('status', ['left']),
  };
}

function chipsOf(base: string, asked: IndexAsked, names: IndexWords, t: Translate) {
  const { filter, q } = asked;
  const params: Record<string, string> = { ...filterParams(filter), ...(q ? { q } : {}) };
  const text: Record<string, () => string> = {
    q: () => `“${q}”`,
    region: () => names.regionName || t('workers.filter.noRegion'),
    sector: () => (filter.sector ? names.words.shortSector(filter.sector) : t('workers.filter.noSector')),
    sex: () => names.words.sex(filter.sex ?? 'L'),
    age: () => t(`workers.filter.age.${filter.age}`),
    coverage: () => t(`workers.filter.coverage.${filter.coverage}`),
    programme: () => t(`workers.programmes.${filter.programme}`),
    import: () => t('workers.filter.import', { file: names.fileName ?? '–' }),
    status: () => t('workers.filter.status.left'),
  };
  return Object.keys(params).map((name) => ({
    text: text[name]?.() ?? name,
    path: localPath([base], { ...params, [name]: null }),
  }));
}
