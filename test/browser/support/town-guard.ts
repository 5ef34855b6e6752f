import { systemActor } from '../../../src/kernel/index.js';
import { ALARM_KINDS } from '../../../src/participants/guard/alarm.rules.js';
import { Canaries } from '../../../src/participants/guard/canaries.js';
import { csv, lineOf, people } from '../../imports/roster-files.js';
import type { TestApplication } from '../../support/application.js';
import type { TestWorkspace } from '../../support/builders.js';
import { FileDesk } from './file-desk.js';

const DETAIL = {
  added: 5000,
  left: 12,
  found: 480,
  of: 500,
  mismatch: 61,
  leftSoon: 22,
  leftSoonKnown: 9,
  reversals: 2,
  reversed: 640,
};

/** Alarms of every kind, a decoy, and a file that waits for the allowance: @returns its id */
export async function keepWatch(test: TestApplication, agency: TestWorkspace, partner: TestWorkspace): Promise<string> {
  const actor = { ...systemActor('-', agency.id), label: 'petugas@bpjs.test' };
  await test.app
    .get(Canaries, { strict: false })
    .register(actor, '3273015504900077', 'Disisipkan dalam daftar bulan Mei');
  await test.db.admin(
    `insert into registry.alarms (workspace_id, kind, subject, detail, times, state, note, settled_label, settled_at)
     select $1, kind, 'town', $3, n, case n when 1 then 'settled' else 'open' end, case n when 1 then 'Sudah ditelepon, salah berkas.' end,
       case n when 1 then 'petugas@bpjs.test' end, case n when 1 then now() end
     from unnest($2::text[]) with ordinality as k (kind, n)`,
    [partner.id, ALARM_KINDS, JSON.stringify(DETAIL)],
  );
  await test.db.admin(
    `insert into app.nik_allowances (workspace_id, size, per_day, valid_from, valid_until, reason, granted_label)
     values ($1, 300, 10, '2026-01-01', null, 'Anggota menurut AD/ART', 'petugas@bpjs.test'),
       ($1, 400, null, '2026-01-02', '2026-01-31', 'Kampanye Januari', 'petugas@bpjs.test')`,
    [partner.id],
  );
  const { id } = await new FileDesk(test, partner.id).upload('terlalu-banyak.csv', csv(people(40, 77).map(lineOf)));
  return id;
}
