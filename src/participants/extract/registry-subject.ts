import { Injectable, type OnModuleInit } from '@nestjs/common';
import {
  ImportSubjects,
  RosterMoved,
  staging,
  type ColumnQuestion,
  type Import,
  type ImportSubject,
  type Plan,
  type ProposedMapping,
} from '../../imports/index.js';
import { Clock } from '../../kernel/index.js';
import { Keyring } from '../../platform/crypto/index.js';
import { currentWork } from '../../platform/db/index.js';
import { Queue } from '../../platform/jobs/index.js';
import { registryVersion } from '../registry-version.js';
import {
  EXTRACT_FIELDS,
  EXTRACT_HEADERS,
  extractFieldsOf,
  proposeExtractMapping,
  REQUIRED_EXTRACT_FIELDS,
  type ExtractField,
  type ExtractQuestion,
} from './extract-fields.js';
import type { ExtractJudgeInput } from './extract-row-judge.js';
import { ExtractSealer } from './extract-sealer.js';
import { EXTRACT_STAGE } from './extract-stage.js';
import * as sql from './extract.sql.js';

/** Extracts of the agency's core system as a subject of the import machinery. Works in the agency's own workspace. */
@Injectable()
export class RegistrySubject implements ImportSubject, OnModuleInit {
  readonly kind = 'registry' as const;
  readonly fields = EXTRACT_FIELDS.map((key) => ({
    ...{ key, required: REQUIRED_EXTRACT_FIELDS.includes(key), repeatable: key === 'kpj' },
  }));
  readonly knownHeaders = EXTRACT_HEADERS;
  readonly judgeModule = new URL(
    `./extract-row-judge.${import.meta.url.endsWith('.ts') ? 'ts' : 'js'}`,
    import.meta.url,
  );
  readonly stageColumns = EXTRACT_STAGE;

  constructor(
    private readonly subjects: ImportSubjects,
    private readonly keyring: Keyring,
    private readonly queue: Queue,
    private readonly clock: Clock,
  ) {}

  onModuleInit(): void {
    this.subjects.register(this);
  }

  propose(headers: string[]): ProposedMapping {
    const { mapping, questions } = proposeExtractMapping(headers);
    return { mapping, questions: questions.map(asked) };
  }

  objections(mapping: (string | null)[]): ColumnQuestion[] {
    const columnsOf = (field: string) => mapping.flatMap((meant, column) => (meant === field ? [column] : []));
    const single = EXTRACT_FIELDS.filter((field) => field !== 'kpj' && columnsOf(field).length > 1);
    const missing = REQUIRED_EXTRACT_FIELDS.filter((field) => !mapping.includes(field));
    return [
      ...single.map((field) => asked({ code: 'twice', field, columns: columnsOf(field) })),
      ...missing.map((field) => asked({ code: 'missing', field, columns: [] })),
    ];
  }

  async judgeInput(file: Import): Promise<ExtractJudgeInput> {
    return {
      mapping: file.mapping as (ExtractField | null)[],
      headers: file.headers ?? [],
      today: this.clock.today(),
    };
  }

  async sealer(file: Import, first: number): Promise<ExtractSealer> {
    const workspace = await this.keyring.workspaceKeys(file.workspaceId);
    return new ExtractSealer(await this.keyring.registryKeys(), workspace, file.id, first);
  }

  async plan(file: Import): Promise<Plan> {
    const work = currentWork();
    const ids = [file.workspaceId, file.id];
    const version = await registryVersion();
    await work.query(`set local work_mem = '128MB'`);
    await work.execute(sql.extractLedgerSql(staging.rows(file)), ids);
    const changedFields: Record<string, number> = {};
    for (const { changed, n } of await work.query<{ changed: number; n: string }>(sql.changedFieldsSql, ids)) {
      for (const field of extractFieldsOf(changed)) changedFields[field] = (changedFields[field] ?? 0) + Number(n);
    }
    return { leavers: 0, changedFields, rosterVersion: version };
  }

  async prepareApply(): Promise<void> {}

  /** @throws RosterMoved when another extract was loaded since the plan */
  async apply(file: Import): Promise<undefined> {
    const work = currentWork();
    const stage = staging.rows(file);
    const planned = file.rosterVersion ?? 0;
    const version = planned + 1;
    await work.query(`set local work_mem = '128MB'`);
    await work.execute(sql.updateParticipantsSql(stage), [version]);
    await work.execute(sql.createParticipantsSql(stage), [version]);
    await work.execute(sql.forgetTotalsSql);
    await work.execute(sql.countTotalsSql);
    await this.publish(planned, version);
    await work.execute(
      `insert into registry.extracts (version, workspace_id, import_id, as_of, created, updated, unchanged)
       values ($1, $2, $3, $4, $5, $6, $7)`,
      [version, file.workspaceId, file.id, this.clock.today(), file.created, file.updated, file.unchanged],
    );
  }

  version(): Promise<number> {
    return registryVersion();
  }

  /** Late: it waits for those who are storing what they matched with the extract before, so that the refresh sees them. */
  private async publish(planned: number, version: number): Promise<void> {
    const work = currentWork();
    const moved = await work.execute('update registry.keyring set version = $2 where version = $1', [planned, version]);
    if (moved !== 1) throw new RosterMoved();
    const others = await work.query<{ id: string }>(`select id from app.workspaces where kind <> 'agency' order by id`);
    for (const { id } of others) await this.queue.enqueue('coverage.refresh', { workspaceId: id });
  }
}

type Asked = Omit<ExtractQuestion, 'code'> & { code: ExtractQuestion['code'] | 'twice' };

function asked({ code, field, columns }: Asked): ColumnQuestion {
  return { about: 'column', code, field, columns, blocking: true };
}
