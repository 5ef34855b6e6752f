import type { Import } from '../../imports/index.js';
import { CHANGE_KINDS, wageTotals, type ChangeSummary } from './change-kinds.rules.js';
import type { ChangedPerson } from './changed-person.js';
import type { Comparison } from './comparisons.js';

/** The comparison as the API tells it. */
export function changesAnswer(file: Import, comparison: Comparison) {
  const compared = comparison.state === 'compared' ? comparison : null;
  const self = `/api/v1/roster-imports/${file.id}`;
  return {
    state: comparison.state,
    file: fileAnswer(file),
    previous: compared && fileAnswer(compared.previous),
    comparedAt: compared && compared.comparedAt.toISOString(),
    changes: compared && numbers(compared.summary),
    links: { self: `${self}/changes`, people: `${self}/changes/people`, workbook: `${self}/changes.xlsx`, file: self },
  };
}

function fileAnswer(file: Import) {
  return {
    id: file.id,
    name: file.fileName,
    mode: file.mode,
    uploadedBy: file.uploadedLabel,
    uploadedAt: file.createdAt.toISOString(),
    appliedAt: file.appliedAt?.toISOString() ?? null,
  };
}

function numbers(summary: ChangeSummary) {
  const lists = CHANGE_KINDS.map((kind) => {
    const { people, parts } = summary.kinds[kind];
    const told = parts.filter(({ was, became }) => was !== null || became !== null);
    return [
      kind,
      {
        people,
        parts: told.map(({ was, became, people: n, by }) => ({
          was,
          became,
          people: n,
          ...(kind === 'wage' && { by }),
        })),
      },
    ];
  });
  return {
    roster: summary.roster,
    ...(Object.fromEntries(lists) as Record<string, unknown>),
    wages: { rose: wageTotals(summary, true), fell: wageTotals(summary, false), ...summary.wages },
  };
}

export function personAnswer(person: ChangedPerson) {
  const { id, name, maskedNik, birthDate, sex, region, sector, was, became, wageWas, wageBecame } = person;
  return { id, name, nik: maskedNik, birthDate, sex, region, sector, was, became, wageWas, wageBecame };
}

const count = { type: 'integer' } as const;
const text = { type: 'string' } as const;
const code = { ...text, nullable: true } as const;
const amount = { ...count, nullable: true } as const;
const file = {
  type: 'object',
  nullable: true,
  properties: {
    id: { ...text, format: 'uuid' },
    name: text,
    mode: text,
    uploadedBy: text,
    uploadedAt: text,
    appliedAt: code,
  },
} as const;
const list = {
  type: 'object',
  properties: {
    people: count,
    parts: {
      type: 'array',
      items: { type: 'object', properties: { was: code, became: code, people: count, by: count } },
    },
  },
} as const;

export const CHANGES_SCHEMA = {
  type: 'object',
  properties: {
    state: { type: 'string', enum: ['compared', 'first', 'waiting', 'not-applied', 'reversed'] },
    file,
    previous: file,
    comparedAt: code,
    changes: {
      type: 'object',
      nullable: true,
      description: 'People by what changed; somebody may stand under several kinds. Rupiah are whole.',
      properties: {
        roster: { type: 'object', nullable: true, properties: { before: count, after: count } },
        ...Object.fromEntries(CHANGE_KINDS.map((kind) => [kind, list])),
        wages: { type: 'object', properties: { before: count, after: count } },
      },
    },
    links: { type: 'object', additionalProperties: text },
  },
} as const;

export const PEOPLE_SCHEMA = {
  type: 'object',
  properties: {
    kind: { type: 'string', enum: [...CHANGE_KINDS] },
    count,
    people: {
      type: 'array',
      items: {
        type: 'object',
        properties: {
          ...{
            id: text,
            name: text,
            nik: { ...text, description: 'Masked' },
            birthDate: text,
            sex: text,
            region: text,
            sector: text,
          },
          ...{ was: code, became: code, wageWas: amount, wageBecame: amount },
        },
      },
    },
    next: amount,
  },
} as const;
