import { Injectable } from '@nestjs/common';
import { Clock } from '../../kernel/index.js';
import { Reference } from '../../reference/index.js';
import { inForce } from '../figures/figure.rules.js';
import type { Figure } from '../figures/figures.repository.js';
import { Figures } from '../figures/figures.service.js';
import { provinceTotals, type ProvinceTotal } from './province-totals.query.js';
import { registryTotals, type RegistryTotals } from './registry-totals.query.js';
import { workspaceTotals, type WorkspaceTotal } from './workspace-totals.query.js';

/** The whole country in totals: what the agency may see of workspaces without anybody's name. */
export interface NationalFacts {
  /** YYYY-MM-DD */
  today: string;
  registry: RegistryTotals;
  /** Target of active participants that holds this year. */
  target: Figure | null;
  eligible: Figure | null;
  workspaces: WorkspaceTotal[];
  provinces: (ProvinceTotal & { name: string })[];
  /** Of workers without a region. */
  elsewhere: ProvinceTotal | null;
}

@Injectable()
export class National {
  constructor(
    private readonly figures: Figures,
    private readonly reference: Reference,
    private readonly clock: Clock,
  ) {}

  /** Inside a unit of work of role `agency`. */
  async facts(workspaceId: string): Promise<NationalFacts> {
    const today = this.clock.today();
    const year = Number(today.slice(0, 4));
    const figures = await this.figures.holding(workspaceId);
    const totals = new Map((await provinceTotals()).map((total) => [total.province, total]));
    const provinces = await this.reference.provinces();
    return {
      today,
      registry: await registryTotals(today),
      target: inForce(figures, { indicator: 'active_participants', year }),
      eligible: inForce(figures, { indicator: 'eligible_workers', year }),
      workspaces: await workspaceTotals(),
      provinces: provinces.flatMap(({ code, name }) => {
        const total = totals.get(code);
        return total ? [{ ...total, name }] : [];
      }),
      elsewhere: totals.get('') ?? null,
    };
  }
}
