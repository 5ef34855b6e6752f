import { CoverageSnapshots, Figures } from '../../../src/coverage/index.js';
import type { Import } from '../../../src/imports/index.js';
import { CompareImport } from '../../../src/rosters/index.js';
import { MailDelivery } from '../../../src/platform/mail/delivery.js';
import { systemActor, WORKSPACE_KINDS, type WorkspaceKind } from '../../../src/kernel/index.js';
import { csv, lineOf, people } from '../../imports/roster-files.js';
import type { TestApplication } from '../../support/application.js';
import { aMember, aWorkspace, type TestWorkspace } from '../../support/builders.js';
import { linkTo } from '../../support/mailbox.js';
import { FileDesk } from './file-desk.js';
import { keepWatch } from './town-guard.js';

/** Everything that pages of the application may show: workspaces of each kind, files in every state, mails, a history. */
export interface Town {
  workspaces: Record<WorkspaceKind | 'empty', TestWorkspace>;
  workerId: string;
  /** Somebody who left. */
  formerId: string;
  memberId: string;
  mailId: string;
  invitationPath: string;
  resetPath: string;
  rosters: Record<RosterState, string>;
  extracts: Record<'applied' | 'ready', string>;
  /** A file of the union, for which there is no allowance left. */
  waiting: string;
}

type RosterState =
  'first' | 'applied' | 'ready' | 'leavers' | 'asks' | 'failed' | 'discarded' | 'reversed' | 'checking' | 'applying';

const NAMES: Record<WorkspaceKind | 'empty', string> = {
  agency: 'BPJS Ketenagakerjaan (data uji)',
  local_government: 'Pemerintah Kabupaten Bandung Barat (data uji)',
  industry_association: 'Asosiasi Pedagang Pasar (data uji)',
  labour_union: 'Serikat Pekerja Nelayan (data uji)',
  platform: 'Platform Antar (data uji)',
  empty: 'Kabupaten baru tanpa daftar (data uji)',
};
const PEOPLE = 300;

/** Made by the import itself. No worker may run meanwhile. */
export async function settleTown(test: TestApplication): Promise<Town> {
  const workspaces = await raiseWorkspaces(test);
  const extracts = await loadRegistry(test, workspaces.agency);
  const rosters = await loadRosters(test, workspaces.local_government);
  for (const [seed, kind] of (['industry_association', 'labour_union', 'platform'] as const).entries()) {
    const desk = new FileDesk(test, workspaces[kind].id);
    await desk.confirm(await desk.upload('daftar.csv', csv(people(PEOPLE, 40 + seed).map(lineOf))));
  }
  await makeHistory(test, workspaces);
  const [workerId = '', formerId = ''] = await test.db
    .admin<{ id: string }>(
      `select id from app.workers where workspace_id = $1 order by left_on nulls first, match_state = 'matched' desc, id`,
      [workspaces.local_government.id],
    )
    .then((rows) => [rows.at(0)?.id ?? '', rows.at(-1)?.id ?? '']);
  return {
    workspaces,
    extracts,
    rosters,
    waiting: await keepWatch(test, workspaces.agency, workspaces.labour_union),
    workerId,
    formerId,
    ...(await writeLetters(test, workspaces.local_government)),
  };
}

async function raiseWorkspaces(test: TestApplication): Promise<Town['workspaces']> {
  const made = {} as Town['workspaces'];
  for (const kind of [...WORKSPACE_KINDS, 'empty'] as const) {
    const slug = kind.replace('_', '-');
    const given = { slug, name: NAMES[kind], kind: kind === 'empty' ? ('local_government' as const) : kind };
    made[kind] = await aWorkspace(test.db, { ...given, regionCode: kind === 'local_government' ? '32.17' : undefined });
  }
  return made;
}

async function loadRegistry(test: TestApplication, { id }: TestWorkspace): Promise<Town['extracts']> {
  const desk = new FileDesk(test, id, 'registry');
  const applied = await desk.confirm(await desk.example('peserta.csv'));
  const ready = await desk.upload(
    'peserta-dua.csv',
    'NIK,NAMA,TANGGAL LAHIR,JKK,JKM\n123,TANPA NIK CONTOH,1985-12-28,2027-03,2027-03\n',
  );
  return { applied: applied.id, ready: ready.id };
}

