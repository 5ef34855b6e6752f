import { expectedWork, megabytes, thousands, type ExpectedWork, type Paces, type WorkFacts } from './estimate.rules.js';

export type WorkStep = 'open' | 'read' | 'plan' | 'apply';

/** What can be seen of a file from outside while somebody works on it. */
export interface Glance {
  state: WorkFacts['state'];
  bytesRead: number;
  rowsRead: number;
  rows: number | null;
  touched: number | null;
  format: string | null;
}

/** What one step of a file took: seconds a unit, under the name of `Paces`. */
export interface Measured {
  work: string;
  perUnit: number;
}

/** Before this much is known, an estimate would only be a guess. */
const ENOUGH_SECONDS = 2;
const ENOUGH_SHARE = 0.02;
/** Speed is that of the last seconds: a machine that got busy is believed soon, a hiccup is not. */
const WINDOW_MS = 12_000;
/** From here on the file alone says how long it takes; before, what this machine did lately has a say. */
const FULL_TRUST_SHARE = 0.25;
/** Shorter steps measure the start of processes rather than the work. */
const WORTH_LEARNING_SECONDS = 2;
const WORTH_LEARNING_BYTES = 2e6;
const WORTH_LEARNING_ROWS = 5_000;
/** How much slower or faster than lately this machine may be right now. */
const LEAST_LOAD = 0.2;
const MOST_LOAD = 4;

/** Follows one run over a file: its step, the seconds it will still take, and what others can learn. It has no clock of its own. */
export class RunEstimate {
  readonly learnt: Measured[] = [];
  private step: WorkStep | null = null;
  private beganAt = 0;
  /** What reading this file takes as a whole, as far as known. */
  private readWhole: number | null = null;
  private samples: { at: number; share: number }[] = [];
  /** Something less than the whole file was seen to be read. */
  private reports = false;

  constructor(
    private readonly bytes: number,
    private readonly appliesItself: boolean,
    private readonly paces: Paces,
  ) {}

  /** @param at milliseconds, growing. @returns the step, and the seconds until a person has to look; null: nobody can say */
  see(glance: Glance, at: number): { step: WorkStep; left: number | null } {
    const step = this.stepOf(glance);
    if (step !== this.step) this.change(step, glance, at);
    const seconds = (at - this.beganAt) / 1000;
    return { step, left: this.left(step, glance, at, seconds) };
  }

  /** The run ended as it should: its last step is measured too. */
  end(glance: Glance, at: number): void {
    if (this.step) this.learn(this.step, glance, (at - this.beganAt) / 1000);
    this.step = null;
  }

  private stepOf({ state, bytesRead }: Glance): WorkStep {
    if (state === 'applying' || state === 'reversing' || state === 'applied') return 'apply';
    if (state === 'received' || state === 'reading' || state === 'mapping') return 'open';
    // Bytes of an earlier reading may stand there until the new one reports.
    if (bytesRead < this.bytes) this.reports = true;
    return state === 'ready' || (this.reports && bytesRead >= this.bytes) ? 'plan' : 'read';
  }

  private change(step: WorkStep, glance: Glance, at: number): void {
    const seconds = (at - this.beganAt) / 1000;
    if (this.step) this.learn(this.step, glance, seconds);
    if (this.step === 'read') this.readWhole = seconds;
    this.step = step;
    this.beganAt = at;
    this.samples = [];
  }

  private learn(step: WorkStep, { format, rowsRead, rows, touched }: Glance, seconds: number): void {
    if (seconds < WORTH_LEARNING_SECONDS || this.bytes < WORTH_LEARNING_BYTES) return;
    const note = (work: string, perUnit: number) => {
      if (Number.isFinite(perUnit) && perUnit > 0) this.learnt.push({ work, perUnit });
    };
    if (step === 'read') {
      note(`read:${format}`, seconds / megabytes(this.bytes));
      note(`rows:${format}`, thousands(rowsRead) / megabytes(this.bytes));
    }
    if (step === 'plan') note('plan', seconds / thousands(rows ?? rowsRead));
    if (step === 'apply' && touched !== null && touched >= WORTH_LEARNING_ROWS)
      note('apply', seconds / thousands(touched));
  }

  private left(step: WorkStep, glance: Glance, at: number, seconds: number): number | null {
    switch (step) {
      case 'open':
        return null;
      case 'read':
        return this.leftToRead(glance, at, seconds);
      case 'plan': {
        const { plan, apply } = this.rest(glance, glance.rowsRead);
        return add(still(plan, seconds), this.appliesItself ? apply : 0);
      }
      case 'apply':
        return still(expectedWork({ bytes: this.bytes, ...glance }, this.paces).apply, seconds);
    }
  }

  private leftToRead(glance: Glance, at: number, seconds: number): number | null {
    const share = Math.min(1, glance.bytesRead / this.bytes);
    const { read } = expectedWork({ bytes: this.bytes, ...glance }, this.paces);
    const own = this.ownWhole(share, at);
    // What this file does itself counts the more the further it has come. Speeds are mixed, not times: a standstill of a second is no forecast.
    const trust = Math.min(1, share / FULL_TRUST_SHARE);
    this.readWhole = own === null ? null : read === null ? own : 1 / (trust / own + (1 - trust) / read);
    const reading = this.readWhole === null ? still(read, seconds) : this.readWhole * (1 - share);
    const { plan, apply } = this.rest(glance, share >= ENOUGH_SHARE ? glance.rowsRead / share : null);
    return add(reading, plan, this.appliesItself ? apply : 0);
  }

  /** Seconds for the whole file at the speed of late, the start of the reader left out; null: too early to say. */
  private ownWhole(share: number, at: number): number | null {
    if (share <= 0) return null;
    this.samples = [...this.samples.filter((one) => one.share <= share), { at, share }];
    const isEnough = (from: { at: number; share: number } | undefined, milliseconds: number) =>
      from !== undefined && at - from.at >= milliseconds && share - from.share >= ENOUGH_SHARE;
    while (isEnough(this.samples[1], WINDOW_MS)) this.samples.shift();
    const [first] = this.samples;
    if (!first || !isEnough(first, ENOUGH_SECONDS * 1000)) return null;
    return (at - first.at) / 1000 / (share - first.share);
  }

  /** What comes after reading: by the pace of late, as busy as the machine is now; or in proportion to reading. */
  private rest({ format }: Glance, rows: number | null): Pick<ExpectedWork, 'plan' | 'apply'> {
    const facts = { bytes: this.bytes, format, rows, touched: rows };
    const lately = expectedWork(facts, this.paces);
    if (this.readWhole === null) return lately;
    const load = lately.read === null ? 1 : Math.min(MOST_LOAD, Math.max(LEAST_LOAD, this.readWhole / lately.read));
    const ofItself = expectedWork(facts, { [`read:${format}`]: this.readWhole / megabytes(this.bytes) });
    return {
      plan: this.paces.plan === undefined ? ofItself.plan : (lately.plan ?? 0) * load,
      apply: this.paces.apply === undefined ? ofItself.apply : (lately.apply ?? 0) * load,
    };
  }
}

/** What is left of an expectation. Once it has passed it was wrong: then there is no ground any more. */
function still(expected: number | null, seconds: number): number | null {
  return expected === null || seconds >= expected ? null : expected - seconds;
}

function add(...parts: (number | null)[]): number | null {
  return parts.some((part) => part === null) ? null : parts.reduce<number>((whole, part) => whole + (part ?? 0), 0);
}
