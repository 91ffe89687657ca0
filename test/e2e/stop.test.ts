/** Real processes that are asked to stop, and started twice. */
import { afterEach, describe, expect, it } from 'vitest';
import { dataFolder, isAlive, pidIn } from '../embedded/tools.ts';
import { endAll, posts, question, replies, runToEnd, setting, startProgram } from './program.ts';

afterEach(endAll);

describe('asked to stop', () => {
  it('it finishes what is under way, ends, and what it did not begin is done by the next start', {
    timeout: 90_000,
  }, async () => {
    const { env, rows } = await setting();
    const program = await startProgram(env);
    const session = 'web-session-000003';
    await Promise.all(Array.from({ length: 20 }, (_, i) => posts(() => program, session, i, question(i))));
    program.child.kill('SIGTERM');
    // 0: it ended by itself; after 15 s it would have been ended with 1
    expect(await program.gone).toBe(0);
    expect(await rows(`SELECT 1 FROM outbox WHERE state = 'sending'`)).toEqual([]);
    const next = await startProgram(env);
    await expect.poll(() => rows(`SELECT 1 FROM inbox WHERE state = 'new'`), { timeout: 20_000 }).toEqual([]);
    const heard = await replies(next.url, session, 20);
    expect(heard.length).toBeGreaterThanOrEqual(20);
    next.child.kill('SIGINT');
    expect(await next.gone).toBe(0);
  });
});

describe('on the database that comes with it', () => {
  it('a second start on the same folder says why it cannot, harms nothing, and leaves no process behind', {
    timeout: 90_000,
  }, async () => {
    const dataDir = dataFolder();
    const first = await startProgram({ DATA_DIR: dataDir });
    await posts(() => first, 'web-session-000004', 1, 'xin chào');
    const second = await runToEnd({ DATA_DIR: dataDir });
    expect(second.code).toBe(1);
    expect(second.said).toMatch(/Chưa chạy được:\n {2}- .+/);
    const ready = await fetch(`${first.url}/readyz`);
    expect(ready.status).toBe(200);
    expect(await replies(first.url, 'web-session-000004', 1)).toHaveLength(1);

    // killed, then started again: no hand is needed, and what was said is still there
    await first.kill();
    const again = await startProgram({ DATA_DIR: dataDir });
    expect(await replies(again.url, 'web-session-000004', 1)).toHaveLength(1);
    const pid = pidIn(dataDir);
    again.child.kill('SIGTERM');
    expect(await again.gone).toBe(0);
    if (pid !== null) expect(isAlive(pid)).toBe(false);
  });
});
