import { CellMemo } from './cell-memo.js';
import type { Findings } from './findings.js';
import { lookupKey } from './lookup-key.js';

/** Whether the person works in this roster: `left` covers every way of leaving alive. */
export type RosterStatus = 'active' | 'inactive' | 'left' | 'deceased';

const BY_TEXT = new Map<string, RosterStatus>([
  ...named(
    'active',
    'AKTIF|ACTIVE|A|1|YA|Y|YES|TRUE|MASIH BEKERJA|BEKERJA|MASIH AKTIF|ANGGOTA AKTIF|PESERTA AKTIF|BARU|LAMA',
  ),
  ...named(
    'inactive',
    'TIDAK AKTIF|TDK AKTIF|NON AKTIF|NONAKTIF|INACTIVE|N|0|TIDAK|NO|FALSE|CUTI|SUSPEND|SUSPENDED|BEKU|DIBEKUKAN',
  ),
  ...named(
    'left',
    'KELUAR|BERHENTI|RESIGN|RESIGNED|MENGUNDURKAN DIRI|PHK|PENSIUN|PINDAH|LEFT|TERMINATED|EX|MANTAN|RETIRED|HABIS KONTRAK',
  ),
  ...named('deceased', 'MENINGGAL|MENINGGAL DUNIA|MD|WAFAT|ALM|ALMARHUM|ALMARHUMAH|DECEASED|DEAD'),
]);

/** How somebody is employed says that they are: such a column is read as active, with a note. */
const EMPLOYMENT: ReadonlySet<string> = new Set(
  (
    'TETAP|KONTRAK|PKWT|PKWTT|HARIAN|HARIAN LEPAS|BORONGAN|MAGANG|HONORER|HONOR|PARUH WAKTU|FULL TIME|PART TIME|FULLTIME|PARTTIME|' +
    'FREELANCE|MITRA|KARYAWAN TETAP|KARYAWAN KONTRAK|PEGAWAI TETAP|PEGAWAI KONTRAK|PERMANENT|CONTRACT|OUTSOURCING|NON ASN|MUSIMAN'
  ).split('|'),
);

export function statusReader(): CellMemo<RosterStatus | ''> {
  return new CellMemo<RosterStatus | ''>('', readStatus);
}

export function readStatus(text: string, findings: Findings): RosterStatus | '' {
  const key = text.length > 100 ? '' : lookupKey(text);
  const status = BY_TEXT.get(key);
  if (status) return status;
  if (EMPLOYMENT.has(key)) {
    findings.repair('status.employment');
    return 'active';
  }
  findings.cause('status.unreadable');
  return '';
}

function named(status: RosterStatus, texts: string): [string, RosterStatus][] {
  return texts.split('|').map((text) => [text, status]);
}
