import { createReadStream } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import type { INestApplicationContext } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { PgBoss } from 'pg-boss';
import { AppModule } from '../app.module.js';
import { CoverageSnapshots, Figures } from '../coverage/index.js';
import { Accounts } from '../identity/index.js';
import { AdvanceImport, ImportsRepository, ReceiveImport, type Import, type ImportKind } from '../imports/index.js';
import { AppError, Clock, systemActor } from '../kernel/index.js';
import { UnitOfWork } from '../platform/db/index.js';
import type { PlatformOptions } from '../platform/platform.module.js';
import { Workspaces } from '../workspaces/index.js';
import { placesOf, writeRegistry, writeRoster } from './demo-files.js';
import { enterDemoFigures } from './demo-figures.js';
import { AGENCY, DEMO_ACCOUNTS, DEMO_PASSWORD, PARTNERS } from './demo-workspaces.js';
import type { Place } from './synthetic-people.js';

const MONTHS_OF_HISTORY = 11;

/**
 * The demo: an agency and one workspace of each kind with people, a registry, rosters that go through the same import as
 * everybody's, targets, and a year of snapshots. All of it is marked as example data. Each part is made once, so a start
 * that was broken off is completed by the next.
 */
export class Demo {
  private constructor(private readonly app: INestApplicationContext) {}

  static async open(options: PlatformOptions): Promise<Demo> {
    return new Demo(await NestFactory.createApplicationContext(AppModule.forProcess(options), { logger: ['error'] }));
  }

  /** Workspaces and accounts: enough to sign in. */
  async makePlaces(): Promise<void> {
    const workspaces = this.app.get(Workspaces, { strict: false });
    const accounts = this.app.get(Accounts, { strict: false });
    for (const { kind, slug, name, region } of [AGENCY, ...PARTNERS]) {
      await unless('workspaces.slug-taken', () => workspaces.createWorkspace({ kind, slug, name, regionCode: region }));
    }
    for (const { email, name, memberships } of DEMO_ACCOUNTS) {
      await unless('identity.email-taken', () => accounts.createUser({ email, name, password: DEMO_PASSWORD }));
      for (const [workspaceSlug, role] of memberships) {
        await unless('workspaces.already-member', () => accounts.addMember({ workspaceSlug, email, role }));
      }
    }
  }

  /** Registry, rosters and history. @returns false when all of it was there already */
  async fill(): Promise<boolean> {
    const { app } = this;
    if (await isFilled(app)) return false;
    const folder = await mkdtemp(join(tmpdir(), 'sinergi-demo-'));
    try {
      const places = await placesOfPartners(app);
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
    }
  }

  async close(): Promise<void> {
    await this.app.get(PgBoss).stop({ graceful: false });
    await this.app.close();
  }
}

/** Does nothing about the one refusal that says that it was done before. */
async function unless(code: string, act: () => Promise<unknown>): Promise<void> {
  try {
    await act();
  } catch (error) {
    if (!(error instanceof AppError && error.code === code)) throw error;
  }
}

/** The figures are the last thing that is made. */
async function isFilled(app: INestApplicationContext): Promise<boolean> {
  const { id } = await app.get(Workspaces, { strict: false }).bySlug(AGENCY.slug);
  const figures = app.get(Figures, { strict: false });
  return (
    (await app.get(UnitOfWork).run({ role: 'app', workspaceId: id, readOnly: true }, () => figures.holding(id)))
      .length > 0
  );
}

async function placesOfPartners(app: INestApplicationContext): Promise<Map<string, Place[]>> {
  const units = app.get(UnitOfWork);
  const entries = PARTNERS.map(async (workspace) => {
    return [workspace.slug, await units.run({ role: 'app', readOnly: true }, () => placesOf(workspace))] as const;
  });
  return new Map(await Promise.all(entries));
}

async function load(app: INestApplicationContext, slug: string, kind: ImportKind, path: string): Promise<void> {
  const { id: workspaceId } = await app.get(Workspaces, { strict: false }).bySlug(slug);
  const actor = { ...systemActor('demo', workspaceId), label: 'demo' };
  const upload = {
    kind,
    mode: 'upsert',
    channel: 'cli',
    fileName: path,
    content: createReadStream(path),
    autoConfirm: true,
  } as const;
  const { file } = await app.get(ReceiveImport, { strict: false }).receive(actor, upload);
  const done = await finished(app, workspaceId, file.id);
  if (done.state !== 'applied')
    throw new Error(
      `The demo's ${kind} file of ${slug} ended as ${done.state}: ${JSON.stringify(done.failure ?? done.questions)}`,
    );
}

/** Works on the file here; when the worker process was faster with it, waits for that one. */
async function finished(app: INestApplicationContext, workspaceId: string, id: string): Promise<Import> {
  for (;;) {
    await app.get(AdvanceImport, { strict: false }).run(workspaceId, id, new AbortController().signal);
    const file = await app
      .get(UnitOfWork)
      .run({ role: 'worker', workspaceId }, () => app.get(ImportsRepository, { strict: false }).get(id));
    // `ready` goes on by itself: nothing about these files has to be asked.
    if (!file.isWorking() && file.state !== 'ready') return file;
    await sleep(300);
  }
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
