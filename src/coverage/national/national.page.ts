import type { Actor } from '../../kernel/index.js';
import { translator } from '../../platform/i18n/index.js';
import type { Chart } from '../../platform/views/charts/index.js';
import { formatsFor, localPath } from '../../platform/views/index.js';
import { allows } from '../../platform/web/index.js';
import { covered, splitOf, type Split } from '../coverage.rules.js';
import type { NationalFacts } from './national.js';
import type { WorkspaceTotal } from './workspace-totals.query.js';

export const SORTS = ['workers', 'gap', 'share', 'name'] as const;
export type Sort = (typeof SORTS)[number];

export class NationalPage {
  static from(actor: Actor, facts: NationalFacts, sort: Sort) {
    const base = `/w/${actor.workspaceSlug}`;
    const { registry, target, eligible, workspaces } = facts;
    const rosters = sum(workspaces.map(({ split }) => split));
    return {
      base,
      today: facts.today,
      registry,
      source: sourceText(actor, facts),
      target,
      missing: target ? Math.max(0, target.value - registry.active) : null,
      eligible: eligible && { figure: eligible, share: registry.active / eligible.value },
      mayEnterFigures: allows('coverage.figures', actor.role, actor.workspaceKind),
      gauge: target && gauge(actor, registry.active, target.value),
      segments: segments(actor, facts),
      map: map(actor, facts),
      provinces: facts.provinces
        .map(({ name, split }) => row(name, split))
        .sort((a, b) => b.workers - a.workers || a.name.localeCompare(b.name, 'id')),
      elsewhere: facts.elsewhere && row('', facts.elsewhere.split),
      rosters: row('', rosters),
      workspaces: sorted(workspaces, sort).map(({ name, kind, day, split }) => ({ ...row(name, split), kind, day })),
      sorts: SORTS.map((one) => ({
        ...{ name: one, current: one === sort },
        href: localPath([`${base}/national`], { sort: one }) + '#workspaces',
      })),
      sort,
    };
  }
}

function row(name: string, split: Split) {
  return { name, ...split, gap: split.workers - split.active, share: covered(split) };
}

function sorted(workspaces: WorkspaceTotal[], sort: Sort): WorkspaceTotal[] {
  const value: Record<Exclude<Sort, 'name'>, (split: Split) => number> = {
    workers: (split) => split.workers,
    gap: (split) => split.workers - split.active,
    share: (split) => covered(split) ?? -1,
  };
  const byName = (a: WorkspaceTotal, b: WorkspaceTotal) => a.name.localeCompare(b.name, 'id');
  if (sort === 'name') return workspaces.toSorted(byName);
  return workspaces.toSorted((a, b) => value[sort](b.split) - value[sort](a.split) || byName(a, b));
}

function sum(splits: Split[]): Split {
  const add = (key: keyof Split) => splits.reduce((total, split) => total + split[key], 0);
  return splitOf(add('workers'), add('active'), add('lapsed'), add('never'));
}

function gauge(actor: Actor, reached: number, target: number): Chart {
  return {
    kind: 'gauge',
    id: 'target',
    title: translator(actor.locale)('coverage.national.toTarget'),
    reached,
    target,
  };
}

function segments(actor: Actor, { registry }: NationalFacts): Chart | null {
  const t = translator(actor.locale);
  if (registry.bySegment.length === 0) return null;
  return {
    ...{ kind: 'bars', id: 'segments', title: t('coverage.national.segments') },
    note: t('coverage.national.segmentsNote'),
    rows: registry.bySegment.map(({ segment, participants, active }) => ({
      label: t(`coverage.segment.${segment || 'none'}`),
      value: active,
      of: participants,
    })),
  };
}

function map(actor: Actor, { provinces }: NationalFacts): Chart {
  const t = translator(actor.locale);
  return {
    ...{ kind: 'tile-map', id: 'provinces', title: t('coverage.national.map') },
    note: t('coverage.national.mapNote'),
    provinces: provinces.map(({ province, name, split }) => ({ code: province, name, share: covered(split) })),
  };
}

function sourceText(actor: Actor, { registry }: NationalFacts): string {
  const t = translator(actor.locale);
  if (!registry.extract) return t('coverage.national.sourceNone');
  const { version, asOf } = registry.extract;
  return t('coverage.national.source', { extract: version, day: formatsFor(actor.locale).date(asOf) });
}
