import { Injectable } from '@nestjs/common';
import { type Actor, Clock } from '../../kernel/index.js';
import { drawnPart } from '../../platform/views/index.js';
import { dashboardMark } from './dashboard-mark.query.js';
import { Dashboard } from './dashboard.js';
import { DashboardPage } from './dashboard.page.js';

const KEPT_BODIES = 200;
/** While templates are being written, a page shows the newest. */
const KEEPS = process.env.NODE_ENV !== 'development';

type Drawn = ReturnType<typeof drawnPart>;

/**
 * The drawn dashboard without its shell. Drawing it takes several times as long as the whole rest of a request, and it
 * changes only when its mark does: so each process keeps what it drew last for a workspace, a language and a right.
 */
@Injectable()
export class DashboardBody {
  private readonly kept = new Map<string, { mark: string; html: Drawn }>();

  constructor(
    private readonly dashboard: Dashboard,
    private readonly clock: Clock,
  ) {}

  /** @returns null for a workspace without anybody on its roster */
  async of(actor: Actor): Promise<Drawn | null> {
    const workspaceId = actor.workspaceId ?? '';
    const read = await dashboardMark(workspaceId);
    if (read === null) return null;
    const mark = `${read}/${this.clock.today()}`;
    const { mayEnterFigures } = DashboardPage.rights(actor);
    const key = [workspaceId, actor.workspaceSlug, actor.locale, mayEnterFigures].join('/');
    const known = this.kept.get(key);
    if (known?.mark === mark) return known.html;
    const facts = await this.dashboard.facts(workspaceId, actor.locale);
    if (!facts) return null;
    const html = drawnPart('coverage/dashboard-body', DashboardPage.from(actor, facts));
    if (KEEPS) this.keep(key, { mark, html });
    return html;
  }

  private keep(key: string, body: { mark: string; html: Drawn }): void {
    this.kept.delete(key);
    this.kept.set(key, body);
    const oldest = this.kept.keys().next();
    if (this.kept.size > KEPT_BODIES && !oldest.done) this.kept.delete(oldest.value);
  }
}
