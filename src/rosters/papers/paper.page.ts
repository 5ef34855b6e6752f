import { type Import, type PaperKind, type PaperStanding } from '../../imports/index.js';
import type { Actor } from '../../kernel/index.js';
import { translator } from '../../platform/i18n/index.js';
import { formatsFor } from '../../platform/views/index.js';
import { importsPath } from '../uploads/import-rights.js';

/** The page of a paper that is being made, and then of its download. */
export function paperView(actor: Actor, file: Import, standing: PaperStanding) {
  const t = translator(actor.locale);
  const { bytes, datetime, number } = formatsFor(actor.locale);
  const base = importsPath(actor.workspaceSlug, file.kind);
  const path = `${base}/${file.id}`;
  const { kind, paper, rows } = standing;
  const isReady = standing.atOnce || paper?.state === 'ready';
  const facts = [
    { term: t('rosters.papers.rows'), text: number(rows) },
    ...(paper?.fileSize ? [{ term: t('rosters.papers.size'), text: bytes(paper.fileSize) }] : []),
    ...(paper?.expiresAt ? [{ term: t('rosters.papers.until'), text: datetime(paper.expiresAt) }] : []),
    ...(paper ? [{ term: t('rosters.papers.by'), text: paper.requestedLabel }] : []),
  ];
  return {
    title: t(`rosters.papers.title.${kind}`),
    lead: file.fileName,
    crumbs: [
      { text: t(`rosters.show.crumb.${file.kind}`), href: base },
      { text: file.fileName, href: path },
      { text: t(`rosters.papers.title.${kind}`) },
    ],
    paperPath: `${path}/papers/${kind}`,
    file: `${path}/${PAPER_FILES[kind]}`,
    back: kind === 'changes' ? `${path}/changes` : path,
    backText: t(`rosters.papers.back.${kind}`),
    isReady,
    isBeingMade: !isReady && paper !== null,
    failed: standing.failed,
    polls: !isReady && paper !== null,
    facts,
  };
}

/** Where a paper is downloaded, below its import. */
export const PAPER_FILES: Record<PaperKind, string> = { corrections: 'corrections.xlsx', changes: 'changes.xlsx' };
