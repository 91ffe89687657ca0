/** Real processes, really killed while messages flow. */
import { afterEach, describe, expect, it } from 'vitest';
import { testPrefix, testRedisUrl } from '../helpers/database.ts';
import { type FakeTelegram, startFakeTelegram } from '../helpers/fake-telegram.ts';
import { atEnd, endAll, posts, question, replies, setting, startProgram } from './program.ts';

const redis = await testRedisUrl();
afterEach(endAll);

describe.each(['Postgres', 'Redis'] as const)('killed while messages flow, with the queue on %s', (queue) => {
  it.skipIf(queue === 'Redis' && redis === null)(
    'it answers every message in order when it is back; none is lost, at most one of a chat comes twice per kill',
    { timeout: 90_000 },
    async () => {
      const telegram = await startFakeTelegram();
      atEnd(() => telegram.close());
      const { env, rows } = await setting({
        TELEGRAM_BOT_TOKEN: telegram.token,
        TELEGRAM_API_ROOT: telegram.root,
        ...(queue === 'Redis' ? { REDIS_URL: redis ?? '', QUEUE_PREFIX: testPrefix() } : {}),
      });
      const EACH = 12;
      const sessions = ['web-session-000001', 'web-session-000002'];
      const people = [1001, 1002, 1003].map((id) => telegram.person({ id, first_name: `P${id}` }));
      let program = await startProgram(env);
      const flow = [
        ...sessions.map(async (session) => {
          for (let i = 0; i < EACH; i++) await posts(() => program, session, i, question(i));
        }),
        ...people.map(async (person) => {
          for (let i = 0; i < EACH; i++) await person.says(question(i));
        }),
      ];
      for (const shown of [5, 16]) {
        await expect.poll(() => telegram.shown.length, { timeout: 30_000 }).toBeGreaterThanOrEqual(shown);
        await program.kill();
        program = await startProgram(env);
      }
      await Promise.all(flow);
      const unfinished = () =>
        rows(
          `SELECT id FROM inbox WHERE state = 'new' UNION ALL SELECT id FROM outbox WHERE state <> 'sent'`,
        );
      await expect.poll(unfinished, { timeout: 45_000, interval: 200 }).toEqual([]);

      const [inbox] = await rows(`SELECT count(*)::int AS n FROM inbox WHERE state = 'done'`);
      expect(inbox?.n).toBe(EACH * 5);
      // each message has its own answer
      const unanswered = await rows(
        `SELECT id FROM inbox i WHERE NOT EXISTS (SELECT 1 FROM outbox o WHERE split_part(o.key, '.', 1) = i.id::text)`,
      );
      expect(unanswered).toEqual([]);
      const order = await rows(
        'SELECT chat, array_agg(id::int ORDER BY sent_seq) AS sent, array_agg(id::int ORDER BY id) AS made FROM outbox GROUP BY chat',
      );
      for (const { sent, made } of order) expect(sent).toEqual(made);
      await checkTelegram(telegram, rows, 2);
      for (const session of sessions) {
        const [made] = await rows(`SELECT count(*)::int AS n FROM outbox WHERE chat = '${session}'`);
        const heard = await replies(program.url, session, Number(made?.n));
        expect(heard).toHaveLength(Number(made?.n));
        expect(new Set(heard.map((h) => h.id)).size).toBe(heard.length);
      }
      expect(telegram.faults).toEqual([]);
      program.child.kill('SIGTERM');
      expect(await program.gone).toBe(0);
    },
  );
});

/** What each person was shown is what was made for them, but for one message a kill that may stand twice. */
async function checkTelegram(
  telegram: FakeTelegram,
  rows: (sql: string) => Promise<Record<string, unknown>[]>,
  kills: number,
) {
  const made = await rows(
    `SELECT chat, count(*)::int AS n FROM outbox WHERE chat ~ '^100\\d$' GROUP BY chat`,
  );
  expect(made).toHaveLength(3);
  for (const { chat, n } of made) {
    const shown = telegram.shown.filter((s) => s.chat === chat).length;
    expect(shown).toBeGreaterThanOrEqual(Number(n));
    expect(shown).toBeLessThanOrEqual(Number(n) + kills);
  }
}
