/**
 * `deadline --rule KN2 --from 2026-11-19T09:00:00+07:00 [--variant complex]`: one JSON line.
 * `deadline --file f.jsonl`: for each line `{id, rule, from, variant?}` one line with its `id`, in order, as it is read.
 * A line that cannot be answered becomes `{id?, error}`, and the exit code is 1 in the end. Counts by the seed calendar;
 * no database is needed.
 */
import { once } from 'node:events';
import { createReadStream } from 'node:fs';
import { createInterface } from 'node:readline';
import { pathToFileURL } from 'node:url';
import { parseArgs } from 'node:util';
import { z } from 'zod';
import { seedHolidays } from '../law/holidays.ts';
import { type Calendar, createCalendar, type Due, due, LawError } from '../law/index.ts';

const Question = z.object({
  id: z.union([z.string(), z.number()]).optional(),
  rule: z.string().min(1),
  from: z.string().min(1),
  variant: z.string().optional(),
});
type Id = string | number;

/** An answer as printed; `id` stands first when the question had one. */
export type DeadlineLine = ({ readonly id?: Id } & Due) | { readonly id?: Id; readonly error: string };

const USAGE =
  'Dùng: deadline --rule KN2 --from 2026-11-19T09:00:00+07:00 [--variant complex], hoặc deadline --file cau-hoi.jsonl';

/** Answer one question (any JSON value). Never throws: what is wrong with it is said in `error`. */
export function answerDeadline(question: unknown, calendar: Calendar): DeadlineLine {
  const parsed = Question.safeParse(question);
  if (!parsed.success) {
    const faults = parsed.error.issues.map((issue) => issue.path.join('.') || 'dòng').join(', ');
    return { ...idOf(question), error: `Cần {id, rule, from} là chữ; sai ở: ${faults}.` };
  }
  const { rule, from, variant } = parsed.data;
  try {
    return { ...idOf(question), ...due(rule, from, calendar, variant === undefined ? {} : { variant }) };
  } catch (error) {
    if (error instanceof LawError) return { ...idOf(question), error: error.message };
    throw error;
  }
}

/** Answer one line of a file. */
export function answerDeadlineLine(line: string, calendar: Calendar): DeadlineLine {
  let question: unknown;
  try {
    question = JSON.parse(line.replace(/^\uFEFF/, ''));
  } catch {
    return {
      error: 'Dòng không phải JSON: viết {"id": …, "rule": "KN2", "from": "2026-11-19T09:00:00+07:00"}.',
    };
  }
  return answerDeadline(question, calendar);
}

function idOf(question: unknown): { id?: Id } {
  if (typeof question !== 'object' || question === null || !('id' in question)) return {};
  const { id } = question;
  return typeof id === 'string' || typeof id === 'number' ? { id } : {};
}

/**
 * Run the command.
 * @param write takes one line without its end; awaited, so a slow reader slows the reading
 * @returns exit code: 0, or 1 when any answer is an error
 */
export async function runDeadline(
  args: readonly string[],
  write: (line: string) => Promise<void>,
): Promise<0 | 1> {
  let failed = false;
  const print = async (answer: DeadlineLine) => {
    if ('error' in answer) failed = true;
    await write(JSON.stringify(answer));
  };
  const { file, rule, from, variant } = readArgs(args) ?? {};
  if (file === undefined && (rule === undefined || from === undefined)) {
    await print({ error: USAGE });
    return 1;
  }
  const calendar = createCalendar(seedHolidays());
  if (file === undefined) await print(answerDeadline({ rule, from, variant }, calendar));
  else {
    try {
      const lines = createInterface({
        input: createReadStream(file, 'utf8'),
        crlfDelay: Number.POSITIVE_INFINITY,
      });
      for await (const line of lines) if (line.trim() !== '') await print(answerDeadlineLine(line, calendar));
    } catch (error) {
      if (!isSystemError(error) || error.syscall === 'write') throw error;
      await print({ error: `Không đọc được tệp "${file}" (${error.code}).` });
    }
  }
  return failed ? 1 : 0;
}

function readArgs(args: readonly string[]) {
  const text = { type: 'string' } as const;
  try {
    return parseArgs({
      args: [...args],
      options: { rule: text, from: text, file: text, variant: text },
    }).values;
  } catch {
    return undefined;
  }
}

function isSystemError(error: unknown): error is NodeJS.ErrnoException {
  return error instanceof Error && 'code' in error;
}

async function main(): Promise<void> {
  // a reader such as `head` may leave early: nothing more to say then
  process.stdout.on('error', (error: NodeJS.ErrnoException) => process.exit(error.code === 'EPIPE' ? 0 : 1));
  process.exitCode = await runDeadline(process.argv.slice(2), async (line) => {
    if (!process.stdout.write(`${line}\n`)) await once(process.stdout, 'drain');
  });
}

if (process.argv[1] !== undefined && import.meta.url === pathToFileURL(process.argv[1]).href) await main();