async function loadRosters(test: TestApplication, { id }: TestWorkspace): Promise<Town['rosters']> {
  const desk = new FileDesk(test, id);
  const tidy = await desk.confirm(await desk.example('rapi.csv'));
  const next = await desk.confirm(await desk.example('bulan-depan.csv', 'snapshot'));
  const some = csv(people(20, 9).map(lineOf));
  const reversed = await desk.reverse(await desk.confirm(await desk.upload('dibatalkan.csv', some)));
  const asks = await desk.example('berantakan.xlsx');
  const discarded = await desk.discard(await desk.upload('dibuang.csv', csv(people(5, 10).map(lineOf))));
  const failed = await desk.upload('daftar.pdf', '%PDF-1.4 bukan tabel');
  const leavers = await desk.upload('daftar lengkap.csv', csv(people(5, 11).map(lineOf)), 'snapshot');
  const ready = await desk.example('salah.csv');
  const [checking, applying] = [await stoppedAt(test, desk, 'checking'), await stoppedAt(test, desk, 'applying')];
  for (const { id: fileId } of [tidy, next]) await test.app.get(CompareImport, { strict: false }).run(id, fileId);
  const files = { applied: next, ready, leavers, asks, failed, discarded, reversed, checking, applying };
  const states = Object.values(files).map(({ state }) => state);
  const expected = ['applied', 'ready', 'ready', 'mapping', 'failed', 'discarded', 'reversed', 'checking', 'applying'];
  if (`${states}` !== `${expected}` || tidy.created !== 200) throw new Error(`Files of the town are ${states}`);
  return Object.fromEntries(
    Object.entries({ ...files, first: tidy }).map(([name, file]) => [name, file.id]),
  ) as Town['rosters'];
}

/** A file in the middle of being worked on: nobody works here, so it stays there. */
async function stoppedAt(test: TestApplication, desk: FileDesk, state: 'checking' | 'applying'): Promise<Import> {
  const file = await desk.upload(`${state}.csv`, csv(people(5, state.length + 80).map(lineOf)));
  await test.db.admin('update app.imports set state = $2, bytes_read = file_size / 3, rows_read = 2 where id = $1', [
    file.id,
    state,
  ]);
  return Object.assign(file, { state });
}

async function makeHistory(test: TestApplication, workspaces: Town['workspaces']): Promise<void> {
  const snapshots = test.app.get(CoverageSnapshots, { strict: false });
  const { id } = workspaces.local_government;
  for (const day of ['2026-07-31', '2026-08-31', '2026-09-30', '2026-10-31']) await snapshots.takeFor(id, day);
  for (const workspace of Object.values(workspaces)) await snapshots.takeToday(workspace.id);
  const year = new Date().getFullYear();
  const entry = {
    region: '',
    sector: '',
    year,
    sourceDate: `${year}-01-31`,
    definition: 'jkk-jkm-v1',
    source: 'Angka uji',
  };
  const actor = { ...systemActor('browser', id), label: 'petugas@uji.test' };
  await test.db.unitOfWork.run({ role: 'app', workspaceId: id, actor }, () =>
    test.app.get(Figures, { strict: false }).enter(actor, [
      { ...entry, indicator: 'coverage_of_roster', value: 45 },
      { ...entry, indicator: 'eligible_workers', region: '3217', value: 64_000 },
    ]),
  );
}

/** By the forms, so that links and mails are those that people get. */
async function writeLetters(test: TestApplication, workspace: TestWorkspace) {
  const admin = await aMember(test.db, { workspace, role: 'admin' });
  const colleague = await aMember(test.db, { workspace, role: 'viewer', name: 'Rekan Uji' });
  const person = await test.signIn(admin.email);
  const base = `/w/${workspace.slug}`;
  await person.post(`${base}/members`, { email: 'baru@uji.test', role: 'officer' });
  await person.post(`${base}/api-keys`, { name: 'Sistem kepegawaian', role: 'viewer', days: '30' });
  await test.browser().post('/password-reset', { email: colleague.email });
  const paths = {
    invitationPath: await linkTo(test.db, 'baru@uji.test'),
    resetPath: await linkTo(test.db, colleague.email),
  };
  await test.app.get(MailDelivery, { strict: false }).deliverDue();
  const { body } = await test.browser().get('/dev/mail');
  const mailId = /\/dev\/mail\/([0-9a-f-]{36})/.exec(body)?.[1];
  if (!mailId) throw new Error('No mail is shown at /dev/mail');
  return { ...paths, memberId: colleague.memberId, mailId };
}
