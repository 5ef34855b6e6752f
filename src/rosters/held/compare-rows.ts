import { Injectable } from '@nestjs/common';
import { columnsOf, ImportSubjects, type Import } from '../../imports/index.js';
import { Keyring } from '../../platform/crypto/index.js';
import { CUT } from './choices.rules.js';
import type { HeldRow } from './held-rows.query.js';
import { ImportRepairs } from '../repairs/import-repairs.js';
import { GivenRepairs } from '../repairs/given-repairs.js';
import { compileJudge } from '../row/judge-row.js';
import { noValues } from '../row/judged-row.js';
import type { RosterField } from '../row/roster-fields.js';
import { maskCell } from '../uploads/mask-cells.rules.js';
import { FormLexicon } from '../workers/form-lexicon.js';
import { maskedFields } from '../workers/masks.rules.js';
import { sideBySide, type FieldValues, type Side } from './side-by-side.rules.js';

/** One field of a held row as it may be shown: personal fields masked, differences found before masking. */
export interface ShownSide extends Side {
  /** A cause is about this field. */
  wrong: boolean;
  /** The cell as the file has it, masked; null when the file has no column for it. */
  cell: string | null;
}

const SEALED: readonly RosterField[] = ['nik', 'phone', 'email', 'address', 'mother_name'];

/** Puts rows of a file beside the workers they are about, in the current unit of work. */
@Injectable()
export class CompareRows {
  constructor(
    private readonly subjects: ImportSubjects,
    private readonly lexicon: FormLexicon,
    private readonly repairs: ImportRepairs,
    private readonly keyring: Keyring,
  ) {}

  /** Fields by row number. */
  async sides(file: Import, rows: readonly HeldRow[]): Promise<Map<number, ShownSide[]>> {
    if (rows.length === 0) return new Map();
    const mapping = (file.mapping ?? []) as (RosterField | null)[];
    const width = file.headers?.length ?? 0;
    const given = new GivenRepairs(await this.repairs.forReader(file));
    const judge = compileJudge(mapping, file.headers ?? [], await this.lexicon.today(), given);
    const keys = await this.keyring.workspaceKeys(file.workspaceId);
    const subject = this.subjects.of('roster');
    return new Map(
      rows.map(({ row, worker }) => {
        const cells = Array.from({ length: width }, (_, column) => row.cells?.[column] ?? '');
        const judged = judge({ number: row.row, cells, kinds: null, width });
        // A NIK that was a number reads like a whole one once it is text.
        const values = {
          ...(row.cells ? judged.values : noValues()),
          ...(row.causes.includes(CUT) && { nik: '' }),
        };
        const sealed = worker && keys.openFields(worker.sealed, worker.nikIndex);
        const wrong = new Set(row.causes.flatMap((cause) => columnsOf(cause, mapping, subject)));
        const sides = sideBySide(values, worker, sealed).map((side): ShownSide => {
          const column = mapping.indexOf(side.field);
          return {
            ...masked(side),
            wrong: mapping.some((field, at) => field === side.field && wrong.has(at)),
            cell: column < 0 ? null : maskCell(side.field, cells[column] ?? ''),
          };
        });
        return [row.row, sides] as const;
      }),
    );
  }
}

/** Only after it was compared in clear. */
function masked(side: Side): Side {
  if (!SEALED.includes(side.field)) return side;
  return { ...side, said: hidden(side.field, side.said), stored: hidden(side.field, side.stored) };
}

function hidden(field: RosterField, value: FieldValues[RosterField]): string | null {
  if (value === null) return null;
  const text = String(value);
  const none = { nik: '', phone: null, email: null, address: null, motherName: null };
  const shown = maskedFields({ ...none, [field === 'mother_name' ? 'motherName' : field]: text });
  return field === 'mother_name' ? shown.motherName : shown[field as 'nik' | 'phone' | 'email' | 'address'];
}
