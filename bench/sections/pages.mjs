// Pages people wait for, at a million workers, beside a page of the same shell that does nothing but one indexed query.
import { join } from 'node:path';
import { timeImport } from '../import-speed.mjs';
import { writeRoster } from '../make-roster.mjs';
import { timePages } from '../page-speed.mjs';
import { fixed, tell, whole } from '../progress.mjs';
import { settle } from '../settle.mjs';
import { makeOthers, makeRegistry, makeWorkspace, officerOf } from '../workspaces.mjs';

const SLUG = 'ukur-sejuta';
const OTHERS = 100;
const AGAINST_FLOOR = 3;

export const pages = {
  title: 'Pages at a million workers in one workspace, 100 other workspaces present',
  web: 'web-with-floor.mjs',

  async measure(underTest, { rows, folder, seconds }) {
    const workers = rows(1_000_000);
    makeRegistry(underTest, folder, workers, rows(300_000));
    makeWorkspace(underTest, SLUG);
    const path = join(folder, 'pages.csv');
    await writeRoster(path, workers, workers);
    tell(`pages: importing ${whole(workers)} rows`);
    await timeImport(underTest, { slug: SLUG, path, fileName: 'pages.csv' });
    await makeOthers(underTest, { like: SLUG, count: OTHERS, rows: rows(5_000) });
    const cookie = await officerOf(underTest, [SLUG]);
    await settle(underTest);
    tell('pages: asking for them');
    return { workers, seconds, pages: await timePages(underTest, SLUG, cookie, seconds) };
  },

  targets({ pages: [floor, ...others] }) {
    return others.map(({ name, p95 }) => ({
      what: `p95 of page: ${name}`,
      floor: 'p95 of a page in the same shell with one indexed query',
      value: p95 / floor.p95,
      limit: AGAINST_FLOOR,
    }));
  },

  lines({ workers, seconds, pages: all }) {
    return [
      `${whole(workers)} workers. 10 connections, ${seconds} s each. The floor is a page in the same shell that does nothing but one indexed query under row level security.`,
      '',
      '| Page | p50 ms | p95 ms | Requests/s | p95 against the floor |',
      '|---|---|---|---|---|',
      ...all.map(
        ({ name, p50, p95, perSecond }) =>
          `| ${name} | ${p50} | ${fixed(p95, 1)} | ${whole(perSecond)} | ${fixed(p95 / all[0].p95)} × |`,
      ),
    ];
  },
};
