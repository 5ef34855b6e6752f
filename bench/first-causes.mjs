// When the first causes stand on the page of a file: it is asked for as the page itself asks, once a second from the
// upload's answer on, with the session of an officer.
import { performance } from 'node:perf_hooks';
import { setTimeout as sleep } from 'node:timers/promises';
import { apiOf } from './api.mjs';

const PAGE_ASKS_EVERY_MS = 1_000;
const COUNT = /class="cause__count">[^<]*?([\d.,]+)/g;

/** One row in fifty has a birth date that does not exist, one in seventy a NIK of 15 digits. */
export function sometimesWrong(person, i) {
  if (i % 50 === 0) return { ...person, birthDate: '1990-02-31' };
  return i % 70 === 0 ? { ...person, nik: person.nik.slice(0, 15) } : person;
}

/**
 * @returns seconds after the upload's answer until causes were first seen and until the rehearsal stood there; how often the page
 * was looked at after the first causes, how often their count had grown by then, and rows with causes at first and in the end
 */
export async function timeFirstCauses(underTest, { slug, path, fileName, cookie }) {
  const { call, upload } = apiOf(underTest, slug);
  // Connections that the server closed while the command blocked this process are noticed before they are used again.
  await sleep(500);
  const { id } = await upload(path, fileName);
  const began = performance.now();
  const seen = { first: null, ready: null, looks: 0, grew: 0, foundFirst: 0, found: 0 };
  while (seen.ready === null) {
    await sleep(PAGE_ASKS_EVERY_MS - ((performance.now() - began) % PAGE_ASKS_EVERY_MS));
    const html = await part(`${underTest.base}/w/${slug}/imports/${id}`, cookie);
    const seconds = (performance.now() - began) / 1000;
    const found = [...html.matchAll(COUNT)].reduce((sum, [, count]) => sum + Number(count.replace(/[.,]/g, '')), 0);
    if (!html.includes('hx-trigger="every')) seen.ready = seconds;
    if (found === 0) continue;
    if (seen.first === null) Object.assign(seen, { first: seconds, foundFirst: found });
    else {
      seen.looks++;
      if (found > seen.found) seen.grew++;
    }
    seen.found = found;
  }
  if (seen.first === null) throw new Error(`${fileName}: no causes on its page`);
  await call('DELETE', `/roster-imports/${id}`);
  return seen;
}

async function part(url, cookie) {
  const answer = await fetch(url, { headers: { cookie, accept: 'text/html', 'HX-Request': 'true' } });
  const html = await answer.text();
  if (answer.status !== 200) throw new Error(`${url}: ${answer.status}`);
  return html;
}
