import type { CopyWriter } from '../../imports/reading/copy-writer.js';
import type { Judged, RowJudge, Severity } from '../../imports/reading/judged.js';
import { RegistryKeys, WorkspaceKeys } from '../../platform/crypto/workspace-keys.js';
import { NEVER } from '../../programmes/index.js';
import type { TableRow } from '../../tabular/index.js';
import { extractSeverity, type ExtractCause } from './extract-causes.js';
import type { ExtractField } from './extract-fields.js';
import { EXTRACT_STAGE } from './extract-stage.js';
import { compileRegistryJudge, type ExtractValues, type JudgedExtractRow } from './judge-extract.rules.js';

export interface ExtractJudgeInput {
  importId: string;
  /** Data keys of the agency's workspace and of the registry, base64. */
  workspaceKey: string;
  registryKey: string;
  mapping: (ExtractField | null)[];
  headers: string[];
  /** YYYY-MM-DD */
  today: string;
}

/** Runs in the caged reader: judges rows of an extract and writes them as the registry stores them. */
export function createRowJudge(input: ExtractJudgeInput): RowJudge {
  return new ExtractRowJudge(input);
}

class ExtractRowJudge implements RowJudge {
  private readonly registry: RegistryKeys;
  private readonly workspace: WorkspaceKeys;
  private readonly judgeRow: (row: TableRow) => JudgedExtractRow;
  private readonly bound: string;
  private values: ExtractValues | null = null;
  private matchIndex: Buffer | null = null;

  constructor(input: ExtractJudgeInput) {
    this.registry = new RegistryKeys(Buffer.from(input.registryKey, 'base64'));
    this.workspace = new WorkspaceKeys(Buffer.from(input.workspaceKey, 'base64'));
    this.judgeRow = compileRegistryJudge(input.mapping, input.headers, input.today);
    this.bound = `cells:${input.importId}`;
  }

  judge(row: TableRow): Judged | { passedOver: string } {
    const { verdict, skip, causes, repairs, values } = this.judgeRow(row);
    if (verdict === 'skip') return { passedOver: skip ?? 'other' };
    this.values = values;
    this.matchIndex = values.nik === '' ? null : this.registry.matchIndex(values.nik);
    const content = verdict === 'reject' ? '' : contentOf(values);
    return { verdict, causes, repairs, key: this.matchIndex, content };
  }

  write(out: CopyWriter, usable: boolean): void {
    const { values, matchIndex } = this;
    if (!usable || !values || !matchIndex) {
      for (let i = 0; i < EXTRACT_STAGE.length; i++) out.none();
      return;
    }
    out.bytes(matchIndex);
    out.bytes(this.registry.sealText(JSON.stringify([values.nik, values.name]), matchIndex));
    out.text(values.nameKey || null);
    out.date(values.birthDate || null);
    out.text(values.segment || null);
    out.texts(values.kpj);
    for (const until of values.until) {
      if (until === NEVER) out.dateNever();
      else out.date(until);
    }
  }

  severityOf(cause: string): Severity {
    return extractSeverity(cause as ExtractCause);
  }

  sealCells(row: TableRow): Buffer {
    return this.workspace.sealText(JSON.stringify(row.cells.slice(0, row.width)), this.bound);
  }
}

/** Two rows of one person say the same when this is the same. */
function contentOf({ nameKey, birthDate, segment, kpj, until }: ExtractValues): string {
  return [nameKey, birthDate, segment, [...kpj].sort().join(','), ...until].join('\u001f');
}
