/** A command that was called wrongly: exit code 2. */
export class Usage extends Error {}

export interface Command {
  /** Words that call it, e.g. `roster import`. */
  name: string;
  usage: string;
  /** What it prints on standard output as JSON; messages go to standard error. */
  run(args: string[]): Promise<CommandResult>;
}

export interface CommandResult {
  output: unknown;
  /** 1: it ran and the answer is bad news. */
  exitCode?: 0 | 1;
}

export function required(value: string | undefined, name: string): string {
  if (!value) throw new Usage(`${name} is missing`);
  return value;
}

export function oneOf<T extends string>(value: string | undefined, allowed: readonly T[], name: string): T {
  const found = allowed.find((item) => item === value);
  if (!found) throw new Usage(`${name} must be one of: ${allowed.join(', ')}`);
  return found;
}
