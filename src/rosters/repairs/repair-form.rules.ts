import type { AskedRepair } from './repair-plan.rules.js';

/** What a form of wrong cells says: how their words or their kinds are meant. */
export interface RepairForm {
  /** The page that it comes from: of one cause, or '' of all. */
  cause: string;
  patterns: { cause: string; pattern: string }[];
  /** Words and what was chosen for them: '' nothing yet, `-` they mean nothing. */
  meanings: { cause: string; text: string; to: string }[];
  remember: boolean;
}

/** Chosen or typed for words that mean nothing. */
export const NOTHING = '-';
const MOST = 500;
const LONGEST = 200;
const ROW = /^from\.(\d{1,3})$/;

export function readRepairForm(body: Record<string, unknown>): RepairForm {
  const text = (name: string) => textOf(body[name]);
  const rows = Object.keys(body).flatMap((name) => ROW.exec(name)?.[1] ?? []);
  const chosen = Array.isArray(body.pattern) ? body.pattern : [body.pattern];
  return {
    cause: text('cause'),
    patterns: chosen.slice(0, MOST).flatMap((value) => {
      const [cause = '', pattern] = textOf(value).split('/');
      return pattern === undefined ? [] : { cause, pattern };
    }),
    meanings: rows.slice(0, MOST).map((row) => ({
      cause: text(`cause.${row}`) || text('cause'),
      text: text(`from.${row}`),
      to: text(`to.${row}`).trim(),
    })),
    remember: body.remember === 'yes',
  };
}

/** What was left undecided is not asked for. */
export function askedBy({ patterns, meanings }: RepairForm): AskedRepair[] {
  return [
    ...patterns,
    ...meanings
      .filter(({ to }) => to !== '')
      .map(({ cause, text, to }) => ({ cause, text, to: to === NOTHING ? null : to })),
  ];
}

function textOf(value: unknown): string {
  return typeof value === 'string' ? value.slice(0, LONGEST) : '';
}
