// Between two measurements: jobs that follow an import are done, and the database is vacuumed and checkpointed, as it
// would be by itself in the hours between two files. So neither the product nor its floor pays for what came before.
import { setTimeout as sleep } from 'node:timers/promises';
import { tell } from './progress.mjs';

const PATIENCE_SECONDS = 900;

export async function settle(underTest) {
  const client = await underTest.connect();
  try {
    await jobsAreDone(client);
    await client.query('vacuum (analyze)');
    await client.query('checkpoint');
  } finally {
    await client.end();
  }
}

async function jobsAreDone(client) {
  for (let waited = 0; waited < PATIENCE_SECONDS; waited++) {
    const { rows } = await client.query(
      `select coalesce(string_agg(distinct name, ', '), '') as names from jobs.job
       where state = 'active' or (state in ('created', 'retry') and start_after <= now())`,
    );
    if (rows[0].names === '') return;
    if (waited % 30 === 29) tell(`still waiting for jobs: ${rows[0].names}`);
    await sleep(1_000);
  }
  tell('jobs did not end: measured beside them');
}
