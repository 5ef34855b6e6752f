import type { INestApplicationContext } from '@nestjs/common';
import { Figures, type FigureEntry } from '../coverage/index.js';
import { Clock, systemActor } from '../kernel/index.js';
import { UnitOfWork } from '../platform/db/index.js';
import { Workspaces } from '../workspaces/index.js';
import { AGENCY } from './demo-workspaces.js';

const EXAMPLE = 'Angka contoh untuk demo, bukan data resmi';

/** Targets of the demo's workspaces. Only the national one is a real target; the others say that they are examples. */
export async function enterDemoFigures(app: INestApplicationContext): Promise<void> {
  const today = app.get(Clock).today();
  const year = Number(today.slice(0, 4));
  const base = { region: '', sector: '', year, sourceDate: today, definition: 'jkk-jkm-v1' };
  const figures: Record<string, FigureEntry[]> = {
    [AGENCY.slug]: [
      {
        ...base,
        ...{
          indicator: 'active_participants',
          value: 61_000_000,
          source: 'Target peserta aktif yang ditetapkan pemilik program',
        },
      },
    ],
    'pemda-contoh': [
      { ...base, indicator: 'coverage_of_roster', value: 45, source: EXAMPLE },
      { ...base, indicator: 'eligible_workers', region: '3205', value: 64_000, source: EXAMPLE },
    ],
    'serikat-contoh': [{ ...base, indicator: 'coverage_of_roster', value: 60, source: EXAMPLE }],
  };
  for (const [slug, entries] of Object.entries(figures)) {
    const { id } = await app.get(Workspaces, { strict: false }).bySlug(slug);
    const actor = { ...systemActor('demo', id), label: 'demo' };
    await app
      .get(UnitOfWork)
      .run({ role: 'app', workspaceId: id, actor }, () => app.get(Figures, { strict: false }).enter(actor, entries));
  }
}
