import { checking } from './commands/checking.js';
import { Usage, type Command } from './commands/command.js';
import { importing } from './commands/importing.js';
import { settingUp } from './commands/setting-up.js';
import { stopping } from './commands/stopping.js';
import { AppError } from './kernel/index.js';
import { start } from './processes/start.js';

const COMMANDS: Command[] = [...settingUp, ...importing, ...stopping, ...checking];

/** JSON on standard output, messages on standard error. Exit codes: 0 done, 1 failed or bad news, 2 called wrongly. */
async function main(args: string[]): Promise<number> {
  if (args[0] === 'start') {
    await start();
    return -1;
  }
  const command = COMMANDS.find(({ name }) => name.split(' ').every((word, i) => args[i] === word));
  if (!command)
    throw new Usage(args.length === 0 ? 'Which command?' : `Unknown command: ${args.slice(0, 2).join(' ')}`);
  const { output, exitCode } = await command.run(args.slice(command.name.split(' ').length));
  process.stdout.write(`${JSON.stringify(output, null, 2)}\n`);
  return exitCode ?? 0;
}

function explain(error: unknown): number {
  const parseError = error instanceof TypeError && 'code' in error && String(error.code).startsWith('ERR_PARSE_ARGS');
  if (error instanceof Usage || parseError) {
    process.stderr.write(
      `${(error as Error).message}\n\nCommands:\n${COMMANDS.map(({ usage }) => `  sinergi ${usage}`).join('\n')}\n`,
    );
    return 2;
  }
  if (error instanceof AppError)
    process.stderr.write(`${JSON.stringify({ code: error.code, params: error.params })}\n`);
  else process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
  return 1;
}

const code = await main(process.argv.slice(2)).catch(explain);
if (code >= 0) process.exit(code);
