import { createHash } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import type { ImportState } from '../../src/imports/index.js';
import { machineCalls, type ApiOptions } from '../support/application.js';
import { SLOWER } from './sizes.js';

export interface Said {
  id: string;
  state: ImportState;
  code?: string;
  seenBefore?: boolean;
  counts: Record<string, number> | null;
  causes: object[];
  failure: { code: string } | null;
}

export interface Answer {
  status: number;
  body: Said;
  replayed: boolean;
}

/** What a client was told to be kept: its import, and the hash of the bytes that it sent. */
export interface Acknowledged {
  id: string;
  sha256: string;
}

/** A program of a partner that uploads files with its key, and remembers what it was promised. */
export class Machine {
  readonly acknowledged: Acknowledged[] = [];

  constructor(
    private readonly origin: () => string,
    readonly key: string,
  ) {}

  async upload(text: string, idempotencyKey?: string): Promise<Answer> {
    const body = new FormData();
    body.set('file', new Blob([text]), 'daftar.csv');
    const answer = await this.call('POST', '', {
      body,
      headers: idempotencyKey ? { 'idempotency-key': idempotencyKey } : {},
    });
    if (answer.status === 202 || answer.status === 200)
      this.acknowledged.push({ id: answer.body.id, sha256: createHash('sha256').update(text).digest('hex') });
    return answer;
  }

  confirm(id: string): Promise<Answer> {
    return this.call('POST', `/${id}/confirmation`, { json: {} });
  }

  discard(id: string): Promise<Answer> {
    return this.call('DELETE', `/${id}`);
  }

  get(id: string): Promise<Answer> {
    return this.call('GET', `/${id}`);
  }

  private async call(method: string, path: string, options: ApiOptions = {}): Promise<Answer> {
    const answer = await machineCalls(this.origin()).api(this.key, method, `/api/v1/roster-imports${path}`, options);
    const body = (await answer.json()) as Said;
    return { status: answer.status, body, replayed: answer.headers.has('idempotent-replay') };
  }

  /** Waits until the file is in one of these states, also through outages. @throws Error with what it is in instead */
  async until(id: string, states: readonly ImportState[], seconds = 150): Promise<Said> {
    let last: Answer | null = null;
    for (const end = Date.now() + seconds * 1000 * SLOWER; Date.now() < end; await sleep(100)) {
      last = await this.get(id).catch(() => null);
      if (last?.status === 200 && states.includes(last.body.state)) return last.body;
    }
    throw new Error(`${JSON.stringify(last?.body)} instead of ${states.join(' or ')}`);
  }
}
