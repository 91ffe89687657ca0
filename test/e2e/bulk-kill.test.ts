/** Workers killed in the middle of a broadcast: real processes on a real database, against the strict stand-in for Telegram. */
import { expect, it } from 'vitest';
import { killing } from '../bench/bulk.ts';
import { testServer } from '../helpers/database.ts';

it('kill -9 of two workers that send to many: everybody is told, and twice only who was being told just then', {
  timeout: 300_000,
}, async () => {
  const count = 160;
  const result = await killing(await testServer(), null, {
    ...{ count, kills: 2, limit: 40, latencyMs: 100, upfront: true },
  });
  expect(result).toEqual({
    ...{ sent: count, open: 0, lost: 0, unexplained: 0, refused: 0 },
    doubles: expect.any(Number),
  });
});
