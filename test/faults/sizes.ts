const large = process.env.FAULTS === 'large';

/** Small under `npm test`, large under `npm run faults`; each can be given by itself. */
export const SIZES = {
  /** Rows of the files that are being read when something breaks. */
  rows: given('FAULT_ROWS', 10_000, 100_000),
  /** Random moments at which a worker is killed. */
  kills: given('FAULT_KILLS', 2, 20),
  /** Megabytes of the upload during which the web process is killed. */
  uploadMb: given('FAULT_UPLOAD_MB', 8, 200),
  /** Rows of the files that two workspaces bring at the same moment. */
  rivals: given('FAULT_RIVALS', 5_000, 50_000),
  /** Rows of the file between whose rehearsal and application the database is lost. */
  restart: given('FAULT_RESTART', 2_000, 100_000),
  /** Rows of the file for which a database's disk is too small. */
  disk: given('FAULT_DISK', 20_000, 100_000),
  /** Worker processes that are given the same message. */
  workers: given('FAULT_WORKERS', 2, 4),
} as const;

const { rows, kills, uploadMb, restart, disk, rivals, workers } = SIZES;

/** With what each fault was tried, by its number in the matrix or, where there are two of them, by its words. */
export const TRIED_WITH: Readonly<Record<string, string>> = {
  1: `an upload of ${uploadMb} MB`,
  2: '20 rows',
  3: `${rows} rows a file, ${kills} random kills`,
  4: `${rows} rows a file`,
  5: `${rows} rows, ${workers} workers, 10 messages`,
  6: `${rows} rows`,
  7: '4 clerks, at least 12 uploads',
  8: '60 rows a file',
  9: `${disk} rows, a disk of 700 MB`,
  10: 'a disk of 4 MB, files of 6 MB',
  11: '17 and 24 requests at once',
  12: `${restart} rows`,
  13: '40 rows a file',
  14: `two files of ${rivals} rows`,
  15: '200 rows, 5 at once',
  16: '300 rows',
  17: '12 rows a file',
  'kill -9 of the PostgreSQL that npm start keeps': '60 rows',
};

/** Milliseconds for one test, and how many times longer than usual a large file may take. */
export const TIMEOUT = large ? 1_800_000 : 240_000;
export const SLOWER = large ? 10 : 1;
export const LARGE = large;

/** Same seed, same moments: it stands in the name of each test that uses chance. */
export const SEED = given('FAULT_SEED', 1, 1);

/** Numbers from 0 to 1, the same for the same seed. */
export function chance(seed: number): () => number {
  let state = seed * 2_654_435_761;
  return () => {
    state = (state * 1_664_525 + 1_013_904_223) % 4_294_967_296;
    return state / 4_294_967_296;
  };
}

function given(name: string, small: number, big: number): number {
  return Number(process.env[name] ?? (large ? big : small));
}
