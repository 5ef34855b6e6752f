import type { AskedRepair } from './repair-plan.rules.js';

/** What the form of a cause says: how its words or its kinds of cells are meant. */
export interface RepairForm {
  cause: string;
  patterns: string[];
  /** Words and what was chosen for them: '' nothing yet, `-` they mean nothing. */
  meanings: { text: string; to: string }[];
  remember: boolean;
}

/** Chosen or typed for words that mean nothing. */
export const NOTHING = '-';
const MOST = 200;
const LONGEST = 200;

export function readRepairForm(body: Record<string, unknown>): RepairForm {
  const text = (name: string) => {
    const value = body[name];
    return typeof value === 'string' ? value.slice(0, LONGEST) : '';
  };
  const chosen = body.pattern;
  const patterns = Array.isArray(chosen) ? chosen : [chosen];
  const meanings: RepairForm['meanings'] = [];
  for (let i = 0; i < MOST && typeof body[`from.${i}`] === 'string'; i++)
    meanings.push({ text: text(`from.${i}`), to: text(`to.${i}`).trim() });
  return {
    cause: text('cause'),
    patterns: patterns.filter((pattern): pattern is string => typeof pattern === 'string').slice(0, MOST),
    meanings,
    remember: body.remember === 'yes',
  };
}

/** What was left undecided is not asked for. */
export function askedBy({ cause, patterns, meanings }: RepairForm): AskedRepair[] {
  return [
    ...patterns.map((pattern) => ({ cause, pattern })),
    ...meanings.filter(({ to }) => to !== '').map(({ text, to }) => ({ cause, text, to: to === NOTHING ? null : to })),
  ];
}
