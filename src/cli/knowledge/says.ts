/** What the subcommands of `npm run knowledge` share: where they write, and how days and figures are said. */

export interface Out {
  /** one line to the reader */
  say(line: string): void;
  /** one line about trouble or progress */
  note(line: string): void;
}

/** Options with a value, flags, and the rest in order. */
export interface Args {
  readonly options: ReadonlyMap<string, string>;
  readonly rest: readonly string[];
}

/** `2024-10-23` -> `23/10/2024`. */
export const sayDay = (iso: string): string => iso.split('-').reverse().join('/');

/** `2024-10-23` or `23/10/2024` -> ISO day; null when it is no day of the calendar. */
export function readDay(text: string): string | null {
  const m = /^(\d{1,2})[/.-](\d{1,2})[/.-](\d{4})$/.exec(text.trim());
  const iso = m ? `${m[3]}-${m[2]?.padStart(2, '0')}-${m[1]?.padStart(2, '0')}` : text.trim();
  if (!/^\d{4}-\d{2}-\d{2}$/.test(iso)) return null;
  const day = new Date(`${iso}T00:00:00Z`);
  return !Number.isNaN(day.getTime()) && day.toISOString().startsWith(iso) ? iso : null;
}

export const percent = (part: number, of: number): string =>
  of === 0 ? '-' : `${Math.round((100 * part) / of)}%`;
