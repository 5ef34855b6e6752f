// node match-staged.mjs WORKSPACE_ID STAGE RESULT, started by the bench beside the product's web and worker: the matcher
// as an import calls it, with the application around it. Prints { seconds, counts } as JSON.
import { performance } from 'node:perf_hooks';
import { withApplication } from '../dist/commands/application.js';
import { Matcher } from '../dist/participants/index.js';
import { UnitOfWork } from '../dist/platform/db/index.js';

const [workspaceId, stage, result] = process.argv.slice(2);
const measured = await withApplication(async (app) => {
  const units = app.get(UnitOfWork, { strict: false });
  const matcher = app.get(Matcher, { strict: false });
  const began = performance.now();
  const counts = await units.run({ role: 'matcher', workspaceId }, () => matcher.matchStaged(stage, result));
  return { seconds: (performance.now() - began) / 1000, counts };
});
process.stdout.write(JSON.stringify(measured));
