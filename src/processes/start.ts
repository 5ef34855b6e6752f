import { readConfig, type Config } from '../platform/config/index.js';
import { DEMO_ACCOUNTS, DEMO_PASSWORD, makeDemo } from '../demo/index.js';
import { KeptChild } from './children.js';
import { openDatabase, platformOptions, type OpenedDatabase } from './connection.js';
import { assertPortIsFree, DataLock } from './lock.js';
import { prepareDatabase } from './prepare.js';

const say = (text: string) => process.stdout.write(`${text}\n`);

/** `npm start`: database, migrations, demo data, web and worker; until it is told to stop. */
export async function start(): Promise<void> {
  const config = readConfig();
  const lock = new DataLock(config.data);
  lock.take(config.port);
  let database: OpenedDatabase | null = null;
  try {
    await assertPortIsFree(config.port);
    database = await openDatabase(config);
    await prepareDatabase(database);
    const isNew =
      process.env.SINERGI_DEMO !== 'off' &&
      database.embedded &&
      (await makeDemo(platformOptions(config, database, 'cli'), say));
    await serve(config, database, lock, isNew);
  } catch (error) {
    await database?.close();
    lock.release();
    throw error;
  }
}

async function serve(config: Config, database: OpenedDatabase, lock: DataLock, isNew: boolean): Promise<void> {
  const options = platformOptions(config, database, 'web');
  const env = {
    ...process.env,
    DATABASE_URL: database.loginUrl,
    SINERGI_KEY: options.key,
    SINERGI_DATA: config.data,
    PORT: String(config.port),
  };
  let ending = false;
  const children: KeptChild[] = [];
  const end = async (code: number) => {
    if (ending) return;
    ending = true;
    await Promise.all(children.map((child) => child.stop()));
    await database.close();
    lock.release();
    process.exit(code);
  };
  const givenUp = (name: string) => {
    process.stderr.write(`${name} keeps ending; see the messages above\n`);
    void end(1);
  };
  for (const name of ['main', 'worker'])
    children.push(new KeptChild(name, new URL(`../${name}.js`, import.meta.url), env, givenUp));
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => void end(0));
  await Promise.all(children.map((child) => child.start()));
  announce(config, database.embedded, isNew);
}

function announce(config: Config, embedded: boolean, isNew: boolean): void {
  say(`\nSinergi: ${config.baseUrl}`);
  if (embedded && process.env.SINERGI_DEMO !== 'off') {
    say(`Demo sign-ins${isNew ? ' (made just now)' : ''}, all with the password: ${DEMO_PASSWORD}`);
    for (const { email, about } of DEMO_ACCOUNTS) say(`  ${email.padEnd(34)} ${about}`);
  }
  if (!config.smtpUrl) say(`Mails are kept, not sent: ${config.baseUrl}/dev/mail`);
  say('Stop with Ctrl-C.\n');
}
