/** `/console/thong-bao`: writing to many, looking before sending, and what became of it. */
import { randomUUID } from 'node:crypto';
import { type Context, Hono } from 'hono';
import { accountsOf } from '../../../store/accounts.ts';
import {
  approveBroadcast,
  BroadcastError,
  type BroadcastRow,
  broadcastById,
  createBroadcast,
  linkedChats,
  pauseBroadcast,
  reachOf,
  resumeBroadcast,
  retryBroadcast,
  returnBroadcast,
  sayer,
  startBroadcast,
  stopBroadcast,
  unset,
} from '../../../store/broadcasts/index.ts';
import { type Sql, transaction } from '../../../store/db.ts';
import { groupsOf } from '../../../store/groups.ts';
import { type KeptNotice, keepNoticeFile } from '../../../store/notice-files.ts';
import { enqueue } from '../../../store/outbox.ts';
import { sendingOf, sendingSettings, setSending } from '../../../store/sending.ts';
import { wardInfo } from '../../../store/settings.ts';
import { audit } from '../../../store/tickets.ts';
import type { WebDeps } from '../../deps.ts';
import { only } from '../doors.tsx';
import { isId, readForm } from '../form.ts';
import { type Inside, plainPage, shell } from '../shell.tsx';
import { csvOf } from './csv.ts';
import { drawDraft, drawList, drawReport, platformsOf } from './draw.tsx';
import { headPages } from './heads.tsx';
import { readTyped } from './typed.ts';
import { HERE, REFUSED } from './words.ts';
import { FILE_FIELDS, Write } from './write.tsx';

export function broadcastPages(deps: WebDeps): Hono<Inside> {
  const app = new Hono<Inside>();
  const { store, wardId } = deps;
  const by = (c: Context<Inside>) => {
    const { id, name } = c.get('me').officer;
    return { officerId: id, name };
  };

  app.get('/', only('broadcasts.read'), async (c) => c.html(await drawList(deps, c)));
  app.get('/moi', only('broadcasts.send'), async (c) => c.html(await drawWrite(deps, c, {}, [])));

  app.post('/', only('broadcasts.send'), async (c) => {
    const fields = await readForm(c);
    const { typed, wrong } = readTyped(fields, deps.now());
    const papers = await filesOf(deps, c);
    if (!typed || papers.wrong.length > 0)
      return c.html(await drawWrite(deps, c, fields, [...wrong, ...papers.wrong]), 409);
    const { withChats, audience, ...rest } = typed;
    const chats = withChats ? await linkedChats(store.pool, wardId, audience.groups ?? 'all') : [];
    const { id } = await transaction(store, (tx) =>
      createBroadcast(tx, {
        ...rest,
        files: papers.files,
        wardId,
        by: by(c),
        audience: { ...audience, ...(chats.length > 0 ? { chats } : {}) },
      }),
    );
    return c.redirect(`${HERE}/${id}`, 303);
  });

  app.post('/cai-dat', only('ward.write'), async (c) => {
    const fields = await readForm(c);
    const value = sendingSettings.safeParse({
      approval: fields.duyet === '1',
      headsApproval: fields['duyet-to'] === '1',
      telegramPerSecond: Number(fields.telegram),
      zaloPerMinute: Number(fields.zalo),
    });
    if (!value.success)
      return plainPage(
        c,
        409,
        'Chưa lưu',
        'Telegram: từ 1 đến 1000 tin mỗi giây. Zalo: từ 1 đến 4000 lần mỗi phút.',
      );
    await transaction(store, async (tx) => {
      await setSending(tx, wardId, value.data, by(c).officerId);
      await audit(tx, wardId, by(c), 'sending.set', 'sending', value.data);
    });
    return c.redirect(`${HERE}?da=luu`, 303);
  });

  app.route('/to-truong', headPages(deps));

  /** The broadcast of the address, or the page that says there is none. */
  const found = async (c: Context<Inside>): Promise<BroadcastRow | null> => {
    const id = c.req.param('id');
    if (!isId(id)) return null;
    return await broadcastById(store.pool, wardId, id).catch((error: unknown) => {
      if (error instanceof BroadcastError) return null;
      throw error;
    });
  };
  const none = (c: Context<Inside>) =>
    plainPage(c, 404, 'Không có tin này', 'Tin này không có. Xin chọn lại trong danh sách.');

  app.get('/:id', only('broadcasts.read'), async (c) => {
    const b = await found(c);
    if (!b) return none(c);
    const before = ['draft', 'pending', 'scheduled'].includes(b.state);
    return c.html(before ? await drawDraft(deps, c, b) : await drawReport(deps, c, b.id));
  });

  app.get('/:id/bao-cao.csv', only('broadcasts.send'), async (c) => {
    const b = await found(c);
    if (!b) return none(c);
    await audit(store.pool, wardId, by(c), 'broadcast.export', b.id);
    return c.body(csvOf(store.pool, wardId, b.id), 200, {
      'content-type': 'text/csv; charset=utf-8',
      'content-disposition': 'attachment; filename="bao-cao-gui-tin.csv"',
    });
  });

  app.post('/:id/thu', only('broadcasts.send'), async (c) => {
    const b = await found(c);
    if (!b) return none(c);
    const ids = await sendTest(deps, b, by(c).officerId);
    if (ids === null)
      return c.html(
        await drawDraft(
          deps,
          c,
          b,
          'Anh, chị chưa nối tài khoản chat nào nên chưa gửi thử được. Nối ở mục Tài khoản của tôi rồi thử lại.',
        ),
        409,
      );
    await audit(store.pool, wardId, by(c), 'broadcast.test', b.id);
    deps.ringSend(ids);
    return c.redirect(`${HERE}/${b.id}?da=gui-thu`, 303);
  });

  app.post('/:id/bat-dau', only('broadcasts.send'), async (c) => {
    const b = await found(c);
    if (!b) return none(c);
    const problem = b.state === 'draft' ? await hindrances(deps, b) : null;
    if (problem !== null) return c.html(await drawDraft(deps, c, b, problem), 409);
    const { approval } = await sendingOf(store.pool, wardId);
    await transaction(store, (tx) => startBroadcast(tx, wardId, b.id, by(c), { approval, now: deps.now() }));
    return c.redirect(`${HERE}/${b.id}`, 303);
  });

  app.post('/:id/duyet', only('broadcasts.approve'), async (c) => {
    const b = await found(c);
    if (!b) return none(c);
    try {
      await transaction(store, (tx) => approveBroadcast(tx, wardId, b.id, by(c), deps.now()));
    } catch (error) {
      if (!(error instanceof BroadcastError)) throw error;
      return c.html(
        await drawDraft(deps, c, b, 'Người soạn không tự duyệt được tin của mình. Xin nhờ người khác.'),
        409,
      );
    }
    return c.redirect(`${HERE}/${b.id}`, 303);
  });

  const simple: readonly [string, (tx: Sql, id: string, c: Context<Inside>) => Promise<unknown>][] = [
    ['tra-lai', (tx, id, c) => returnBroadcast(tx, wardId, id, by(c))],
    ['tam-dung', (tx, id, c) => pauseBroadcast(tx, wardId, id, by(c))],
    ['tiep-tuc', (tx, id, c) => resumeBroadcast(tx, wardId, id, by(c))],
    ['dung', (tx, id, c) => stopBroadcast(tx, wardId, id, by(c))],
    ['gui-lai', (tx, id, c) => retryBroadcast(tx, wardId, id, by(c))],
  ];
  for (const [act, work] of simple)
    app.post(`/:id/${act}`, only('broadcasts.send'), async (c) => {
      const b = await found(c);
      if (!b) return none(c);
      await transaction(store, (tx) => work(tx, b.id, c));
      return c.redirect(`${HERE}/${b.id}`, 303);
    });
  return app;
}

