import type { CopyWriter } from '../../imports/reading/copy-writer.js';
import type { Judged, RowJudge, Severity } from '../../imports/reading/judged.js';
import { NEVER } from '../../programmes/index.js';
import type { TableRow } from '../../tabular/index.js';
import { extractSeverity, type ExtractCause } from './extract-causes.js';
import type { ExtractField } from './extract-fields.js';
import { EXTRACT_STAGE } from './extract-stage.js';
import { compileRegistryJudge, type ExtractValues, type JudgedExtractRow } from './judge-extract.rules.js';

export interface ExtractJudgeInput {
  mapping: (ExtractField | null)[];
  headers: string[];
  /** YYYY-MM-DD */
  today: string;
}

/** Runs in the caged reader: judges rows of an extract and writes them for the ExtractSealer. */
export function createRowJudge(input: ExtractJudgeInput): RowJudge {
  return new ExtractRowJudge(input);
}

class ExtractRowJudge implements RowJudge {
  private readonly judgeRow: (row: TableRow) => JudgedExtractRow;
  private values: ExtractValues | null = null;

  constructor(input: ExtractJudgeInput) {
    this.judgeRow = compileRegistryJudge(input.mapping, input.headers, input.today);
  }

  judge(row: TableRow): Judged | { passedOver: string } {
    const { verdict, skip, causes, repairs, values } = this.judgeRow(row);
    if (verdict === 'skip') return { passedOver: skip ?? 'other' };
    this.values = values;
    const content = verdict === 'reject' ? '' : contentOf(values);
    return { verdict, causes, repairs, key: values.nik === '' ? null : values.nik, content };
  }

  write(out: CopyWriter, usable: boolean): void {
    const { values } = this;
    if (!usable || !values || values.nik === '') {
      for (let i = 0; i < EXTRACT_STAGE.length; i++) out.none();
      return;
    }
    out.text(values.nik);
    out.text(JSON.stringify([values.nik, values.name]));
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
}

/** Two rows of one person say the same when this is the same. */
function contentOf({ nameKey, birthDate, segment, kpj, until }: ExtractValues): string {
  return [nameKey, birthDate, segment, [...kpj].sort().join(','), ...until].join('\u001f');
}
