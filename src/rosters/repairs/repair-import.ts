import { Injectable } from '@nestjs/common';
import { Audit } from '../../audit/index.js';
import { CheckAgain, ImportsRepository, type Import } from '../../imports/index.js';
import { Refused, type Actor } from '../../kernel/index.js';
import { Keyring } from '../../platform/crypto/index.js';
import { currentWork } from '../../platform/db/index.js';
import { wrongCellsBound } from '../reading/wrong-cells-bound.js';
import { ImportRepairs } from './import-repairs.js';
import { RememberedRepairs } from './remembered-repairs.js';
import { RepairMeanings } from './repair-meanings.js';
import { planRepairs, type AskedRepair, type RepairPlan } from './repair-plan.rules.js';
import { mayRemember } from './repair.rules.js';
import type { WrongCells } from './wrong-cells.js';

/** Wrong cells of a file are given a meaning by their cause, and the file is checked again with it. */
@Injectable()
export class RepairImport {
  constructor(
    private readonly imports: ImportsRepository,
    private readonly repairs: ImportRepairs,
    private readonly remembered: RememberedRepairs,
    private readonly meanings: RepairMeanings,
    private readonly checking: CheckAgain,
    private readonly keyring: Keyring,
    private readonly audit: Audit,
  ) {}

  /** What the reader found wrong and repairable, by cause. Nothing for a file that nobody can repair any more. */
  async wrongCells(file: Import): Promise<WrongCells[]> {
    if (file.kind !== 'roster' || file.state !== 'ready') return [];
    const [row] = await currentWork().query<{ summary_sealed: Buffer | null }>(
      'select summary_sealed from app.imports where workspace_id = $1 and id = $2',
      [file.workspaceId, file.id],
    );
    if (!row?.summary_sealed) return [];
    const keys = await this.keyring.workspaceKeys(file.workspaceId);
    const found = JSON.parse(keys.openText(row.summary_sealed, wrongCellsBound(file.id))) as WrongCells[];
    return found.filter(({ values, patterns }) => values.length + patterns.length > 0);
  }

  /** @throws as planRepairs, and Refused `imports.not-possible-now` */
  async preview(file: Import, asked: readonly AskedRepair[]): Promise<RepairPlan> {
    if (file.state !== 'ready') throw new Refused('imports.not-possible-now', { state: file.state });
    return planRepairs(asked, await this.wrongCells(file), await this.meanings.reader());
  }

  /** Gives the repairs to the file and checks it again. `remember` leaves out what is true of one file at most. */
  async give(actor: Actor, id: string, asked: readonly AskedRepair[], remember: boolean): Promise<Import> {
    const file = await this.imports.get(id, 'roster');
    const { repairs, rows } = await this.preview(file, asked);
    let kept = 0;
    for (const repair of repairs) {
      const keeps = remember && mayRemember(repair.pattern);
      const memoryId = keeps ? await this.remembered.remember(actor, file.workspaceId, repair) : null;
      if (memoryId) kept++;
      await this.repairs.add(file, repair, memoryId, actor.label);
    }
    await this.checking.begin(file, { auto_confirm: false });
    await this.audit.record({
      action: 'repairs.given',
      subject: { type: 'import', id },
      detail: {
        causes: [...new Set(repairs.map(({ cause }) => cause))],
        repairs: repairs.length,
        rows,
        remembered: kept,
      },
    });
    return this.imports.get(id);
  }

  /** Reads the file without one of its repairs again; what the workspace remembers stays remembered. @throws NotFound */
  async takeBack(actor: Actor, id: string, repairId: string): Promise<Import> {
    const file = await this.imports.get(id, 'roster');
    if (file.state !== 'ready') throw new Refused('imports.not-possible-now', { state: file.state });
    const { field, source } = await this.repairs.takeBack(file, repairId, actor.label);
    await this.checking.begin(file, { auto_confirm: false });
    await this.audit.record({
      action: 'repairs.taken-back',
      subject: { type: 'import', id },
      detail: { repair: repairId, field, source },
    });
    return this.imports.get(id);
  }
}
