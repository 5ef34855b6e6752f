import { readConfig, type Config } from '../platform/config/index.js';
import { Demo, DEMO_ACCOUNTS, DEMO_PASSWORD } from '../demo/index.js';
import { KeptChild } from './children.js';
import { openDatabase, platformOptions, type OpenedDatabase } from './connection.js';
import { assertPortIsFree, DataLock } from './lock.js';
import { prepareDatabase } from './prepare.js';

const say = (text: string) => process.stdout.write(`${text}\n`);

/** `npm start`: database, migrations, demo data, web and worker; until it is told to stop. */
export async function start(): Promise<void> {
  const config = readConfig();
  const everything = new Everything(config, new DataLock(config.data));
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => void everything.end(0));
  await everything.begin();
}

/** What runs, in the order in which it began; it ends the other way round. */
class Everything {
  private database: OpenedDatabase | null = null;
  private demo: Demo | null = null;
  private readonly children: KeptChild[] = [];
  private ending = false;

  constructor(
    private readonly config: Config,
    private readonly lock: DataLock,
  ) {}

  async begin(): Promise<void> {
    const { config } = this;
    try {
      this.lock.take(config.port);
      await assertPortIsFree(config.port);
      this.database = await openDatabase(config, (text) => process.stderr.write(`${text}\n`));
      // In production the run-time login must not be able to migrate; that is a step of its own with the owner's address.
      if (!config.production) await prepareDatabase(this.database);
      const wantsDemo = this.database.embedded && process.env.SINERGI_DEMO !== 'off';
      if (wantsDemo) this.demo = await Demo.open(platformOptions(config, this.database, 'cli'));
      await this.demo?.makePlaces();
      await this.startChildren(this.database);
      announce(config, wantsDemo);
      if (await this.demo?.fill()) say('The example data is complete.');
      await this.demo?.close();
      this.demo = null;
    } catch (error) {
      if (this.ending) return;
      process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
      await this.end(1);
    }
  }

  private async startChildren(database: OpenedDatabase): Promise<void> {
    const { config } = this;
    const env = {
      ...process.env,
      DATABASE_URL: database.loginUrl,
      SINERGI_KEY: platformOptions(config, database, 'web').key,
      SINERGI_DATA: config.data,
      PORT: String(config.port),
      LOG_LEVEL: process.env.LOG_LEVEL ?? 'warn',
    };
    const givenUp = (name: string) => {
      process.stderr.write(`${name} keeps ending; see the messages above\n`);
      void this.end(1);
    };
    // The bench puts a web process in place of ours that has one page more.
    const web = process.env.SINERGI_WEB ?? 'main.js';
    for (const [name, file, young, old] of [
      ['web', web, 8, 256],
      ['worker', 'worker.js', 4, 384],
    ] as const) {
      // Small young generations: garbage is collected before memory grows, at no cost in speed that could be measured.
      const flags = [`--max-semi-space-size=${young}`, `--max-old-space-size=${old}`];
      this.children.push(new KeptChild(name, new URL(file, new URL('../', import.meta.url)), env, flags, givenUp));
    }
    await Promise.all(this.children.map((child) => child.start()));
  }

  async end(code: number): Promise<void> {
    if (this.ending) return;
    this.ending = true;
    await Promise.all(this.children.map((child) => child.stop()));
    await this.database?.close();
    this.lock.release();
    process.exit(code);
  }
}

function announce(config: Config, demo: boolean): void {
  say(`\nSinergi: ${config.baseUrl}`);
  if (demo) {
    say(`Demo sign-ins, all with the password: ${DEMO_PASSWORD}`);
    for (const { email, about } of DEMO_ACCOUNTS) say(`  ${email.padEnd(34)} ${about}`);
    say('The example registry and rosters load while you look around.');
  }
  if (!config.smtpUrl) say(`Mails are kept, not sent: ${config.baseUrl}/dev/mail`);
  say('Stop with Ctrl-C.\n');
}
