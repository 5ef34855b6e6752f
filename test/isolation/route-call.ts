import type { Route } from '../../src/platform/web/index.js';
import type { TestApplication } from '../support/application.js';
import type { Browser } from '../support/browser-session.js';
import type { RouteEntry } from './route-entries.js';

/** An answer with what differs between any two requests taken out: when compared, all bytes count. */
export interface Answer {
  status: number;
  headers: Record<string, string>;
  body: string;
}

export type Caller = { browser: Browser } | { key: string | null };

export interface Call {
  route: Route;
  entry: RouteEntry;
  slug: string;
  id?: string;
  query?: string;
  headers?: Record<string, string>;
  withoutToken?: boolean;
}

export const isApi = (route: Route) => route.path.startsWith('/api/');
export const isUnsafe = (route: Route) => !['GET', 'HEAD'].includes(route.method);
export const nameOf = (route: Route) => `${route.method} ${route.path}`;

export function pathOf({ route, entry, slug, id, query }: Omit<Call, 'headers'>): string {
  const values: Record<string, string> = { workspace: slug, ...entry.params, ...(id === undefined ? {} : { id }) };
  const path = route.path.replace(/:([a-zA-Z]+)/g, (_, name: string) => {
    const value = values[name];
    if (value === undefined)
      throw new Error(`Say what :${name} is in the line of ${nameOf(route)} in route-entries.ts.`);
    return encodeURIComponent(value);
  });
  return query ? `${path}?${query}` : path;
}

export async function call(test: TestApplication, caller: Caller, asked: Call): Promise<Answer> {
  return 'browser' in caller ? asPerson(caller.browser, asked) : asMachine(test, caller.key, asked);
}

async function asMachine(test: TestApplication, key: string | null, asked: Call): Promise<Answer> {
  const { route, entry, headers = {} } = asked;
  const body = entry.upload ? { body: uploadForm(entry.upload) } : isUnsafe(route) ? { json: entry.body ?? {} } : {};
  const answer = await test.api(key, route.method, pathOf(asked), { headers, ...body });
  return { status: answer.status, headers: comparable(answer.headers), body: await answer.text() };
}

async function asPerson(browser: Browser, asked: Call): Promise<Answer> {
  const { route, entry, headers = {}, withoutToken = false } = asked;
  const path = pathOf(asked);
  if (!isUnsafe(route)) return plain(await browser.get(path, { headers }));
  const { method } = route;
  if (!entry.upload) return plain(await browser.post(path, entry.body ?? {}, { headers, withoutToken, method }));
  const token: Record<string, string> = withoutToken ? { 'x-csrf-token': '' } : {};
  return plain(await browser.upload(path, uploadForm(entry.upload), { ...headers, ...token }));
}

function plain({ status, headers, body }: { status: number; headers: Headers; body: string }): Answer {
  return { status, headers: comparable(headers), body };
}

function comparable(headers: Headers): Record<string, string> {
  const kept = [...headers].filter(([name]) => !['date', 'x-request-id', 'set-cookie', 'keep-alive'].includes(name));
  return Object.fromEntries(kept);
}

function uploadForm(fields: Record<string, string>): FormData {
  const form = new FormData();
  for (const [name, value] of Object.entries(fields)) form.set(name, value);
  form.set('file', new Blob([`NIK;Nama\n;contoh ${Math.random()}\n`]), 'daftar.csv');
  return form;
}
