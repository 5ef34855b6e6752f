// The product's web process with one page more: a unit of work and one indexed query under row level security, and
// nothing else. Pages are compared with it. Started by the bench in place of dist/main.js.
import 'reflect-metadata';
import { Controller, Get, Param } from '@nestjs/common';
import { AppModule } from '../dist/app.module.js';
import { readConfig } from '../dist/platform/config/index.js';
import { currentWork } from '../dist/platform/db/index.js';
import { createApplication, Requires } from '../dist/platform/web/index.js';
import { findDatabase, platformOptions } from '../dist/processes/connection.js';

class FloorController {
  async show(id) {
    const { scope } = currentWork();
    const [row] = await currentWork().query('select name from app.workers where workspace_id = $1 and id = $2', [
      scope.workspaceId,
      id,
    ]);
    return { name: row?.name ?? null };
  }
}
Controller('w/:workspace/floor')(FloorController);
const show = Object.getOwnPropertyDescriptor(FloorController.prototype, 'show');
Get(':id')(FloorController.prototype, 'show', show);
Requires('workers.read')(FloorController.prototype, 'show', show);
Param('id')(FloorController.prototype, 'show', 0);

const config = readConfig();
const options = platformOptions(config, findDatabase(config), 'web');
const root = AppModule.forProcess(options);
const app = await createApplication({ ...root, controllers: [FloorController] }, options);
await app.listen(config.port);
process.send?.({ ready: true });
const end = async () => {
  await app.close();
  process.exit(0);
};
process.on('SIGTERM', end);
process.on('disconnect', end);
