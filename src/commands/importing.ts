import { createReadStream } from 'node:fs';
import { stat } from 'node:fs/promises';
import { basename, resolve } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { parseArgs } from 'node:util';
import type { INestApplicationContext } from '@nestjs/common';
import {
  AdvanceImport,
  ImportProgress,
  ImportReceipts,
  ImportsRepository,
  ReceiveImport,
  roughly,
  type Import,
  type ImportKind,
  type ImportMode,
} from '../imports/index.js';
import { systemActor } from '../kernel/index.js';
import { UnitOfWork } from '../platform/db/index.js';
import { Workspaces } from '../workspaces/index.js';
import { withApplication } from './application.js';
import { READING_OPTIONS, READING_USAGE, readingOptions, type ReadingOptions } from './reading-options.js';
import { oneOf, required, Usage, type Command, type CommandResult } from './command.js';

const TELL_EVERY_MS = 1_000;

interface Order {
  kind: ImportKind;
  mode: ImportMode;
  path: string;
  workspace: string;
  confirm: boolean;
  reading: ReadingOptions;
}

export const importing: Command[] = [
  {
    name: 'roster import',
    usage: `roster import FILE --workspace S [--mode upsert|snapshot] [--confirm] ${READING_USAGE}`,
    run: async (args) => {
      const { values, positionals } = parseArgs({
        args,
        allowPositionals: true,
        options: {
          workspace: { type: 'string' },
          mode: { type: 'string', default: 'upsert' },
          confirm: { type: 'boolean', default: false },
          ...READING_OPTIONS,
        },
      });
      const mode = oneOf(values.mode, ['upsert', 'snapshot'] as const, '--mode');
      const workspace = required(values.workspace, '--workspace');
      const reading = readingOptions(values);
      return run({ kind: 'roster', mode, path: await file(positionals), workspace, confirm: values.confirm, reading });
    },
  },
  {
    name: 'registry import',
    usage: `registry import FILE [--workspace S] ${READING_USAGE}`,
    run: async (args) => {
      const { values, positionals } = parseArgs({
        args,
        allowPositionals: true,
        options: { workspace: { type: 'string', default: '' }, ...READING_OPTIONS },
      });
      return run({
        kind: 'registry',
        mode: 'upsert',
        path: await file(positionals),
        workspace: values.workspace,
        confirm: true,
        reading: readingOptions(values),
      });
    },
  },
];

async function file(positionals: string[]): Promise<string> {
  const [given] = positionals;
  if (!given || positionals.length > 1) throw new Usage('exactly one FILE is needed');
  // npm runs scripts in the project's folder; the person named the file from where they stand.
  const path = resolve(process.env.INIT_CWD ?? '.', given);
  await stat(path).catch(() => {
    throw new Usage(`no such file: ${path}`);
  });
  return path;
}

function run(order: Order): Promise<CommandResult> {
  return withApplication(async (app) => {
    const workspaces = app.get(Workspaces, { strict: false });
    const workspace = order.workspace ? await workspaces.bySlug(order.workspace) : await workspaces.agency();
    const actor = { ...systemActor('cli', workspace.id), label: 'command line' };
    const received = await app.get(ReceiveImport, { strict: false }).receive(actor, {
      kind: order.kind,
      mode: order.mode,
      channel: 'cli',
      fileName: basename(order.path),
      content: createReadStream(order.path),
      autoConfirm: order.confirm,
      ...order.reading,
    });
    if (received.seenBefore) process.stderr.write('This file was uploaded before; its first import is shown.\n');
    const done = await finish(app, workspace.id, received.file.id, order.confirm && !received.seenBefore);
    const receipt = await inUnit(app, workspace.id, () => app.get(ImportReceipts, { strict: false }).of(done));
    return {
      output: receipt,
      exitCode: done.state === 'failed' || (order.confirm && done.state !== 'applied') ? 1 : 0,
    };
  });
}

/** Works on the file here; when a worker process was faster with it, waits for that one. */
async function finish(
  app: INestApplicationContext,
  workspaceId: string,
  id: string,
  applies: boolean,
): Promise<Import> {
  const advance = app.get(AdvanceImport, { strict: false });
  const never = new AbortController().signal;
  let shown = '';
  for (;;) {
    const told = tell(app, workspaceId, id);
    await advance.run(workspaceId, id, never).finally(told.end);
    const found = await inUnit(app, workspaceId, () => app.get(ImportsRepository, { strict: false }).get(id));
    if (found.state !== shown) process.stderr.write(`${(shown = found.state)}\n`);
    // `ready` with the wish to confirm still set is on its way: the wish is taken back when a person has to look.
    if (!found.isWorking() && !(applies && found.state === 'ready' && found.autoConfirm)) return found;
    await sleep(300);
  }
}

/** Says on standard error how far the file has come, as often as something new can be said. */
function tell(app: INestApplicationContext, workspaceId: string, id: string): { end(): void } {
  let said = '';
  const look = async () => {
    const progress = await inUnit(app, workspaceId, async () =>
      app.get(ImportProgress, { strict: false }).of(await app.get(ImportsRepository, { strict: false }).get(id)),
    );
    if (!progress || progress.secondsLeft === null) return;
    const { unit, count } = roughly(progress.secondsLeft);
    const text = `${progress.step}: ${unit === 'moment' ? 'a moment' : `about ${count} ${unit}`} left`;
    if (text !== said) process.stderr.write(`${(said = text)}\n`);
  };
  const timer = setInterval(() => void look().catch(() => undefined), TELL_EVERY_MS);
  return { end: () => clearInterval(timer) };
}

function inUnit<T>(app: INestApplicationContext, workspaceId: string, work: () => Promise<T>): Promise<T> {
  return app.get(UnitOfWork).run({ role: 'worker', workspaceId }, work);
}
