/** `/console/kenh`: each channel, how it is, a message to oneself to try it, and how it is connected. */
import { randomUUID } from 'node:crypto';
import { type Context, Hono } from 'hono';
import { type Account, accountsOf } from '../../store/accounts.ts';
import { channelDetails, sentTest, testKey } from '../../store/channels.ts';
import { transaction } from '../../store/db.ts';
import { enqueue } from '../../store/outbox.ts';
import { audit } from '../../store/tickets.ts';
import type { ReadyPart, WebDeps } from '../deps.ts';
import { ChannelCard, TestResult, ToConnect } from './channels-parts.tsx';
import { only } from './doors.tsx';
import { isId, readForm } from './form.ts';
import { may } from './roles.ts';
import { type Inside, plainPage, shell } from './shell.tsx';

export const CHANNELS = '/console/kenh';

export function channelPages(deps: WebDeps): Hono<Inside> {
  const app = new Hono<Inside>();
  app.get('/', only('channels.read'), async (c) => c.html(await draw(deps, c)));

  app.get('/thu', only('account.own'), async (c) => {
    const press = c.req.query('tin');
    const found = isId(press) ? await sentTest(deps.store.pool, deps.wardId, press) : null;
    return c.html(<TestResult press={press ?? ''} found={found} />);
  });

  app.post('/thu', only('account.own'), async (c) => {
    const { kenh } = await readForm(c);
    const { officer } = c.get('me');
    const accounts = await accountsOf(deps.store.pool, deps.wardId, officer.id);
    const account = accounts.findLast((a) => a.platform === kenh);
    if (!account)
      return plainPage(
        c,
        409,
        'Chưa gửi thử được',
        'Anh, chị chưa nối tài khoản của mình trên kênh này. Xin nối ở mục Tài khoản của tôi rồi thử lại.',
      );
    const press = await sendTest(deps, account, officer);
    return c.redirect(`${CHANNELS}?tin=${press}`, 303);
  });
  return app;
}

async function sendTest(
  deps: WebDeps,
  account: Account,
  officer: { readonly id: string; readonly name: string },
): Promise<string> {
  const press = randomUUID();
  const text = `Tin thử của ${officer.name} từ trang cán bộ. Anh, chị đọc được tin này là kênh gửi tốt.`;
  const rung = await transaction(deps.store, async (tx) => {
    await audit(
      tx,
      deps.wardId,
      { officerId: officer.id, name: officer.name },
      'channel.test',
      account.platform,
    );
    return await enqueue(tx, deps.store.vault, [
      {
        wardId: deps.wardId,
        channelId: account.channelId,
        chat: account.chat,
        chatKind: 'private',
        contactId: null,
        key: testKey(press),
        lane: 'reply',
        message: { text, choices: [], files: [] },
      },
    ]);
  });
  deps.ringSend(rung);
  return press;
}

async function draw(deps: WebDeps, c: Context<Inside>) {
  const me = c.get('me');
  const { pool } = deps.store;
  const works = may(me.officer.roles, 'account.own');
  const [channels, ready, accounts] = await Promise.all([
    channelDetails(pool, deps.wardId),
    deps.ready().catch(() => ({ dependencies: {}, channels: {} as Record<string, ReadyPart> })),
    works ? accountsOf(pool, deps.wardId, me.officer.id) : [],
  ]);
  const mine = (platform: string) => accounts.findLast((a) => a.platform === platform);
  const on = channels.filter((channel) => deps.limits(channel.platform) !== undefined);
  const looks = await Promise.all(
    on.map(async ({ platform }) => await (deps.look?.(platform, mine(platform)?.chat ?? null) ?? null)),
  );
  const press = c.req.query('tin');
  const found = works && isId(press) ? await sentTest(pool, deps.wardId, press) : null;
  return shell({
    title: 'Kênh',
    me,
    here: CHANNELS,
    children: (
      <>
        <p class="muted">Người dân nhắn tới phường qua các kênh này.</p>
        {found && <TestResult press={press ?? ''} found={found} />}
        {on.length === 0 && <p class="empty">Chưa có kênh nào được bật.</p>}
        <ul class="channels">
          {on.map((channel, n) => (
            <ChannelCard
              channel={channel}
              part={ready.channels[channel.platform]}
              look={looks[n] ?? null}
              mine={works ? mine(channel.platform) !== undefined : null}
              csrf={me.csrf}
              address={deps.publicUrl}
              now={deps.now()}
            />
          ))}
        </ul>
        <ToConnect on={on.map((channel) => channel.platform)} address={deps.publicUrl} />
        <p>
          Kiểm tra kỹ hơn: người quản trị chạy lệnh <code>npm run doctor</code> trên máy chủ. Lệnh này nói rõ
          chỗ nào hỏng và phải làm gì.
        </p>
      </>
    ),
  });
}
