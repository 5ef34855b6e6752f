// Dashboard, worker list and search, beside the floor page. Requests only to this machine.
import autocannon from 'autocannon';

const CONNECTIONS = 10;
const SECONDS = 10;

export async function timePages(underTest, slug, cookie, seconds = SECONDS) {
  const client = await underTest.connect();
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
    await shoot(underTest, path, cookie, Math.min(2, seconds));
    const r = await shoot(underTest, path, cookie, seconds);
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
