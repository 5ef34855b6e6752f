import { createReadStream } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { INestApplicationContext } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { PgBoss } from 'pg-boss';
import { AppModule } from '../app.module.js';
import { CoverageSnapshots } from '../coverage/index.js';
import { Accounts } from '../identity/index.js';
import { AdvanceImport, ImportsRepository, ReceiveImport, type ImportKind } from '../imports/index.js';
import { Clock, NotFound, systemActor } from '../kernel/index.js';
import { UnitOfWork } from '../platform/db/index.js';
import type { PlatformOptions } from '../platform/platform.module.js';
import { Workspaces } from '../workspaces/index.js';
import { placesOf, writeRegistry, writeRoster } from './demo-files.js';
import { enterDemoFigures } from './demo-figures.js';
import { AGENCY, DEMO_ACCOUNTS, DEMO_PASSWORD, PARTNERS } from './demo-workspaces.js';
import type { Place } from './synthetic-people.js';

const MONTHS_OF_HISTORY = 11;

/**
 * Makes the demo once: an agency and one workspace of each kind with people, a registry, rosters that went through the
 * same import as everybody's, targets, and a year of snapshots. All of it is marked as example data.
 * @returns false when it was there already
 */
export async function makeDemo(options: PlatformOptions, say: (text: string) => void): Promise<boolean> {
  const app = await NestFactory.createApplicationContext(AppModule.forProcess(options), { logger: ['error'] });
  const folder = await mkdtemp(join(tmpdir(), 'sinergi-demo-'));
  try {
    if (await exists(app)) return false;
    say('Making the demo data (once, about half a minute) …');
    const places = await makeWorkspaces(app);
    await makeAccounts(app);
    const registry = join(folder, 'peserta-contoh.csv');
    await writeRegistry(registry, places, app.get(Clock).today());
    await load(app, AGENCY.slug, 'registry', registry);
    for (const workspace of PARTNERS) {
      const roster = join(folder, `pekerja-${workspace.slug}.csv`);
      await writeRoster(roster, workspace, places.get(workspace.slug) ?? []);
      await load(app, workspace.slug, 'roster', roster);
    }
    await makeHistory(app);
    return true;
  } finally {
    await rm(folder, { recursive: true, force: true });
    await app.get(PgBoss).stop({ graceful: false });
    await app.close();
  }
}

async function exists(app: INestApplicationContext): Promise<boolean> {
  try {
    await app.get(Workspaces, { strict: false }).bySlug(PARTNERS.at(-1)?.slug ?? '');
    return true;
  } catch (error) {
    if (error instanceof NotFound) return false;
    throw error;
  }
}

async function makeWorkspaces(app: INestApplicationContext): Promise<Map<string, Place[]>> {
  const places = new Map<string, Place[]>();
  for (const workspace of [AGENCY, ...PARTNERS]) {
    const { kind, slug, name, region } = workspace;
    const { id } = await app.get(Workspaces, { strict: false }).createWorkspace({ kind, slug, name, regionCode: region });
    places.set(slug, await app.get(UnitOfWork).run({ role: 'app', workspaceId: id, readOnly: true }, () => placesOf(workspace)));
  }
  return places;
}

async function makeAccounts(app: INestApplicationContext): Promise<void> {
  const accounts = app.get(Accounts, { strict: false });
  for (const { email, name, memberships } of DEMO_ACCOUNTS) {
    await accounts.createUser({ email, name, password: DEMO_PASSWORD });
    for (const [workspaceSlug, role] of memberships) await accounts.addMember({ workspaceSlug, email, role });
  }
}

async function load(app: INestApplicationContext, slug: string, kind: ImportKind, path: string): Promise<void> {
  const { id: workspaceId } = await app.get(Workspaces, { strict: false }).bySlug(slug);
  const actor = { ...systemActor('demo', workspaceId), label: 'demo' };
  const upload = { kind, mode: 'upsert', channel: 'cli', fileName: path, content: createReadStream(path), autoConfirm: true } as const;
  const { file } = await app.get(ReceiveImport, { strict: false }).receive(actor, upload);
  await app.get(AdvanceImport, { strict: false }).run(workspaceId, file.id, new AbortController().signal);
  const done = await app
    .get(UnitOfWork)
    .run({ role: 'worker', workspaceId }, () => app.get(ImportsRepository, { strict: false }).get(file.id));
  if (done.state !== 'applied') throw new Error(`The demo's ${kind} file of ${slug} ended as ${done.state}: ${JSON.stringify(done.failure ?? done.questions)}`);
}

/** Month ends of the year before today, as if today's people had been watched all the time. */
async function makeHistory(app: INestApplicationContext): Promise<void> {
  const snapshots = app.get(CoverageSnapshots, { strict: false });
  const today = app.get(Clock).today();
  for (const { slug } of PARTNERS) {
    const { id } = await app.get(Workspaces, { strict: false }).bySlug(slug);
    for (let back = MONTHS_OF_HISTORY; back > 0; back--) {
      const end = new Date(Date.UTC(Number(today.slice(0, 4)), Number(today.slice(5, 7)) - back, 0));
      await snapshots.takeFor(id, end.toISOString().slice(0, 10));
    }
    await snapshots.takeToday(id);
  }
  await enterDemoFigures(app);
}
