import type { Actor } from '../kernel/index.js';
import { formatsFor } from '../platform/views/index.js';
import { translator } from '../platform/i18n/index.js';
import { allows } from '../platform/web/index.js';
import type { CaseCount } from './match-cases.js';
import type { Extract, SegmentTotal } from './registry-overview.query.js';

export const EXTRACTS_PER_PAGE = 20;

export interface RegistryFacts {
  day: string;
  newest: Extract | null;
  segments: SegmentTotal[];
  /** One more than a page shows, when there are more. */
  extracts: Extract[];
  cases: CaseCount[];
}

export class RegistryPage {
  static from(actor: Actor, { day, newest, segments, extracts, cases }: RegistryFacts) {
    const t = translator(actor.locale);
    const format = formatsFor(actor.locale);
    const sum = (of: keyof Omit<SegmentTotal, 'segment'>) => segments.reduce((total, row) => total + row[of], 0);
    const base = `/w/${actor.workspaceSlug}/registry`;
    const [all, active] = [sum('participants'), sum('active')];
    const shown = extracts.slice(0, EXTRACTS_PER_PAGE);
    const oldest = shown.at(-1);
    return {
      base,
      day,
      source: newest && t('participants.overview.source', { version: newest.version, date: format.date(newest.asOf) }),
      all: format.number(all),
      active: format.number(active),
      share: all > 0 ? format.percent(active / all) : null,
      openCases: format.number(cases.reduce((total, row) => total + row.birthDate + row.personName, 0)),
      mayImport: allows('registry.import', actor.role, actor.workspaceKind),
      mayReadCases: allows('registry.cases', actor.role, actor.workspaceKind),
      segments: segments.map((row) => ({ ...row, name: t(`participants.segment.${row.segment || 'unknown'}`) })),
      extracts: shown,
      next: extracts.length > EXTRACTS_PER_PAGE && oldest ? `${base}?before=${oldest.version}` : null,
    };
  }
}

export class MatchCasesPage {
  static from(actor: Actor, cases: CaseCount[]) {
    return {
      base: `/w/${actor.workspaceSlug}/registry`,
      cases: cases.map((row) => ({ ...row, all: row.birthDate + row.personName })),
      total: cases.reduce((sum, row) => sum + row.birthDate + row.personName, 0),
    };
  }
}
