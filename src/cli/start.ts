/** What commands share: the configuration, the open database, and faults said plainly. */

import type { Config } from '../config.ts';
import { readConfig } from '../config.ts';
import { SetupError } from '../core/errors.ts';
import { redact } from '../log.ts';
import { type Opened, openAll } from '../set-up.ts';

/** Run a command on the database, then close it; sets the exit code and never leaves a stack trace to a user. */
export async function command(
  work: (opened: Opened, config: Config) => Promise<number | undefined>,
): Promise<void> {
  try {
    const config = readConfig();
    const opened = await openAll(config, { as: 'command', log: (line) => process.stderr.write(`${line}\n`) });
    try {
      process.exitCode = (await work(opened, config)) ?? 0;
    } finally {
      await opened.close();
    }
  } catch (error) {
    process.exitCode = 1;
    if (error instanceof SetupError)
      process.stderr.write(`${error.faults.map((f) => `- ${f}`).join('\n')}\n`);
    else process.stderr.write(`Lỗi: ${error instanceof Error ? redact(error.message) : 'không rõ'}\n`);
  }
}

/** `--name value` pairs and flags; what does not begin with -- is kept in order. */
export function readArgs(args: readonly string[]): { options: Map<string, string>; rest: string[] } {
  const options = new Map<string, string>();
  const rest: string[] = [];
  for (let i = 0; i < args.length; i++) {
    const arg = args[i] ?? '';
    if (!arg.startsWith('--')) {
      rest.push(arg);
      continue;
    }
    const equals = arg.indexOf('=');
    if (equals > 0) options.set(arg.slice(2, equals), arg.slice(equals + 1));
    else options.set(arg.slice(2), args[++i] ?? '');
  }
  return { options, rest };
}