/** The papers sent with the form, kept; or what is wrong with them. */
async function filesOf(deps: WebDeps, c: Context<Inside>) {
  const body = await c.req.parseBody();
  const files: KeptNotice[] = [];
  const wrong: string[] = [];
  for (const field of FILE_FIELDS) {
    const file = body[field];
    if (!(file instanceof File) || file.size === 0) continue;
    const kept = await keepNoticeFile(deps.dataDir, new Uint8Array(await file.arrayBuffer()), file.name);
    if ('refused' in kept) wrong.push(`${file.name}: ${REFUSED[kept.refused]}`);
    else files.push(kept.file);
  }
  return { files, wrong };
}

async function drawWrite(
  deps: WebDeps,
  c: Context<Inside>,
  typed: Readonly<Record<string, string>>,
  wrong: readonly string[],
) {
  const me = c.get('me');
  const [groups, platforms] = await Promise.all([groupsOf(deps.store, deps.wardId), platformsOf(deps)]);
  return shell({
    title: 'Soạn tin mới',
    me,
    here: HERE,
    children: (
      <Write
        csrf={me.csrf}
        formKey={/^[\w-]{16,64}$/.test(typed.ma ?? '') ? (typed.ma ?? '') : randomUUID()}
        groups={groups.filter((g) => !g.archived)}
        platforms={platforms}
        typed={typed}
        wrong={wrong}
      />
    ),
  });
}

/** Why a draft may not go yet; null = it may. */
async function hindrances(deps: WebDeps, b: BroadcastRow): Promise<string | null> {
  const { pool } = deps.store;
  const missing = b.texts ? unset(b.texts, await wardInfo(pool, deps.wardId)) : [];
  if (missing.length > 0) return 'Chưa gửi: tin có chỗ điền mà phường chưa nhập.';
  const reach = await reachOf(pool, {
    wardId: deps.wardId,
    kind: b.kind,
    audience: b.audience,
    windows: deps.reach?.windows ?? {},
    free: deps.reach?.free ?? {},
    now: deps.now(),
  });
  return reach.some((r) => r.how === 'free' || r.how === 'paid')
    ? null
    : 'Chưa gửi: không có ai nhận được tin này.';
}

/** To the officer's own linked chats, as it will look; null when there is none. Each press is a message of its own. */
async function sendTest(deps: WebDeps, b: BroadcastRow, officerId: string): Promise<string[] | null> {
  const { pool, vault } = deps.store;
  const accounts = await accountsOf(pool, deps.wardId, officerId);
  if (accounts.length === 0) return null;
  const speak = sayer(deps.speaker, await wardInfo(pool, deps.wardId));
  const press = randomUUID();
  const rows = accounts.flatMap((a) => {
    const contact = { id: '', channel: a.platform, locale: 'vi' as const, notices: true };
    const said = speak(b, {
      recipientId: '0',
      platform: a.platform,
      locale: 'vi',
      contact,
      group: 'Tổ dân phố',
    });
    if (typeof said === 'string') return [];
    return said.map((message, n) => ({
      wardId: deps.wardId,
      channelId: a.channelId,
      chat: a.chat,
      chatKind: 'private' as const,
      contactId: null,
      key: `test:${press}:${a.id}:${n}`,
      lane: 'reply' as const,
      message,
    }));
  });
  return await enqueue(pool, vault, rows);
}
