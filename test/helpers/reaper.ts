/** The run's cleaner (reaper.mjs): one process, started with the first thing to clean up. */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';

export interface Reaper {
  /** these go when the run ends, even by kill -9 */
  add(what: { pid: number } | { folder: string }): void;
  /** clean up now */
  close(): Promise<void>;
}

export function makeReaper(): Reaper {
  const start = () => {
    const program = fileURLToPath(new URL('./reaper.mjs', import.meta.url));
    const child = spawn(process.execPath, [program], {
      detached: true,
      stdio: ['pipe', 'ignore', 'inherit'],
    });
    child.unref();
    return child;
  };
  let child: ReturnType<typeof start> | null = null;
  return {
    add: (what) => {
      child ??= start();
      child.stdin.write(`${JSON.stringify(what)}\n`);
    },
    close: async () => {
      if (child === null) return;
      child.ref();
      child.stdin.end();
      if (child.exitCode === null) await once(child, 'exit');
    },
  };
}
