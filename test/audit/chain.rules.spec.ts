import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { canonicalJson, ChainReader, GENESIS, linkHash, type ChainProblem } from '../../src/audit/chain.rules.js';
import type { AuditEvent } from '../../src/audit/event.js';

function chain(length: number): AuditEvent[] {
  const events: AuditEvent[] = [];
  for (let seq = 1; seq <= length; seq++) {
    const facts = {
      workspaceId: '0190a1b2-0000-7000-8000-000000000001',
      seq,
      at: new Date(Date.UTC(2026, 10, 23, 1, 2, seq)),
      action: 'workspaces.member.joined',
      outcome: 'done' as const,
      actorUserId: null,
      actorApiKeyId: null,
      actorLabel: 'admin@uji.test',
      address: '10.0.0.1',
      requestId: `r-${seq}`,
      subjectType: 'user',
      subjectId: String(seq),
      detail: { role: 'viewer' },
    };
    const previousHash = events.at(-1)?.hash ?? GENESIS;
    events.push({ ...facts, previousHash, hash: linkHash(previousHash, facts) });
  }
  return events;
}

function problemsOf(events: AuditEvent[], checkpoints: AuditEvent[] = []): ChainProblem[] {
  const reader = new ChainReader(checkpoints.map(({ seq, hash }) => ({ seq, hash })));
  for (const event of events) reader.read(event);
  return reader.finish().problems;
}

describe('a chain of events', () => {
  it('is whole when nothing was done to it', () => {
    const events = chain(20);
    expect(problemsOf(events, [events[9] as AuditEvent, events[19] as AuditEvent])).toEqual([]);
    expect(problemsOf([])).toEqual([]);
  });

  it('shows which event was edited, whatever was edited', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 0, max: 9 }),
        fc.constantFrom<Partial<AuditEvent>>(
          { action: 'x' },
          { outcome: 'refused' },
          { actorLabel: 'somebody else' },
          { at: new Date(0) },
          { detail: { role: 'admin' } },
          { address: null },
          { subjectId: '0' },
          { requestId: '' },
        ),
        (at, change) => {
          const events = chain(10);
          events[at] = { ...(events[at] as AuditEvent), ...change };
          expect(problemsOf(events)).toEqual([{ seq: at + 1, kind: 'edited' }]);
        },
      ),
    );
  });

  it('shows an event that was edited and given a fitting hash, by the next link', () => {
    const events = chain(10);
    const forged = { ...(events[4] as AuditEvent), action: 'x' };
    events[4] = { ...forged, hash: linkHash(forged.previousHash, forged) };
    expect(problemsOf(events)).toEqual([{ seq: 6, kind: 'edited' }]);
  });

  it('shows that events in the middle or at the beginning are gone', () => {
    const events = chain(10);
    expect(problemsOf([...events.slice(0, 4), ...events.slice(6)])).toEqual([{ seq: 7, kind: 'missing' }]);
    expect(problemsOf(events.slice(1))).toEqual([{ seq: 2, kind: 'missing' }]);
  });

  it('shows a cut tail and a rewritten chain by a checkpoint', () => {
    const events = chain(10);
    expect(problemsOf(events.slice(0, 7), [events[9] as AuditEvent])).toEqual([{ seq: 10, kind: 'cut' }]);
    expect(problemsOf([], [events[9] as AuditEvent])).toEqual([{ seq: 10, kind: 'cut' }]);
    const rewritten = chain(10).map((event) => ({ ...event }));
    let previous: Buffer = GENESIS;
    for (const event of rewritten) {
      event.actorLabel = 'nobody';
      event.previousHash = previous;
      previous = event.hash = linkHash(previous, event);
    }
    expect(problemsOf(rewritten)).toEqual([]);
    expect(problemsOf(rewritten, [events[4] as AuditEvent])).toEqual([{ seq: 5, kind: 'rewritten' }]);
  });
});

describe('canonical JSON', () => {
  it('is the same however keys are ordered, and survives jsonb', () => {
    fc.assert(
      fc.property(fc.dictionary(fc.string(), fc.jsonValue()), (value) => {
        const shuffled = Object.fromEntries(Object.entries(value).reverse());
        expect(canonicalJson(shuffled)).toBe(canonicalJson(value));
        expect(JSON.parse(canonicalJson(value))).toEqual(JSON.parse(JSON.stringify(value)));
      }),
    );
  });
});
