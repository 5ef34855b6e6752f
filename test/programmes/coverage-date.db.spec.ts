import { afterAll, beforeAll, expect, it } from 'vitest';
import {
  coverageStatus,
  coverageStatusSql,
  protectedByAll,
  protectedByAllSql,
  protectedUntil,
  protectedUntilSql,
} from '../../src/programmes/index.js';
import { openTestDatabase, type TestDatabase } from '../support/database.js';

const DATES = [null, '-infinity', '2025-12-31', '2026-10-31', '2026-11-30', '2026-12-31'];
const DAYS = ['2026-10-31', '2026-11-01', '2026-11-30', '2026-12-31', '2027-01-01'];

let db: TestDatabase;
beforeAll(async () => {
  db = await openTestDatabase();
});
afterAll(() => db.close());

it('SQL and code give every date the same status on every day', async () => {
  const rows = await db.admin<{ until: string | null; day: string; status: string }>(
    `select u::text as until, d::text as day, ${coverageStatusSql('u', 'd')} as status
     from unnest($1::date[]) u cross join unnest($2::date[]) d`,
    [DATES, DAYS],
  );
  expect(rows).toHaveLength(DATES.length * DAYS.length);
  for (const { until, day, status } of rows) expect(status, `${until} on ${day}`).toBe(coverageStatus(until, day));
});

it('SQL and code agree on protection by two and by three programmes', async () => {
  const rows = await db.admin<{ a: string | null; b: string | null; c: string | null; two: string; three: string }>(
    `select a::text, b::text, c::text, (${protectedUntilSql('w')})::text as two,
       (${protectedByAllSql(['a', 'b', 'c'])})::text as three
     from unnest($1::date[]) a cross join unnest($1::date[]) b cross join unnest($1::date[]) c
     cross join lateral (select a as jkk_until, b as jkm_until) w`,
    [DATES],
  );
  expect(rows).toHaveLength(DATES.length ** 3);
  for (const { a, b, c, two, three } of rows) {
    expect(two, `${a} ${b}`).toBe(protectedUntil(a, b));
    expect(three, `${a} ${b} ${c}`).toBe(protectedByAll([a, b, c]));
  }
});
