// npm run bench [-- --quick]: measures on this machine, prints ratios against floors taken in the same run, and writes
// bench/RESULTS.md. --quick leaves out the million.
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { cpus, tmpdir, totalmem } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import pg from 'pg';
import { timeFloor, timeImport } from './import-speed.mjs';
import { writeWorkbook } from './make-workbook.mjs';
import { benchPlaces, writeRoster } from './make-roster.mjs';
import { signIn, timePages } from './page-speed.mjs';
import { startUnderTest } from './under-test.mjs';

const here = dirname(fileURLToPath(import.meta.url));
const quick = process.argv.includes('--quick');
const files = mkdtempSync(join(process.env.SINERGI_BENCH_DIR ?? tmpdir(), 'sinergi-bench-files-'));
const PASSWORD = 'ukur-kecepatan-dengan-jujur';
const EMAIL = 'ukur@contoh.test';
const lines = [];
const say = (text = '') => {
  process.stdout.write(`${text}\n`);
  lines.push(text);
};
const n = (value, digits = 2) => value.toFixed(digits);

say('# Results of `npm run bench`');
say();
say(
  `${new Date().toISOString().slice(0, 10)}, ${cpus().length} × ${cpus()[0].model}, ${Math.round(totalmem() / 2 ** 30)} GiB, Node ${process.version}, embedded PostgreSQL. Single runs; compare the ratios.`,
);
say();
const underTest = await startUnderTest(join(here, 'web-with-floor.mjs'));
try {
  underTest.run(['user', 'create', '--email', EMAIL, '--name', 'Bench'], PASSWORD);
  const registry = join(files, 'registry.csv');
  await writeRegistry(registry);
  workspace('agency', 'agensi-ukur');
  underTest.run(['registry', 'import', registry]);

  say('## Import: upload to applied, coverage current');
  say();
  say(
    '| File | Rows | Seconds | upload · check · apply | Floor: COPY | Ratio | Rows/s | Peak MB web · worker · reader |',
  );
  say('|---|---|---|---|---|---|---|---|');
  await measure('100.000 baris CSV', 100_000, 'csv', 'ukur-100k');
  await measure('100.000 baris XLSX', 100_000, 'xlsx', 'ukur-xlsx');
  if (!quick) {
    await measure('1.000.000 baris CSV', 1_000_000, 'csv', 'ukur-sejuta');
    await measure('the same list a month later, 95 % unchanged', 1_000_000, 'csv', 'ukur-sejuta', aMonthLater);
  }
  say();

  if (!quick) {
    await manyOthers();
    underTest.run(['member', 'add', '--workspace', 'ukur-sejuta', '--email', EMAIL, '--role', 'officer']);
    const cookie = await signIn(underTest.base, EMAIL, PASSWORD);
    const pages = await timePages(underTest, 'ukur-sejuta', cookie);
    say('## Pages at 1,000,000 workers in one workspace, 100 other workspaces present');
    say();
    say('10 connections, 10 s each. The floor is a page in the same shell that does nothing but one indexed query.');
    say();
    say('| Page | p50 ms | p95 ms | Requests/s | p95 against the floor |');
    say('|---|---|---|---|---|');
    for (const page of pages)
      say(
        `| ${page.name} | ${page.p50} | ${n(page.p95, 1)} | ${n(page.perSecond, 0)} | ${n(page.p95 / pages[0].p95)} × |`,
      );
  }
  writeFileSync(join(here, quick ? 'RESULTS-quick.md' : 'RESULTS.md'), `${lines.join('\n')}\n`);
} finally {
  await underTest.stop();
  rmSync(files, { recursive: true, force: true });
}

/** Every twentieth person earns more. */
function aMonthLater(person, i) {
  return i % 20 === 0 ? { ...person, wage: person.wage + 100_000 } : person;
}

async function measure(name, rows, format, slug, change) {
  if (!change) workspace('local_government', slug);
  const path = join(files, `${slug}.${format}`);
  if (format === 'csv') await writeRoster(path, rows, rows, change);
  else await writeWorkbook(path, rows, rows + 7);
  const run = await timeImport(underTest, { slug, path, fileName: `${slug}.${format}` });
  const floor = await timeFloor(underTest, slug);
  const { web, worker, reader } = run.peaks;
  say(
    `| ${name} | ${run.counts.rows} | ${n(run.seconds)} | ${n(run.upload)} · ${n(run.check)} · ${n(run.apply)} | ${n(floor)} | **${n(run.seconds / floor)} ×** | ${n(run.counts.rows / run.seconds, 0)} | ${n(web, 0)} · ${n(worker, 0)} · ${n(reader, 0)} |`,
  );
}

function workspace(kind, slug) {
  return underTest.run(['workspace', 'create', '--kind', kind, '--slug', slug, '--name', `Ukur ${slug}`]);
}

/** A hundred more workspaces with 5,000 workers each, copied by SQL: they only have to be there. */
async function manyOthers() {
  const client = new pg.Client({ connectionString: underTest.adminUrl() });
  await client.connect();
  try {
    await client.query(`insert into app.workspaces (kind, slug, name, data_key)
      select 'industry_association', 'lain-' || n, 'Lain ' || n, '\\x00' from generate_series(1, 100) n`);
    await client.query(`do $$ declare other record; begin
        for other in select id from app.workspaces where slug like 'lain-%' loop
          perform set_config('app.workspace_id', other.id::text, true);
          perform app.open_partition('app.workers');
          perform app.attach_partition('app.workers');
        end loop;
      end $$`);
    const { rows } = await client.query(`select string_agg(quote_ident(attname), ', ' order by attnum) as list,
        string_agg('w.' || quote_ident(attname), ', ' order by attnum) as given from pg_attribute
      where attrelid = 'app.workers'::regclass and attnum > 0 and not attisdropped and attname not in ('workspace_id', 'id')`);
    await client.query(`insert into app.workers (workspace_id, id, ${rows[0].list}) select o.id, uuidv7(), ${rows[0].given}
      from app.workspaces o cross join (select * from app.workers where workspace_id = (select id from app.workspaces where slug = 'ukur-100k') limit 5000) w
      where o.slug like 'lain-%'`);
    await client.query('analyze app.workers');
  } finally {
    await client.end();
  }
}

async function writeRegistry(path) {
  const { SyntheticPeople } = await import('../dist/demo/synthetic-people.js');
  const people = new SyntheticPeople(quick ? 100_000 : 1_000_000, benchPlaces());
  const out = ['NIK,NAMA,TANGGAL LAHIR,NO KPJ,SEGMEN,JKK,JKM,JHT,JP,JKP'];
  for (let i = 0; i < 300_000; i++) {
    const p = people.next();
    const until = i % 3 === 0 ? '2026-03' : '2027-06';
    out.push(`${p.nik},${p.name},${p.birthDate},${String(10_000_000_000 + i)},BPU,${until},${until},,,`);
  }
  writeFileSync(path, out.join('\n'));
}
