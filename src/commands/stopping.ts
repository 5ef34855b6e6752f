import { parseArgs } from 'node:util';
import { setTimeout as sleep } from 'node:timers/promises';
import { ConfirmImport, ImportsRepository } from '../imports/index.js';
import { systemActor } from '../kernel/index.js';
import { UnitOfWork } from '../platform/db/index.js';
import { Workspaces } from '../workspaces/index.js';
import { withApplication } from './application.js';
import { required, Usage, type Command } from './command.js';

const WAIT_MS = 15_000;

export const stopping: Command[] = (['roster', 'registry'] as const).map((kind) => ({
  name: `${kind} stop`,
  usage: `${kind} stop ID --workspace S   (a file that is not applied yet: it ends wherever it stands)`,
  run: async (args) => {
    const { values, positionals } = parseArgs({
      args,
      allowPositionals: true,
      options: { workspace: { type: 'string' } },
    });
    const [id] = positionals;
    if (!id || positionals.length > 1) throw new Usage('exactly one ID of an upload is needed');
    return withApplication(async (app) => {
      const workspace = await app.get(Workspaces, { strict: false }).bySlug(required(values.workspace, '--workspace'));
      const actor = { ...systemActor('cli', workspace.id), label: 'command line' };
      const inUnit = <T>(work: () => Promise<T>) =>
        app.get(UnitOfWork).run({ role: 'app', workspaceId: workspace.id, actor }, work);
      const state = () => inUnit(async () => (await app.get(ImportsRepository, { strict: false }).get(id, kind)).state);
      await inUnit(() => app.get(ConfirmImport, { strict: false }).discard(id, kind));
      for (const end = Date.now() + WAIT_MS; Date.now() < end && (await state()) !== 'discarded';) await sleep(200);
      const found = await state();
      return { output: { id, state: found }, exitCode: found === 'discarded' ? 0 : 1 };
    });
  },
}));
