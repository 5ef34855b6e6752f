// The product's web process with one page more: in the product's shell, a unit of work with one indexed query under row
// level security, and nothing else. Pages are compared with it. Started by the bench in place of dist/main.js.
import 'reflect-metadata';
import { fileURLToPath } from 'node:url';
import { Controller, Get, Param } from '@nestjs/common';
import { AppModule } from '../dist/app.module.js';
import { readConfig } from '../dist/platform/config/index.js';
import { currentWork } from '../dist/platform/db/index.js';
import { compileViews, viewsFolder } from '../dist/platform/views/index.js';
import { createApplication, page, Requires } from '../dist/platform/web/index.js';
import { findDatabase, platformOptions } from '../dist/processes/connection.js';

class FloorController {
  async show(id) {
    const { scope } = currentWork();
    const [row] = await currentWork().query('select name from app.workers where workspace_id = $1 and id = $2', [
      scope.workspaceId,
      id,
    ]);
    return page({ name: row?.name ?? null }, { full: 'floor' });
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
compileViews([viewsFolder, fileURLToPath(new URL('views', import.meta.url))]);
await app.listen(config.port);
process.send?.({ ready: true });
const end = async () => {
  await app.close();
  process.exit(0);
};
process.on('SIGTERM', end);
process.on('disconnect', end);
