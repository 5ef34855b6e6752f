/** Places at which a process can be made to die; test/faults uses them. */
export type Failpoint = 'file-stored' | 'import-entered';

/** Ends the process here, as a power cut would, when FAIL_AT names this place. Never in production. */
export function failpoint(place: Failpoint): void {
  if (process.env.FAIL_AT === place && process.env.NODE_ENV !== 'production') process.kill(process.pid, 'SIGKILL');
}
