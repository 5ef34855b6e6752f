import { Injectable } from '@nestjs/common';
import type { Import } from '../../imports/index.js';
import type { Actor } from '../../kernel/index.js';
import { allows } from '../../platform/web/index.js';
import { ImportRepairs } from './import-repairs.js';
import type { RememberedRepair } from './remembered-repairs.js';
import { RepairImport } from './repair-import.js';
import { RepairMeanings, type MeaningChoices } from './repair-meanings.js';
import type { RepairForm } from './repair-form.rules.js';
import type { RepairPlan } from './repair-plan.rules.js';
import type { RepairField } from './repair.rules.js';
import { choicesView, previewView, type Wrong } from './repair-choices.page.js';
import { rememberedView, repairPath, usedView } from './repairs.page.js';

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
    if (file.kind !== 'roster') return { repairPaths: new Map<string, string>(), repairAllPath: null, given: null };
    const mayRepair = file.state === 'ready' && allows('rosters.upload', actor.role, actor.workspaceKind);
    const wrong = mayRepair ? await this.repairing.wrongCells(file) : [];
    const given = await this.repairs.of(file);
    const names = await this.meanings.names(actor.locale, given);
    return {
      repairPaths: new Map(wrong.map(({ cause }) => [cause, repairPath(actor, file, cause)])),
      repairAllPath: wrong.length > 1 ? repairPath(actor, file, '') : null,
      given: usedView(actor, file, given, names, mayRepair),
    };
  }

  async choices(actor: Actor, file: Import, wrong: Wrong, form: RepairForm | null, refusal: string | null) {
    const choices = new Map<RepairField, MeaningChoices>();
    for (const { field } of wrong.cells) choices.set(field, await this.meanings.choicesOf(field, actor.locale));
    const unknown = form ? await this.unknown(form) : new Set<string>();
    return choicesView(actor, file, wrong, choices, { form, unknown, refusal });
  }

  async preview(actor: Actor, file: Import, wrong: Wrong, plan: RepairPlan, form: RepairForm) {
    const names = await this.meanings.names(actor.locale, plan.repairs);
    return previewView(actor, file, wrong, plan, form, names);
  }

  /** Words whose chosen meaning nobody knows. */
  private async unknown(form: RepairForm): Promise<Set<string>> {
    const read = await this.meanings.formReader();
    return new Set(
      form.meanings.filter(({ cause, to }) => read(cause, to) === null).map(({ cause, text }) => `${cause} ${text}`),
    );
  }

  async remembered(actor: Actor, list: RememberedRepair[]) {
    return rememberedView(actor, list, await this.meanings.names(actor.locale, list));
  }
}
