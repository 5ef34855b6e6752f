import { parseArgs } from 'node:util';
import { text } from 'node:stream/consumers';
import { Demo } from '../demo/index.js';
import { Accounts, ApiKeys } from '../identity/index.js';
import { ROLES, WORKSPACE_KINDS } from '../kernel/index.js';
import { platformOptions } from '../processes/connection.js';
import { prepareDatabase } from '../processes/prepare.js';
import { Workspaces } from '../workspaces/index.js';
import { withApplication, withDatabase } from './application.js';
import { oneOf, required, Usage, type Command } from './command.js';

const DEFAULT_DAYS = 90;

export const settingUp: Command[] = [
  {
    name: 'migrate',
    usage: 'migrate',
    run: async () => ({ output: await withDatabase((database) => prepareDatabase(database)) }),
  },
  {
    name: 'demo',
    usage: 'demo',
    run: () =>
      withDatabase(async (database, config) => {
        await prepareDatabase(database);
        const demo = await Demo.open(platformOptions(config, database, 'cli'));
        try {
          await demo.makePlaces();
          return { output: { made: await demo.fill() } };
        } finally {
          await demo.close();
        }
      }),
  },
  {
    name: 'workspace create',
    usage: 'workspace create --kind K --slug S --name N [--region CODE] [--size PEOPLE]',
    run: (args) => {
      const { kind, slug, name, region, size } = options(args, ['kind', 'slug', 'name', 'region', 'size']);
      const given = {
        kind: oneOf(kind, WORKSPACE_KINDS, '--kind'),
        slug: required(slug, '--slug'),
        name: required(name, '--name'),
        regionCode: region ?? null,
        size: size === undefined ? null : people(size),
      };
      return withApplication(async (app) => ({
        output: await app.get(Workspaces, { strict: false }).createWorkspace(given),
      }));
    },
  },
  {
    name: 'user create',
    usage: 'user create --email E --name N   (password on standard input)',
    run: async (args) => {
      const { email, name } = options(args, ['email', 'name']);
      const given = { email: required(email, '--email'), name: required(name, '--name') };
      const password = (await text(process.stdin)).replace(/\r?\n$/, '');
      return withApplication(async (app) => ({
        output: await app.get(Accounts, { strict: false }).createUser({ ...given, password }),
      }));
    },
  },
  {
    name: 'member add',
    usage: 'member add --workspace S --email E --role R',
    run: (args) => {
      const { workspace, email, role } = options(args, ['workspace', 'email', 'role']);
      const given = {
        workspaceSlug: required(workspace, '--workspace'),
        email: required(email, '--email'),
        role: oneOf(role, ROLES, '--role'),
      };
      return withApplication(async (app) => ({ output: await app.get(Accounts, { strict: false }).addMember(given) }));
    },
  },
  {
    name: 'api-key create',
    usage: 'api-key create --workspace S --role R --name N [--days D]',
    run: (args) => {
      const { workspace, role, name, days } = options(args, ['workspace', 'role', 'name', 'days']);
      const given = {
        workspaceSlug: required(workspace, '--workspace'),
        role: oneOf(role, ROLES, '--role'),
        name: required(name, '--name'),
        days: Number(days ?? DEFAULT_DAYS),
      };
      return withApplication(async (app) => ({ output: await app.get(ApiKeys, { strict: false }).createFor(given) }));
    },
  },
];

function people(size: string): number {
  if (!/^[1-9]\d{0,8}$/.test(size)) throw new Usage('--size must be a number of people');
  return Number(size);
}

export function options<K extends string>(args: string[], names: readonly K[]): Partial<Record<K, string>> {
  const spec = Object.fromEntries(names.map((name) => [name, { type: 'string' as const }]));
  return parseArgs({ args, options: spec, strict: true }).values as Partial<Record<K, string>>;
}
