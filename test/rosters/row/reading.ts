import { Findings } from '../../../src/rosters/row/findings.js';

export interface Reading<V> {
  value: V;
  causes: readonly string[];
  repairs: readonly string[];
}

/** Runs one reader and shows everything it found. */
export function reading<V>(read: (findings: Findings) => V): Reading<V> {
  const findings = new Findings();
  const value = read(findings);
  return { value, causes: findings.causes, repairs: findings.repairs };
}

export function fine<V>(value: V, ...repairs: string[]): Reading<V> {
  return { value, causes: [], repairs };
}

export function faulty<V>(value: V, ...causes: string[]): Reading<V> {
  return { value, causes, repairs: [] };
}
