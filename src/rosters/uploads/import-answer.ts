import type { Import, Progress, Receipt } from '../../imports/index.js';
import { API_PLACES } from './import-rights.js';

/** A file as the API shows it. */
export interface ImportAnswer extends Receipt {
  /** null when nothing is being worked on. */
  progress: Progress | null;
  /** Only in the answer to an upload: these bytes were here already. */
  seenBefore?: boolean;
  links: Record<string, string>;
}

export function importAnswer(file: Import, receipt: Receipt, progress: Progress | null): ImportAnswer {
  const self = importLocation(file);
  return {
    ...receipt,
    progress,
    links: {
      self,
      rows: `${self}/rows`,
      corrections: `${self}/corrections.xlsx`,
      ...(file.kind === 'roster' && { changes: `${self}/changes` }),
      receipt: `${self}/receipt.json`,
      receiptPdf: `${self}/receipt.pdf`,
    },
  };
}

export function importLocation({ kind, id }: Pick<Import, 'kind' | 'id'>): string {
  return `/api/v1/${API_PLACES[kind]}/${id}`;
}

const count = { type: 'integer' } as const;
const text = { type: 'string' } as const;
const moment = { type: 'string', format: 'date-time', nullable: true } as const;
const byField = { type: 'object', additionalProperties: count } as const;
const counts = {
  type: 'object',
  nullable: true,
  description: 'rows = created + updated + unchanged + duplicate + held + rejected',
  properties: Object.fromEntries(
    ['rows', 'created', 'updated', 'unchanged', 'duplicate', 'held', 'rejected', 'leavers'].map((name) => [
      name,
      count,
    ]),
  ),
} as const;

export const IMPORT_SCHEMA = {
  type: 'object',
  properties: {
    id: { type: 'string', format: 'uuid' },
    kind: { type: 'string', enum: ['roster', 'registry'] },
    mode: { type: 'string', enum: ['upsert', 'snapshot'] },
    state: {
      type: 'string',
      enum: [
        'received',
        'reading',
        'mapping',
        'checking',
        'ready',
        'applying',
        'applied',
        'failed',
        'discarded',
        'reversing',
        'reversed',
      ],
    },
    file: {
      type: 'object',
      properties: { name: text, bytes: count, sha256: text, format: { ...text, nullable: true } },
    },
    uploadedBy: text,
    uploadedAt: moment,
    confirmedAt: moment,
    appliedAt: moment,
    reversedAt: moment,
    progress: {
      type: 'object',
      nullable: true,
      properties: {
        step: { type: 'string', enum: ['wait', 'open', 'read', 'plan', 'apply'] },
        bytes: count,
        bytesTotal: count,
        rows: count,
        secondsLeft: {
          ...count,
          nullable: true,
          description: 'Until somebody has to look again; null: nobody can say',
        },
        ahead: { ...count, nullable: true, description: 'While it waits: files before it' },
        startsIn: { ...count, nullable: true, description: 'While it waits: seconds until its turn' },
        stopping: { type: 'boolean' },
      },
    },
    counts,
    previousCounts: { ...counts, description: 'What the rehearsal said before somebody else changed the roster' },
    causes: {
      type: 'array',
      items: {
        type: 'object',
        properties: {
          code: text,
          severity: { type: 'string', enum: ['reject', 'hold', 'warn'] },
          count,
          examples: { type: 'array', items: count },
        },
      },
    },
    mapping: {
      type: 'array',
      items: { type: 'object', properties: { column: count, header: text, field: { ...text, nullable: true } } },
    },
    questions: { type: 'array', items: { type: 'object' } },
    changedFields: byField,
    repairs: byField,
    passedOver: byField,
    failure: { type: 'object', nullable: true, properties: { code: text, params: { type: 'object' } } },
    correctsImportId: { type: 'string', format: 'uuid', nullable: true },
    correctedBy: { type: 'array', items: { type: 'string', format: 'uuid' } },
    seenBefore: { type: 'boolean' },
    links: { type: 'object', additionalProperties: text },
  },
} as const;
