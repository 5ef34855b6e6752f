import type { Actor } from '../../kernel/index.js';
import { translator } from '../../platform/i18n/index.js';
import type { Chart } from '../../platform/views/charts/index.js';
import { formatsFor, localPath } from '../../platform/views/index.js';
import { allows } from '../../platform/web/index.js';
import { covered, gapOf, STATUSES } from '../coverage.rules.js';
import { inForce } from '../figures/figure.rules.js';
import { breakdownOf, type Breakdown, type BreakdownGroup } from './breakdown.js';
import { BREAKDOWNS, type BreakdownName } from './coverage-groups.js';
import type { DashboardFacts } from './dashboard.js';
import { peoplePath } from './people-path.js';
import { eligibleShare, rosterTarget, type Progress } from './targets.rules.js';

/** Groups that a dimension shows on the dashboard; the others are one page further. */
const MOST_SHOWN = 8;

export class DashboardPage {
  static rights(actor: Actor) {
    return {
      mayUpload: allows('rosters.upload', actor.role, actor.workspaceKind),
      mayEnterFigures: allows('coverage.figures', actor.role, actor.workspaceKind),
    };
  }

  /** What stands around the drawn body, which is null when there is nobody to draw. */
  static around(actor: Actor, body: object | null) {
    return { base: `/w/${actor.workspaceSlug}`, ...this.rights(actor), empty: body === null, body };
  }

  static from(actor: Actor, facts: DashboardFacts) {
    const base = `/w/${actor.workspaceSlug}`;
    const { whole, day } = facts;
    const split = whole.splits.headline;
    const year = Number(day.slice(0, 4));
    const target = rosterTarget(facts.figures, split, year);
    return {
      base,
      locale: actor.locale,
      ...this.rights(actor),
      source: sourceText(actor, facts),
      definition: definitionText(actor, facts),
      share: covered(split),
      whole: { workers: split.workers, active: split.active },
      tiles: STATUSES.map((status) => ({
        ...{ status, value: split[status], share: split.workers ? split[status] / split.workers : null },
        href: split[status] > 0 ? peoplePath(actor.workspaceSlug, { coverage: status }) : null,
      })),
      expiring: { value: whole.expiring, href: peoplePath(actor.workspaceSlug, { coverage: 'expiring' }) },
      gap: gapOf(whole),
      target: target && { ...target, isReached: target.missing === 0 },
      eligible: eligibleShare(facts.figures, split, year, facts.region),
      trend: trendChart(actor, facts, target),
      breakdowns: BREAKDOWNS.map((name) => breakdown(actor, facts, name, MOST_SHOWN)),
    };
  }
}

/** One dimension on a page of its own: every group. */
export class BreakdownPage {
  static from(actor: Actor, facts: DashboardFacts, name: BreakdownName) {
    const t = translator(actor.locale);
    const base = `/w/${actor.workspaceSlug}`;
    return {
      base,
      name: t(`coverage.by.${name}`),
      title: t('coverage.breakdownTitle', { by: t(`coverage.by.${name}`).toLowerCase() }),
      source: sourceText(actor, facts),
      definition: definitionText(actor, facts),
      breakdown: breakdown(actor, facts, name, Infinity),
      tabs: BREAKDOWNS.map((one) => ({
        ...{ text: t(`coverage.column.${one}`), current: one === name },
        href: `${base}/coverage/by/${one}`,
      })),
    };
  }
}

function breakdown(actor: Actor, facts: DashboardFacts, name: BreakdownName, most: number): Breakdown {
  const t = translator(actor.locale);
  const words = {
    id: `by-${name}`,
    title: t(`coverage.by.${name}`),
    note: name === 'age' || name === 'programme' ? t(`coverage.note.${name}`) : undefined,
    column: name,
  };
  const allHref = localPath(['/w', actor.workspaceSlug, 'coverage', 'by', name]);
  const groups =
    name === 'region' ? facts.groups.of(name).map((group) => withEligible(facts, group)) : facts.groups.of(name);
  return breakdownOf(actor.workspaceSlug, words, groups, { most, allHref });
}

function withEligible({ figures, day }: DashboardFacts, group: BreakdownGroup): BreakdownGroup {
  const year = Number(day.slice(0, 4));
  const figure = inForce(figures, { indicator: 'eligible_workers', year, region: group.people.region ?? '-' });
  return group.people.region && figure ? { ...group, eligible: figure.value } : group;
}

function trendChart(actor: Actor, { trend }: DashboardFacts, target: Progress | null): Chart {
  const points = trend.map(({ day, split }) => ({ date: day, value: covered(split) }));
  const title = translator(actor.locale)('coverage.trend.title');
  return {
    kind: 'trend-line',
    id: 'trend',
    title,
    points,
    unit: 'percent',
    ...(target ? { target: target.target } : {}),
  };
}

function sourceText(actor: Actor, { day, extract }: DashboardFacts): string {
  const key = extract > 0 ? 'coverage.source' : 'coverage.sourceNone';
  return translator(actor.locale)(key, { extract, day: formatsFor(actor.locale).date(day) });
}

function definitionText(actor: Actor, { definition }: DashboardFacts) {
  const english = actor.locale === 'en';
  return {
    title: english ? definition.titleEn : definition.titleId,
    text: english ? definition.textEn : definition.textId,
    version: `${definition.programmes.join('-').toLowerCase()}-v${definition.version}`,
  };
}
