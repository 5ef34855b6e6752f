import type { Role, WorkspaceKind } from '../kernel/index.js';

/** One password for all demo accounts. They exist only on databases that the demo was made on. */
export const DEMO_PASSWORD = 'gerobak-biru-lewat-jembatan';

export interface DemoWorkspace {
  kind: WorkspaceKind;
  slug: string;
  name: string;
  /** Dotted code. */
  region: string | null;
  workers: number;
  /** Regencies that its people live in, dotted codes. */
  places: readonly string[];
  /** Share of its people that the demo registry knows. */
  known: number;
}

export const AGENCY: DemoWorkspace = {
  ...{ kind: 'agency', slug: 'bpjs-contoh', name: 'BPJS Ketenagakerjaan (data contoh)', region: null },
  ...{ workers: 0, places: [], known: 0 },
};

export const PARTNERS: readonly DemoWorkspace[] = [
  {
    ...{
      kind: 'local_government',
      slug: 'pemda-contoh',
      name: 'Pemerintah Kabupaten Garut (data contoh)',
      region: '32.05',
    },
    ...{ workers: 50_000, places: ['32.05'], known: 0.46 },
  },
  {
    ...{
      kind: 'industry_association',
      slug: 'asosiasi-contoh',
      name: 'Asosiasi Pedagang Pasar (data contoh)',
      region: null,
    },
    ...{ workers: 3_000, places: ['32.73', '32.04', '32.17'], known: 0.35 },
  },
  {
    ...{ kind: 'labour_union', slug: 'serikat-contoh', name: 'Serikat Pekerja Nelayan (data contoh)', region: null },
    ...{ workers: 1_200, places: ['33.29', '33.28', '35.23'], known: 0.6 },
  },
  {
    ...{ kind: 'platform', slug: 'platform-contoh', name: 'Platform Antar (data contoh)', region: null },
    ...{ workers: 5_000, places: ['31.71', '31.74', '32.75', '36.71'], known: 0.7 },
  },
];

export interface DemoAccount {
  email: string;
  name: string;
  memberships: readonly (readonly [slug: string, role: Role])[];
  about: string;
}

/** Addresses of a domain that cannot exist. */
export const DEMO_ACCOUNTS: readonly DemoAccount[] = [
  {
    ...{ email: 'petugas@pemda.contoh.test', name: 'Petugas Pemda (contoh)' },
    ...{ memberships: [['pemda-contoh', 'officer']], about: 'district government, officer: uploads rosters' },
  },
  {
    ...{ email: 'admin@pemda.contoh.test', name: 'Admin Pemda (contoh)' },
    ...{
      memberships: [
        ['pemda-contoh', 'admin'],
        ['asosiasi-contoh', 'viewer'],
      ],
      about: 'district government, admin (and viewer of the association)',
    },
  },
  {
    ...{ email: 'sekretaris@asosiasi.contoh.test', name: 'Sekretaris Asosiasi (contoh)' },
    ...{ memberships: [['asosiasi-contoh', 'admin']], about: 'industry association, admin' },
  },
  {
    ...{ email: 'pengurus@serikat.contoh.test', name: 'Pengurus Serikat (contoh)' },
    ...{ memberships: [['serikat-contoh', 'admin']], about: 'labour union, admin' },
  },
  {
    ...{ email: 'admin@platform.contoh.test', name: 'Admin Platform (contoh)' },
    ...{ memberships: [['platform-contoh', 'admin']], about: 'gig platform, admin' },
  },
  {
    ...{ email: 'petugas@bpjs.contoh.test', name: 'Petugas BPJS (contoh)' },
    ...{ memberships: [['bpjs-contoh', 'admin']], about: 'the agency: registry, national view, workspaces' },
  },
];
