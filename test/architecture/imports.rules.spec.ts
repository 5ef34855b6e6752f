import { describe, expect, it } from 'vitest';
import { filesBelow, importsOf, roomOf } from './source-files.js';

/** Lowest first. A room imports only rooms to its left, and those only through their index. */
const ORDER = [
  ...['kernel', 'platform', 'tabular', 'reference', 'audit', 'workspaces', 'identity', 'programmes', 'imports'],
  ...['participants', 'rosters', 'enrolments', 'contributions', 'claims', 'coverage', 'agreements', 'outreach'],
  ...['app.module', 'demo', 'processes', 'commands', 'main', 'worker', 'cli'],
];
/** Above the rooms: the processes. They alone may know identity. */
const FIRST_PROCESS = ORDER.indexOf('app.module');

/**
 * Modules that run inside the caged reader. There an index would drag the whole framework into the child, so these
 * files, and only these, reach past it.
 */
const CAGED = /^src\/(rosters\/reading|rosters\/row|rosters\/sealed-fields|participants\/extract|imports\/reading)/;

const source = filesBelow('src', '.ts');

describe('import order', () => {
  it('knows every room', () => {
    const rooms = new Set(source.map(({ path }) => roomOf(path)));
    expect(
      [...rooms].filter((room) => !ORDER.includes(room)),
      'add the room to ORDER, where it belongs',
    ).toEqual([]);
  });

  it('goes downwards only', () => {
    const upward = source.flatMap((file) => {
      const from = ORDER.indexOf(roomOf(file.path));
      return importsOf(file)
        .filter((target) => target.startsWith('src/') && ORDER.indexOf(roomOf(target)) > from)
        .map((target) => `${file.path} imports ${target}: move what both need down, or tell upwards by an event`);
    });
    expect(upward).toEqual([]);
  });

  it('enters another room by its index', () => {
    const sideways = source.flatMap((file) =>
      importsOf(file)
        .filter((target) => target.startsWith('src/') && roomOf(target) !== roomOf(file.path))
        .filter((target) => !isEntrance(target) && !CAGED.test(file.path))
        .map((target) => `${file.path} imports ${target}: export it from the room's index.ts`),
    );
    expect(sideways).toEqual([]);
  });

  it('leaves identity to the processes', () => {
    const knowing = source.filter((file) => {
      const room = roomOf(file.path);
      return (
        room !== 'identity' &&
        ORDER.indexOf(room) < FIRST_PROCESS &&
        importsOf(file).some((target) => roomOf(target) === 'identity')
      );
    });
    expect(knowing.map(({ path }) => `${path}: take the Actor from the kernel instead`)).toEqual([]);
  });
});

/** `platform` is a street of small houses: each of its folders has an entrance of its own. */
function isEntrance(target: string): boolean {
  const room = roomOf(target);
  if (room === 'platform') return /^src\/platform\/(([a-z0-9-]+\/)+index|[a-z0-9.-]+)\.js$/.test(target);
  return (
    new RegExp(`^src/${room.replace('.', '\\.')}(/index)?\\.js$`).test(target) || ORDER.indexOf(room) >= FIRST_PROCESS
  );
}
