import type { CopiedRows, CopyWriter, RowSealer } from '../../imports/index.js';
import type { RegistryKeys, WorkspaceKeys } from '../../platform/crypto/index.js';
import { EXTRACT_STAGE } from './extract-stage.js';

/** Seals rows of an extract under the keys of the registry, and cells that need a person under those of the agency. */
export class ExtractSealer implements RowSealer {
  private readonly bound: string;

  /** @param first number of the subject's first column in the stream */
  constructor(
    private readonly registry: RegistryKeys,
    private readonly workspace: WorkspaceKeys,
    importId: string,
    private readonly first: number,
  ) {
    this.bound = `cells:${importId}`;
  }

  begin(): void {}

  cells(plain: Buffer): Buffer {
    return this.workspace.sealText(plain, this.bound);
  }

  row(rows: CopiedRows, row: number, out: CopyWriter): void {
    const { first } = this;
    const end = first + EXTRACT_STAGE.length;
    if (rows.isNone(row, first)) return out.encoded(rows.encoded(row, first, end));
    const matchIndex = this.registry.matchIndexes(rows.value(row, first));
    if (matchIndex.length !== 16) throw new RangeError('a NIK has sixteen digits');
    out.bytes(matchIndex);
    out.bytes(this.registry.sealText(rows.value(row, first + 1), matchIndex));
    out.encoded(rows.encoded(row, first + 2, end));
  }
}
