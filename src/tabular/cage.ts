import type { ChildProcess } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { PassThrough, pipeline, type Readable } from 'node:stream';
import { launch } from './cage-launch.js';
import { isUnreadableCode, Unreadable, type UnreadableParams } from './unreadable.js';

export interface CageLimits {
  /** Resident memory of the child; its heap gets three quarters of it. */
  memoryMb: number;
  /** From start to exit. */
  seconds: number;
  /** Without any message, while nobody keeps the child waiting by not reading its output. */
  idleSeconds: number;
}

export interface CageOptions {
  /** A module that calls `cagedWork`. `.js` names find their `.ts` under tests. */
  module: URL | string;
  /** Sent to the child by IPC. When it has a `path`, that file may be read. */
  input: object;
  onMessage?: (message: unknown) => void;
  /** 'pipe': the child's standard output is a stream here. Otherwise it is thrown away. */
  stdout?: 'pipe';
  limits: CageLimits;
  /** More files the child may read. */
  reads?: string[];
  /** A child of this module that waits for its input; where it has died, another is started. */
  waiting?: WaitingCage | undefined;
  signal?: AbortSignal;
}

/** A child that was started before it is known what it has to do. */
export interface WaitingCage {
  readonly child: ChildProcess;
  isReady: boolean;
}

export interface CagedRun {
  /** Only with `stdout: 'pipe'`. */
  stdout: Readable;
  pid: number | undefined;
  /**
   * Settles when the child has ended and its output is closed. Rejects with the child's own Unreadable, with
   * file.time, file.memory or file.crash, or with the signal's reason.
   */
  finished: Promise<void>;
  kill(): void;
}

/** What the child says to the cage. */
export type CageMessage =
  | { cage: 'ready' }
  | { cage: 'message'; body: unknown }
  | { cage: 'refused'; code: string; params: UnreadableParams }
  | { cage: 'failed'; reason: string }
  | { cage: 'done' };

const living = new Set<ChildProcess>();

/** Process numbers of the cages that are open now. */
export function livingReaders(): number[] {
  return [...living].flatMap(({ pid }) => pid ?? []);
}

process.on('exit', () => {
  for (const child of living) child.kill('SIGKILL');
});

const watchMs = 100;

/**
 * Starts a child ahead: loading its modules takes longer than most files. It does nothing until `runCaged` gets it.
 * @param path the file that it may read
 * @param loads more modules of the program that it will need
 */
export function openCage(
  options: Pick<CageOptions, 'module' | 'limits'> & { path: string; loads: string[] },
): WaitingCage {
  const { module, limits, path, loads } = options;
  const child = launch({ module, stdout: true, memoryMb: limits.memoryMb, reads: [path], loads });
  living.add(child);
  const waiting: WaitingCage = { child, isReady: false };
  child.once('message', () => (waiting.isReady = true));
  child.once('error', () => living.delete(child));
  child.once('close', () => living.delete(child));
  return waiting;
}

/** Runs work on an untrusted file in a process of its own, with limits on memory and time. */
export function runCaged(options: CageOptions): CagedRun {
  const { limits, signal } = options;
  const path = (options.input as { path?: unknown }).path;
  const reads = [...(options.reads ?? []), ...(typeof path === 'string' ? [path] : [])];
  const waiting = options.waiting?.child.connected ? options.waiting : null;
  const stdout = options.stdout === 'pipe';
  const child = waiting?.child ?? launch({ module: options.module, stdout, memoryMb: limits.memoryMb, reads });
  living.add(child);
  let failure: unknown = null;
  let done = false;
  let active = Date.now();
  let complaint = '';
  const kill = (reason: unknown) => {
    failure ??= reason;
    child.kill('SIGKILL');
  };
  const watch = setInterval(() => {
    if (child.stdout && child.stdout.readableLength > 0) active = Date.now();
    if (Date.now() - active > limits.idleSeconds * 1_000)
      kill(new Unreadable('file.time', { seconds: limits.idleSeconds }));
    if (residentMb(child.pid) > limits.memoryMb) kill(new Unreadable('file.memory', { limit: limits.memoryMb }));
  }, watchMs);
  const wall = setTimeout(() => kill(new Unreadable('file.time', { seconds: limits.seconds })), limits.seconds * 1_000);
  const abort = () => kill(signal?.reason);
  signal?.addEventListener('abort', abort, { once: true });
  if (signal?.aborted) abort();
  // Read from the first moment on: what nobody reads yet when a child ends, Node throws away.
  const output = child.stdout && pipeline(child.stdout, new PassThrough(), () => undefined);
  // Whoever reads it hears of its errors; while nobody does yet, they must not end the process.
  output?.on('error', () => undefined);
  const begin = () => child.send(options.input, () => undefined);
  if (waiting?.isReady) begin();
  child.stderr?.on('data', (text: Buffer) => (complaint = (complaint + text.toString('latin1')).slice(-8_192)));
  child.on('message', (message: CageMessage) => {
    active = Date.now();
    if (message.cage === 'ready') begin();
    else if (message.cage === 'done') done = true;
    else if (message.cage === 'refused') failure ??= refusal(message.code, message.params);
    else if (message.cage === 'failed') failure ??= new Unreadable('file.crash', {}, new Error(message.reason));
    else if (failure === null) deliver(options, message.body, kill);
  });
  const finished = new Promise<void>((resolve, reject) => {
    const settle = (exit: string) => {
      clearInterval(watch);
      clearTimeout(wall);
      signal?.removeEventListener('abort', abort);
      living.delete(child);
      if (failure === null && done) resolve();
      else reject(failure ?? died(complaint, exit, limits));
    };
    child.on('error', (error) => settle(error.message));
    child.on('close', (code, killedBy) => settle(`exit ${killedBy ?? code}`));
  });
  // Whoever holds `finished` sees the rejection; whoever has not yet attached must not end the process.
  finished.catch(() => undefined);
  return {
    stdout: output ?? (child.stdout as unknown as Readable),
    pid: child.pid,
    finished,
    kill: () => kill(new Unreadable('file.crash')),
  };
}

function deliver(options: CageOptions, body: unknown, kill: (reason: unknown) => void): void {
  try {
    options.onMessage?.(body);
  } catch (error) {
    kill(error);
  }
}

function refusal(code: string, params: UnreadableParams): Unreadable {
  return isUnreadableCode(code) ? new Unreadable(code, params) : new Unreadable('file.crash', {}, new Error(code));
}

function died(complaint: string, exit: string, limits: CageLimits): Unreadable {
  if (/heap out of memory|Allocation failed|ERR_STRING_TOO_LONG|Array buffer allocation/i.test(complaint)) {
    return new Unreadable('file.memory', { limit: limits.memoryMb });
  }
  return new Unreadable('file.crash', {}, new Error(`${exit} ${withoutNumbers(complaint).slice(-1_000)}`));
}

/** A crash report may quote the file: long numbers could be somebody's. */
export function withoutNumbers(text: string): string {
  return text.replace(/\d{5,}/g, '#');
}

/** 0 where the system does not tell; the heap limit still holds there. */
function residentMb(pid: number | undefined): number {
  try {
    const status = readFileSync(`/proc/${pid}/status`, 'latin1');
    return Number(/VmRSS:\s+(\d+) kB/.exec(status)?.[1] ?? 0) / 1_024;
  } catch {
    return 0;
  }
}
