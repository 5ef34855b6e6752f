/** Something that is done with one person, and takes time. */
export type Act<T> = (person: T) => Promise<unknown>;

/** Share of pairs in which the first took longer, from 0 to 1: of each repeat. */
export interface Shares {
  /** Somebody who must not be told apart, beside nobody in particular. */
  pairs: number[];
  /** Nobody beside nobody, at the same time: what the machine does by itself. */
  control: number[];
}

export interface Quartets<T> {
  marked: T[];
  plain: T[];
  control: [T[], T[]];
}

/**
 * Times pairs in random order, pairs and control interleaved. Every list holds as many people as there are pairs in all.
 * @param random from 0 to 1, seeded
 */
export async function timePairs<T>(
  of: Quartets<T>,
  repeats: number,
  act: Act<T>,
  random: () => number,
): Promise<Shares> {
  const each = Math.floor(of.marked.length / repeats);
  const shares: Shares = { pairs: [], control: [] };
  for (let repeat = 0; repeat < repeats; repeat++) {
    const longer = { pairs: 0, control: 0 };
    for (let i = repeat * each; i < (repeat + 1) * each; i++) {
      const both = { pairs: [of.marked[i]!, of.plain[i]!], control: [of.control[0][i]!, of.control[1][i]!] } as const;
      const order = random() < 0.5 ? (['pairs', 'control'] as const) : (['control', 'pairs'] as const);
      for (const which of order) if (await firstIsLonger(both[which], act, random)) longer[which]++;
    }
    shares.pairs.push(longer.pairs / each);
    shares.control.push(longer.control / each);
  }
  return shares;
}

async function firstIsLonger<T>([first, second]: readonly [T, T], act: Act<T>, random: () => number): Promise<boolean> {
  if (random() < 0.5) return (await timed(act, first)) > (await timed(act, second));
  const other = await timed(act, second);
  return (await timed(act, first)) > other;
}

async function timed<T>(act: Act<T>, person: T): Promise<bigint> {
  const began = process.hrtime.bigint();
  await act(person);
  return process.hrtime.bigint() - began;
}

/** A real difference showed in 74 to 79 of 100 pairs (SECURITY 1.4), and a busy machine by itself in up to 57. */
const MEAN_FROM_HALF = 0.18;
const EACH_FROM_HALF = 0.1;

/**
 * Whether the time tells the marked from the plain: every repeat leans to the same side, all together clearly, and more
 * than the control ever does. No length of time is judged, so a slow machine does not matter.
 */
export function tellsApart({ pairs, control }: Shares): boolean {
  const fromHalf = pairs.map((share) => share - 0.5);
  const side = Math.sign(fromHalf[0] ?? 0);
  if (!fromHalf.every((lean) => lean * side >= EACH_FROM_HALF)) return false;
  const mean = Math.abs(fromHalf.reduce((sum, lean) => sum + lean, 0) / fromHalf.length);
  const widest = Math.max(...control.map((share) => Math.abs(share - 0.5)));
  return mean >= MEAN_FROM_HALF && mean > widest;
}

/** Numbers from 0 to 1, the same for the same seed. */
export function seeded(seed: number): () => number {
  let state = seed;
  return () => (state = (state * 48271) % 2147483647) / 2147483647;
}
