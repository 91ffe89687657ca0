import { afterEach, beforeEach, expect, it } from 'vitest';
import { verbatim } from '../../src/core/say.ts';
import type { Handler } from '../../src/core/types.ts';
import { deskOf, learnDesk } from '../../src/jobs/desk/where.ts';
import { type Bench, bench } from '../helpers/app.ts';

const OLD = { id: '-100', kind: 'group' } as const;
const NEW = { id: '-100200', kind: 'group' } as const;
const opens: Handler = {
  id: 'opens',
  version: 1,
  opens: () => true,
  step: (_state, turn) => ({
    next: null,
    effects: [
      {
        do: 'openTicket',
        ticket: { code: turn.code, kind: 'phanAnh', category: 'duong', text: 'Ổ gà', files: [] },
      },
      { do: 'notify', notice: 'received', to: 'officers', payload: { code: turn.code } },
      { do: 'reply', reply: { text: verbatim(`Mã ${turn.code}`) } },
    ],
  }),
};

let at: Bench;
beforeEach(async () => {
  at = await bench({ handlers: [opens], desk: OLD.id });
});
afterEach(() => at.close());

const grows = async () => {
  await at.says('tuan', { kind: 'migrated', to: NEW.id }, { chat: OLD, addressed: false });
  await at.run();
};
const opened = async (who: string) => {
  await at.says(who, 'ổ gà');
  await at.run();
};

it('posts go to where the group is now, and an officer acts from there', async () => {
  await grows();
  await opened('hoa');
  expect(at.platform.texts(OLD.id)).toEqual([]);
  expect(at.platform.texts(NEW.id)).toHaveLength(1);
  const [post] = await at.rows<{ external_id: string }>('SELECT external_id FROM outbox WHERE chat = $1', [
    NEW.id,
  ]);
  await at.says('tuan', 'Mai tổ thợ đến vá.', {
    ...{ chat: NEW, addressed: false, messageId: '900' },
    replyTo: post?.external_id ?? '',
  });
  await at.run();
  expect(at.platform.texts('hoa').at(-1)).toContain('Mai tổ thợ đến vá.');
});

it('a program that starts again, and another process, know it as well', async () => {
  await grows();
  await grows();
  const again = { ...at.rt };
  expect(deskOf(again)?.chat).toBe(OLD.id);
  expect((await learnDesk(again, at.store.pool))?.chat).toBe(NEW.id);
  expect(deskOf(again)?.chat).toBe(NEW.id);
  const { rows } = await at.store.pool.query(`SELECT actor FROM audit WHERE action = 'desk.moved'`);
  expect(rows).toEqual([{ actor: 'máy' }]);
});

it('topics follow; another group that grows changes nothing of the desk', async () => {
  await opened('hoa');
  await at.store.pool.query(
    `INSERT INTO desk_topic (ticket_id, ward_id, channel_id, chat) SELECT t.id, t.ward_id, c.id, '-100/7' FROM ticket t, channel c LIMIT 1`,
  );
  await at.says(
    'lan',
    { kind: 'migrated', to: '-999' },
    { chat: { id: '-5', kind: 'group' }, addressed: false },
  );
  await at.run();
  expect((await learnDesk(at.rt, at.store.pool))?.chat).toBe(OLD.id);
  await grows();
  expect(await at.rows('SELECT chat FROM desk_topic')).toEqual([{ chat: '-100200/7' }]);
});
