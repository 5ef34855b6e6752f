import { limits } from '../limits.js';
import type { Delimiter, Quote } from '../table.js';
import { Unreadable } from '../unreadable.js';
import { DelimitedScanner } from './scan.js';

export interface FoundDialect {
  delimiter: Delimiter;
  quote: Quote;
  padded: boolean;
  /** A second delimiter explains the text nearly as well. */
  rivals: Delimiter[];
}

const delimiters: Delimiter[] = [',', ';', '\t', '|'];

/**
 * Finds delimiter and quote from the first records. `text` should end at a line end. A line `sep=;`, which Excel
 * obeys, decides. `known` pulls towards the reading in which the caller's own column names appear.
 */
export function findDialect(text: string, known: (text: string) => boolean = () => false): FoundDialect {
  const told = /^\uFEFF?sep=([,;\t|])\r?\n/i.exec(text)?.[1] as Delimiter | undefined;
  const scored = delimiters
    .filter((delimiter) => told === undefined || told === delimiter)
    .map((delimiter) => ({ delimiter, ...bestReading(text, delimiter, known) }))
    .sort((a, b) => b.score - a.score);
  const [best, ...others] = scored as [(typeof scored)[0], ...typeof scored];
  const rivals = others.filter((other) => other.score > 0 && other.score >= best.score * 0.93);
  return {
    delimiter: best.score > 0 ? best.delimiter : (told ?? ','),
    quote: best.quote,
    padded: best.padded,
    rivals: rivals.map((rival) => rival.delimiter),
  };
}

interface Reading {
  quote: Quote;
  padded: boolean;
  score: number;
}

function bestReading(text: string, delimiter: Delimiter, known: (text: string) => boolean): Reading {
  const plain = read(text, delimiter, '"', false);
  const readings: Reading[] = [{ quote: '"', padded: false, score: score(plain, delimiter, known) }];
  if (plain.some((cells) => cells.some((cell) => /^ +"/.test(cell)))) {
    readings.push({
      quote: '"',
      padded: true,
      score: score(read(text, delimiter, '"', true), delimiter, known) * 1.01,
    });
  }
  if (usesApostrophes(plain)) {
    readings.push({
      quote: "'",
      padded: false,
      score: score(read(text, delimiter, "'", false), delimiter, known) * 1.01,
    });
  }
  return readings.reduce((best, reading) => (reading.score > best.score ? reading : best));
}

/** Cells in apostrophes on both sides. An apostrophe only in front is how Excel users write NIKs. */
function usesApostrophes(records: string[][]): boolean {
  const cells = records.flat();
  const opened = cells.filter((cell) => cell.startsWith("'")).length;
  const closed = cells.filter((cell) => cell.length > 1 && cell.startsWith("'") && cell.endsWith("'")).length;
  return closed >= 2 && closed >= opened * 0.5 && !cells.some((cell) => cell.startsWith('"'));
}

export function read(text: string, delimiter: string, quote: string, padded: boolean): string[][] {
  const records: string[][] = [];
  const scanner = new DelimitedScanner({ delimiter, quote, padded, expectedWidth: 0 }, (cells, _kinds, width) => {
    records.push(cells.slice(0, width));
    return records.length < limits.previewRecords;
  });
  try {
    scanner.write(text);
    scanner.end();
  } catch (error) {
    // What was read up to the fault still counts; the fault itself is reported when the file is read.
    if (!(error instanceof Unreadable)) throw error;
  }
  return records;
}

function score(all: string[][], delimiter: Delimiter, known: (text: string) => boolean): number {
  const records = all.filter((cells) => cells.some((cell) => cell.trim() !== ''));
  if (records.length === 0) return 0;
  const tally = new Map<number, number>();
  for (const { length } of records) tally.set(length, (tally.get(length) ?? 0) + 1);
  const [width, count] = [...tally]
    .filter(([w]) => w > 1)
    .sort((a, b) => b[1] * Math.log(b[0] + 1) - a[1] * Math.log(a[0] + 1))[0] ?? [1, 0];
  if (width === 1) return 0;
  const cells = records.flat();
  const clean = cells.filter((cell) => isClean(cell, delimiter)).length / cells.length;
  const named = Math.max(...records.slice(0, 50).map((record) => record.filter((cell) => known(cell)).length));
  return (count / records.length) * clean ** 2 * (1 - 1 / (width + 1)) * (1 + (named > 1 ? named : 0));
}

/** A cell that still holds another delimiter without a blank after it was probably cut at the wrong one. */
function isClean(cell: string, delimiter: Delimiter): boolean {
  if (cell.length > 500) return false;
  for (const other of delimiters) {
    if (other === delimiter || !cell.includes(other)) continue;
    if (other !== ',') return false;
    if (!/^[\s\dRp.,%$€+-]*$/i.test(cell) && /,\S/.test(cell)) return false;
  }
  return true;
}
