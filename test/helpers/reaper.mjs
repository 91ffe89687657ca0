/**
 * Cleans up after a test run, however it ends: told on stdin which processes and folders are the run's
 * (`{"pid": 1}` or `{"folder": "/…"}`, one a line), it waits for stdin to end (also by kill -9 of the run),
 * ends the processes and removes the folders.
 */
import { rm } from 'node:fs/promises';
import { createInterface } from 'node:readline';
import { setTimeout as sleep } from 'node:timers/promises';

const pids = [];
const folders = [];
for await (const line of createInterface({ input: process.stdin })) {
  const { pid, folder } = JSON.parse(line);
  if (pid) pids.push(pid);
  if (folder) folders.push(folder);
}
for (const [signal, patience] of [
  ['SIGINT', 5_000],
  ['SIGKILL', 2_000],
]) {
  for (const pid of pids.filter(alive)) process.kill(pid, signal);
  for (const begun = performance.now(); pids.some(alive) && performance.now() - begun < patience; )
    await sleep(20);
}
for (const folder of folders)
  await rm(folder, { recursive: true, force: true, maxRetries: 5, retryDelay: 100 });

function alive(pid) {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
}
