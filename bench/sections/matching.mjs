// The product's own matcher over staged workers, as an import calls it, beside one plain hash join of the same tables.
import { performance } from 'node:perf_hooks';
import { fileURLToPath } from 'node:url';
import { MATCH_RESULT_COLUMNS, MATCH_STAGE_COLUMNS } from '../../dist/participants/index.js';
import { fixed, tell, whole } from '../progress.mjs';
import { settle } from '../settle.mjs';
import { makeWorkspace } from '../workspaces.mjs';

const TABLES = { stage: 'k', result: 'm', floor: 'f' };
const DATES = ['jkk_until', 'jkm_until', 'jht_until', 'jp_until', 'jkp_until'];
/** Of a hundred workers: in the registry; and of these, spelled otherwise, and born otherwise. */
const FOUND = 60;
const OTHER_SPELLING = 5;
const OTHER_BIRTH_DATE = 1;

export const matching = {
  title: 'Matching with the registry',

  async measure(underTest, { rows }) {
    const [workers, participants] = [rows(1_000_000), rows(10_000_000)];
    const { id: workspaceId } = makeWorkspace(underTest, 'cocok');
    const client = await underTest.connect();
    try {
      tell(`matching: making ${whole(participants)} participants`);
      await makeParticipants(client, participants);
      const tables = await makeStage(client, workers, participants);
      await settle(underTest);
      const floors = [await timeJoin(client, tables)];
      tell('matching: the product');
      await client.query(`truncate ${tables.result}; checkpoint`);
      const script = fileURLToPath(new URL('../match-staged.mjs', import.meta.url));
      const { seconds, counts } = underTest.script(script, [workspaceId, tables.stage, tables.result]);
      floors.push(await timeJoin(client, tables));
      const floor = Math.min(...floors);
      tell(`matching: ${fixed(seconds)} s, ${fixed(seconds / floor)} × its floor, ${JSON.stringify(counts)}`);
      return { workers, participants, seconds, counts, floor, slowerFloor: Math.max(...floors) };
    } finally {
      await client.end();
    }
  },

  targets({ workers, participants, seconds, floor }) {
    return [
      {
        what: `matching ${whole(workers)} workers with a registry of ${whole(participants)}`,
        floor: 'one `insert … select` that joins the same two tables by hash, no names compared',
        value: seconds / floor,
        limit: 2,
      },
    ];
  },

  lines({ workers, participants, seconds, counts, floor, slowerFloor }) {
    return [
      `\`Matcher.matchStaged\` of the product in a process of its own, commit included, beside an \`insert … select\` with one hash join of the same ${whole(workers)} and ${whole(participants)} rows with the same work_mem, taken before and after it (the quicker of both counts). Of the workers ${FOUND} % are in the registry; of these ${OTHER_SPELLING} % are spelled otherwise and ${OTHER_BIRTH_DATE} % born otherwise.`,
      '',
      '| Seconds | Floor (slower one) | Ratio | matched · absent · mismatch |',
      '|---|---|---|---|',
      `| ${fixed(seconds)} | ${fixed(floor)} (${fixed(slowerFloor)}) | **${fixed(seconds / floor)} ×** | ${whole(counts.matched)} · ${whole(counts.absent)} · ${whole(counts.mismatch)} |`,
    ];
  },
};

/** Keys as even as those of a keyed hash; names and sealed values as long as real ones. Its primary key is built at the end. */
async function makeParticipants(client, count) {
  await client.query(`set maintenance_work_mem = '1GB'`);
  await client.query('alter table registry.participants drop constraint participants_pkey');
  await client.query(
    `insert into registry.participants (extract_version, birth_date, jkk_until, jkm_until, match_index, name_key, segment, kpj, sealed)
     select 1, ${born('n')}, d, d, decode(md5(n::text), 'hex'), ${named('n')}, 'bpu',
       array[(10000000000 + n)::text], sha256(n::text::bytea) || sha256((-n)::text::bytea)
     from generate_series(1, $1::bigint) n
     cross join lateral (select case n % 3 when 0 then date '2026-03-31' else date '2027-06-30' end as d) until`,
    [count],
  );
  tell('matching: its primary key');
  await client.query('alter table registry.participants add primary key (match_index)');
}

/** @returns names of the tables, made as an import makes them */
async function makeStage(client, workers, participants) {
  const tables = {};
  for (const [name, letter] of Object.entries(TABLES)) {
    const table = `${letter}_${'0123456789abcdef'.repeat(2)}`;
    await client.query('select staging.open_table($1, $2)', [
      table,
      name === 'stage' ? MATCH_STAGE_COLUMNS : MATCH_RESULT_COLUMNS,
    ]);
    tables[name] = `staging.${table}`;
  }
  // Every so many of the participants, so that they are spread over the whole registry.
  await client.query(
    `insert into ${tables.stage} (worker_id, match_index, birth_date, name_key)
     select uuidv7(), decode(md5(case when is_found then p::text else 'absent' || w end), 'hex'),
       ${born('p')} + case when w % 100 < ${OTHER_BIRTH_DATE} then 1 else 0 end,
       case when w % 100 between 10 and ${9 + OTHER_SPELLING} then 'H ' else '' end || ${named('p')}
     from generate_series(1, $1::bigint) w
     cross join lateral (select w * ($2::bigint / $1::bigint) as p, w / 100 % 100 < ${FOUND} as is_found) one`,
    [workers, participants],
  );
  return tables;
}

const born = (n) => `date '1962-01-01' + (${n} % 15000)::int`;
const named = (n) => `'MADE UP ' || substr(md5((${n} / 7)::text), 1, 14)`;

async function timeJoin(client, { stage, floor }) {
  tell('matching: the floor');
  await client.query(`set work_mem = '192MB'; set enable_nestloop = off; set enable_mergejoin = off`);
  await client.query(`truncate ${floor}; checkpoint`);
  const began = performance.now();
  await client.query(
    `insert into ${floor} (worker_id, participant_id, ${DATES.join(', ')})
     select s.worker_id, p.id, ${DATES.map((date) => `p.${date}`).join(', ')}
     from ${stage} s left join registry.participants p on p.match_index = s.match_index`,
  );
  return (performance.now() - began) / 1000;
}
