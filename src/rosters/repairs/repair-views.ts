import { Injectable } from '@nestjs/common';
import type { Import } from '../../imports/index.js';
import type { Actor } from '../../kernel/index.js';
import { allows } from '../../platform/web/index.js';
import { ImportRepairs } from './import-repairs.js';
import type { RememberedRepair } from './remembered-repairs.js';
import { RepairImport } from './repair-import.js';
import { RepairMeanings } from './repair-meanings.js';
import type { RepairForm } from './repair-form.rules.js';
import type { RepairPlan } from './repair-plan.rules.js';
import { choicesView, previewView, rememberedView, repairPath, usedView } from './repairs.page.js';
import type { WrongCells } from './wrong-cells.js';

/** Collects what the pages about repairs show, in the current unit of work. */
@Injectable()
export class RepairViews {
  constructor(
    private readonly repairing: RepairImport,
    private readonly repairs: ImportRepairs,
    private readonly meanings: RepairMeanings,
  ) {}

  /** For the page of a file: which causes can be repaired here, and what was. */
  async ofFile(actor: Actor, file: Import) {
    if (file.kind !== 'roster') return { repairPaths: new Map<string, string>(), given: null };
    const mayRepair = file.state === 'ready' && allows('rosters.upload', actor.role, actor.workspaceKind);
    const wrong = mayRepair ? await this.repairing.wrongCells(file) : [];
    const given = await this.repairs.of(file);
    const names = await this.meanings.names(actor.locale, given);
    return {
      repairPaths: new Map(wrong.map(({ cause }) => [cause, repairPath(actor, file, cause)])),
      given: usedView(actor, file, given, names, mayRepair),
    };
  }

  async choices(actor: Actor, file: Import, wrong: WrongCells, form: RepairForm | null, refusal: string | null) {
    const choices = await this.meanings.choicesOf(wrong.field, actor.locale);
    const unknown = form ? await this.unknown(wrong, form) : [];
    return choicesView(actor, file, wrong, choices, { form, unknown, refusal });
  }

  /** Words whose chosen meaning nobody knows. */
  async unknown({ field }: WrongCells, form: RepairForm): Promise<string[]> {
    const read = await this.meanings.readerOf(field);
    return form.meanings.filter(({ to }) => read(to) === null).map(({ text }) => text);
  }

  async preview(actor: Actor, file: Import, wrong: WrongCells, plan: RepairPlan, form: RepairForm) {
    const names = await this.meanings.names(actor.locale, plan.repairs);
    return previewView(actor, file, wrong, plan, form, names);
  }

  async remembered(actor: Actor, list: RememberedRepair[]) {
    return rememberedView(actor, list, await this.meanings.names(actor.locale, list));
  }
}
