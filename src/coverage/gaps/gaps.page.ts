import type { Actor } from '../../kernel/index.js';
import { translator } from '../../platform/i18n/index.js';
import { localPath } from '../../platform/views/index.js';
import { allows } from '../../platform/web/index.js';
import type { PlaceNames } from '../places.js';
import { GAP_STATUSES, gapCount, gapPart, gapQueryString, NO_CODE, type GapFilter } from './gap-filter.rules.js';
import type { GapGroup } from './gap-groups.query.js';
import type { GapPerson } from './gap-person.js';

const REGIONS_PER_PAGE = 20;

export class GapsPage {
  /** @param groups of every place, whatever the filter's */
  static from(
    actor: Actor,
    day: string | null,
    filter: GapFilter,
    groups: GapGroup[],
    names: PlaceNames,
    page: number,
  ) {
    const base = `/w/${actor.workspaceSlug}/coverage/gaps`;
    const placed = groups.filter((group) => isIn(group, filter));
    const regions = regionsOf(placed, filter).sort((a, b) => b.people - a.people || (a.code < b.code ? -1 : 1));
    const shown = regions.slice((page - 1) * REGIONS_PER_PAGE, page * REGIONS_PER_PAGE);
    const pathOf = (part: Partial<GapFilter>, suffix = '', query: object = {}) =>
      localPath([`${base}${suffix}${queryOf({ ...filter, ...part })}`], query as Record<string, unknown>);
    return {
      base,
      upload: `/w/${actor.workspaceSlug}/imports/new`,
      mayUpload: allows('rosters.upload', actor.role, actor.workspaceKind),
      day,
      empty: groups.length === 0,
      total: regions.reduce((sum, { people }) => sum + people, 0),
      workers: placed.reduce((sum, { counts }) => sum + counts.workers, 0),
      statuses: GAP_STATUSES.map((status) => ({
        ...{ status, isOn: filter.statuses.includes(status) },
        people: placed.reduce((sum, { counts }) => sum + gapPart(counts, status), 0),
      })),
      regionOptions: options(groups, 'region', names.region, filter.statuses),
      sectorOptions: options(groups, 'sector', names.sector, filter.statuses),
      region: codeValue(filter.region),
      sector: codeValue(filter.sector),
      isFiltered: gapQueryString(filter) !== '',
      regions: shown.map(({ code, people, workers, sectors }, index) => ({
        ...{ name: names.region(code), people, workers, isOpen: index === 0 && page === 1 },
        share: people / Math.max(1, regions[0]?.people ?? 1),
        href: pathOf({ region: code }, '/people'),
        sectors: sectors
          .toSorted((a, b) => gapCount(b.counts, filter.statuses) - gapCount(a.counts, filter.statuses))
          .map(({ sector, counts }) => ({
            name: names.sector(sector),
            people: gapCount(counts, filter.statuses),
            parts: filter.statuses.flatMap((status) => {
              const count = gapPart(counts, status);
              return count > 0 ? [{ status, count }] : [];
            }),
            href: pathOf({ region: code, sector }, '/people'),
            preview: pathOf({ region: code, sector }, '/preview'),
          })),
      })),
      previous: page > 1 ? pathOf({}, '', { page: page - 1 }) : null,
      next: page * REGIONS_PER_PAGE < regions.length ? pathOf({}, '', { page: page + 1 }) : null,
      ...exportsOf(actor, filter),
    };
  }
}

export class GapPeoplePage {
  static from(
    actor: Actor,
    day: string,
    filter: GapFilter,
    found: { people: GapPerson[]; more: boolean },
    size: number,
    names: PlaceNames,
  ) {
    const base = `/w/${actor.workspaceSlug}`;
    const t = translator(actor.locale);
    const place = [
      filter.region !== null && names.region(filter.region),
      filter.sector !== null && names.sector(filter.sector),
    ];
    const last = found.people.at(-1);
    const here = `${base}/coverage/gaps/people${queryOf(filter)}`;
    return {
      base: `${base}/coverage/gaps`,
      day,
      size,
      title: place.filter(Boolean).join(' · ') || t('coverage.gaps.everybody'),
      people: found.people.map((person) => personView(base, person, names)),
      /** The same people under one heading for each district and sector. */
      groups: [...Map.groupBy(found.people, ({ region, sector }) => `${region}/${sector}`).values()].map((people) => ({
        place: `${names.region(people[0]?.region ?? '')} · ${names.sector(people[0]?.sector ?? '')}`,
        people: people.map((person) => personView(base, person, names)),
      })),
      all: here,
      next: found.more && last ? localPath([here], { after: last.id }) : null,
      isCut: found.more,
      back: `${base}/coverage/gaps${queryOf({ ...filter, region: null, sector: null })}`,
      ...exportsOf(actor, filter),
    };
  }
}

function personView(base: string, person: GapPerson, names: PlaceNames) {
  return {
    ...person,
    region: names.region(person.region),
    sector: names.sector(person.sector),
    href: localPath([`${base}/workers`, person.id]),
  };
}

function exportsOf(actor: Actor, filter: GapFilter) {
  const base = `/w/${actor.workspaceSlug}/coverage/gaps`;
  return {
    mayExport: allows('coverage.export', actor.role, actor.workspaceKind),
    csv: `${base}.csv${queryOf(filter)}`,
    xlsx: `${base}.xlsx${queryOf(filter)}`,
    print: `${base}/print${queryOf(filter)}`,
  };
}

function regionsOf(groups: GapGroup[], filter: GapFilter) {
  return [...Map.groupBy(groups, ({ region }) => region)].flatMap(([code, all]) => {
    const sectors = all.filter(({ counts }) => gapCount(counts, filter.statuses) > 0);
    const people = sectors.reduce((sum, { counts }) => sum + gapCount(counts, filter.statuses), 0);
    const workers = all.reduce((sum, { counts }) => sum + counts.workers, 0);
    return people > 0 ? [{ code, people, workers, sectors }] : [];
  });
}

function isIn(group: GapGroup, filter: GapFilter): boolean {
  const matches = (wanted: string | null, code: string) => wanted === null || wanted === code;
  return matches(filter.region, group.region) && matches(filter.sector, group.sector);
}

function options(
  groups: GapGroup[],
  by: 'region' | 'sector',
  name: (code: string) => string,
  statuses: GapFilter['statuses'],
) {
  return [...Map.groupBy(groups, (group) => group[by])]
    .filter(([, all]) => all.some(({ counts }) => gapCount(counts, statuses) > 0))
    .map(([code]) => ({ value: code || NO_CODE, text: name(code) }))
    .sort((a, b) => a.text.localeCompare(b.text, 'id'));
}

function codeValue(code: string | null): string {
  return code === '' ? NO_CODE : (code ?? '');
}

function queryOf(filter: GapFilter): string {
  const query = gapQueryString(filter);
  return query ? `?${query}` : '';
}
