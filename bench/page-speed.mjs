// Dashboard, worker list and search at a million workers, beside the floor page. Requests only to this machine.
import autocannon from 'autocannon';
import pg from 'pg';

const CONNECTIONS = 10;
const SECONDS = 10;

export async function timePages(underTest, slug, cookie) {
  const client = new pg.Client({ connectionString: underTest.adminUrl() });
  await client.connect();
  const { rows } = await client.query(
    `select id, name, name_key from app.workers where workspace_id = (select id from app.workspaces where slug = $1) and region = '3273' limit 1`,
    [slug],
  );
  await client.end();
  const [worker] = rows;
  const prefix = encodeURIComponent(worker.name.slice(0, 7));
  const pages = [
    ['floor: a page with one indexed query under RLS', `/w/${slug}/floor/${worker.id}`],
    ['dashboard', `/w/${slug}`],
    ['worker list', `/w/${slug}/workers`],
    ['worker list, one region not covered', `/w/${slug}/workers?region=3273&coverage=never`],
    ['search by name', `/w/${slug}/workers?q=${prefix}`],
    ['worker page', `/w/${slug}/workers/${worker.id}`],
  ];
  const results = [];
  for (const [name, path] of pages) {
    await shoot(underTest, path, cookie, 2);
    const r = await shoot(underTest, path, cookie, SECONDS);
    if (r.non2xx > 0) throw new Error(`${name}: ${r.non2xx} answers were not 2xx`);
    results.push({ name, p50: r.latency.p50, p95: r.p95, perSecond: r.requests.average });
  }
  return results;
}

/** autocannon's own table leaves the 95th of a hundred out, so it is taken from the answers themselves. */
async function shoot(underTest, path, cookie, duration) {
  const times = [];
  const running = autocannon({
    url: `${underTest.base}${path}`,
    connections: CONNECTIONS,
    duration,
    headers: { cookie, accept: 'text/html' },
  });
  running.on('response', (_client, _status, _bytes, milliseconds) => times.push(milliseconds));
  const result = await running;
  times.sort((a, b) => a - b);
  return { ...result, p95: times[Math.floor(times.length * 0.95)] ?? 0 };
}

/** Signs in as a person and gives the cookie. */
export async function signIn(base, email, password) {
  const page = await fetch(`${base}/sign-in`);
  const token = /name="_csrf" value="([^"]+)"/.exec(await page.text())[1];
  const before = page.headers
    .getSetCookie()
    .map((one) => one.split(';')[0])
    .join('; ');
  const answer = await fetch(`${base}/sign-in`, {
    method: 'POST',
    redirect: 'manual',
    headers: { cookie: before, origin: base, 'content-type': 'application/x-www-form-urlencoded' },
    body: new URLSearchParams({ _csrf: token, email, password, next: '/' }),
  });
  if (answer.status !== 303 && answer.status !== 302) throw new Error(`sign-in: ${answer.status}`);
  return answer.headers
    .getSetCookie()
    .map((one) => one.split(';')[0])
    .join('; ');
}
