import { Injectable, type OnModuleInit } from '@nestjs/common';
import {
  correctionColumns,
  ImportSubjects,
  type ColumnQuestion,
  type Completion,
  type Import,
  type ImportSubject,
  type Plan,
  type ProposedMapping,
  type Wait,
} from '../imports/index.js';
import { Clock } from '../kernel/index.js';
import { Keyring } from '../platform/crypto/index.js';
import { currentWork } from '../platform/db/index.js';
import { Reference } from '../reference/index.js';
import { ApplyRoster } from './import/apply-roster.js';
import { PlanRoster } from './import/plan-roster.js';
import { PrepareRoster } from './import/prepare-roster.js';
import type { RosterJudgeInput } from './reading/roster-judge.js';
import { RosterSealer } from './reading/roster-sealer.js';
import { ROSTER_STAGE } from './reading/roster-stage.js';
import { ImportRepairs } from './repairs/import-repairs.js';
import { holdsOnlyAcceptable } from './row/acceptance.rules.js';
import { fieldsOfCause } from './row/cause-fields.js';
import { ALIAS_OF, KNOWN_OTHER_HEADERS } from './row/header-aliases.js';
import { proposeMapping, type MappingQuestion } from './row/map-headers.rules.js';
import { mappingObjections, type MappingObjection } from './row/mapping-objections.rules.js';
import { isRequired, ROSTER_FIELDS, type RosterField } from './row/roster-fields.js';

/** Rosters as a subject of the import machinery. */
@Injectable()
export class RosterSubject implements ImportSubject, OnModuleInit {
  readonly kind = 'roster' as const;
  readonly fields = ROSTER_FIELDS.map((key) => ({ key, required: isRequired(key), repeatable: key === 'programmes' }));
  readonly knownHeaders = [...ALIAS_OF.keys(), ...KNOWN_OTHER_HEADERS];
  readonly judgeModule = new URL(
    `./reading/roster-judge.${import.meta.url.endsWith('.ts') ? 'ts' : 'js'}`,
    import.meta.url,
  );
  readonly stageColumns = ROSTER_STAGE;
  readonly mayAccept = holdsOnlyAcceptable;
  readonly fieldsOf = fieldsOfCause;

  constructor(
    private readonly subjects: ImportSubjects,
    private readonly planner: PlanRoster,
    private readonly preparing: PrepareRoster,
    private readonly applier: ApplyRoster,
    private readonly reference: Reference,
    private readonly keyring: Keyring,
    private readonly clock: Clock,
    private readonly repairs: ImportRepairs,
  ) {}

  onModuleInit(): void {
    this.subjects.register(this);
  }

  propose(headers: string[], sample: string[][]): ProposedMapping {
    const { mapping, questions } = proposeMapping(headers, sample, this.clock.today());
    return { mapping, questions: questions.map(asked) };
  }

  objections(mapping: (string | null)[], headers: readonly string[]): ColumnQuestion[] {
    return mappingObjections(mapping, headers).map(asked);
  }

  async judgeInput(file: Import): Promise<RosterJudgeInput> {
    return {
      mapping: file.mapping as (RosterField | null)[],
      headers: file.headers ?? [],
      lexicon: await this.reference.rosterLexicon(),
      acceptColumn: file.correctsImportId ? correctionColumns(file.headers ?? []).accept : -1,
      repairs: await this.repairs.forReader(file),
    };
  }

  async sealer(file: Import, first: number): Promise<RosterSealer> {
    const keys = await this.keyring.workspaceKeys(file.workspaceId);
    return new RosterSealer(keys, await this.keyring.registryKeys(), file.id, this.clock.now().getTime(), first);
  }

  plan(file: Import): Promise<Plan> {
    return this.planner.plan(file);
  }

  waitsFor(file: Import): Promise<Wait | null> {
    return this.applier.waitsFor(file);
  }

  prepareApply(file: Import, lease: string): Promise<void> {
    return this.preparing.prepare(file, lease);
  }

  preparesAhead(file: Import, lease: string, usable: number): Promise<(() => Promise<void>) | null> {
    return this.preparing.preparesAhead(file, lease, usable);
  }

  apply(file: Import): Promise<Completion | undefined> {
    return this.applier.apply(file);
  }

  reverse(file: Import): Promise<void> {
    return this.applier.reverse(file);
  }

  async version(workspaceId: string): Promise<number> {
    const [head] = await currentWork().query<{ version: string }>(
      'select version from app.roster_heads where workspace_id = $1',
      [workspaceId],
    );
    return Number(head?.version ?? 0);
  }
}

function asked({ code, field, columns, blocking }: MappingQuestion | MappingObjection): ColumnQuestion {
  return { about: 'column', code, field, columns, blocking };
}
