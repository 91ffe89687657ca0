import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import {
  type Audience,
  approveBroadcast,
  beginDue,
  broadcastById,
  createBroadcast,
  filled,
  finishOver,
  type NewBroadcast,
  pauseBroadcast,
  prepareOpen,
  prepareSlice,
  reachOf,
  reportOf,
  resumeBroadcast,
  retryBroadcast,
  startBroadcast,
  stopBroadcast,
  stopOrigin,
  unset,
} from '../../src/store/broadcasts/index.ts';
import { transaction } from '../../src/store/db.ts';
import { type TestStore, testStore } from '../helpers/app.ts';

let at: TestStore;
beforeAll(async () => {
  at = await testStore('zalo');
});
afterAll(() => at.close());
beforeEach(async () => {
  await at.rows('DELETE FROM broadcast');
  await at.rows('DELETE FROM contact');
  await at.rows('DELETE FROM resident');
  await at.rows('DELETE FROM "group"');
});

const NOW = new Date('2026-11-23T02:00:00Z');
const officer = async (name: string) => ({
  officerId:
    (
      await at.rows<{ id: string }>('INSERT INTO officer (ward_id, name) VALUES ($1, $2) RETURNING id', [
        at.wardId,
        name,
      ])
    )[0]?.id ?? '',
  name,
});
const MACHINE = { officerId: null, name: 'máy' };
const WINDOWS = { zalo: 7 * 86_400_000 };

let serial = 0;
async function contact(more: Record<string, unknown> = {}): Promise<string> {
  const row = {
    ward_id: at.wardId,
    channel_id: at.channel.id,
    external_id: `u${++serial}`,
    last_seen_at: NOW,
    ...more,
  };
  const names = Object.keys(row);
  const [made] = await at.rows<{ id: string }>(
    `INSERT INTO contact (${names.join(', ')}) VALUES (${names.map((_, i) => `$${i + 1}`).join(', ')}) RETURNING id`,
    Object.values(row),
  );
  return made?.id ?? '';
}
const group = async (name: string) =>
  (
    await at.rows<{ id: string }>('INSERT INTO "group" (ward_id, name) VALUES ($1, $2) RETURNING id', [
      at.wardId,
      name,
    ])
  )[0]?.id ?? '';
const make = (more: Partial<NewBroadcast> = {}) =>
  createBroadcast(at.store.pool, {
    wardId: at.wardId,
    kind: 'thong-bao',
    title: 'Cắt nước',
    texts: { vi: 'Mai cắt nước từ 8 giờ.' },
    audience: {},
    by: MACHINE,
    key: `k${++serial}`,
    ...more,
  });
const start = (id: string, approval = false) =>
  startBroadcast(at.store.pool, at.wardId, id, MACHINE, { approval, now: NOW });
/** Made, started and all places made. */
async function prepared(more: Partial<NewBroadcast> = {}): Promise<string> {
  const { id } = await make(more);
  await start(id);
  await beginDue(at.store.pool, at.wardId, NOW);
  await prepareOpen(at.store, at.wardId, WINDOWS, NOW);
  return id;
}
const places = (id: string) =>
  at.rows<{ chat: string; state: string; reason: string | null }>(
    'SELECT chat, state, reason FROM broadcast_recipient WHERE broadcast_id = $1 ORDER BY chat',
    [id],
  );
const stateOf = async (id: string) => (await broadcastById(at.store.pool, at.wardId, id)).state;

describe('making a broadcast', () => {
  it('twice with one key, also at the same moment, makes one', async () => {
    const made = await Promise.all([
      make({ key: 'form-1' }),
      make({ key: 'form-1' }),
      make({ key: 'form-1' }),
    ]);
    expect(new Set(made.map((m) => m.id)).size).toBe(1);
    expect(made.filter((m) => m.fresh)).toHaveLength(1);
  });

  it('refuses a text with a hole nobody knows, naming it', async () => {
    await expect(make({ texts: { vi: 'Mời bác {ten} đến {phuong}' } })).rejects.toMatchObject({
      why: 'variables',
      names: ['ten'],
    });
  });

  it('refuses a broadcast that says nothing, or says twice', async () => {
    const notice = { id: 'x', payload: {} };
    const { texts: _, ...silent } = { texts: 0 };
    await expect(createBroadcast(at.store.pool, { ...base(), ...silent })).rejects.toMatchObject({
      why: 'nothing-said',
    });
    await expect(make({ notice })).rejects.toMatchObject({ why: 'nothing-said' });
  });

  it('knows which facts of the ward a text needs and the ward has not set', () => {
    const ward = { name: 'phường Thử', province: 'tỉnh', oldNames: [] };
    expect(unset({ vi: '{phuong}, gọi {dien_thoai}, tổ { to }' }, ward)).toEqual(['dien_thoai']);
    expect(filled('Kính gửi bà con {to}, {phuong}.', { ward, group: 'Tổ 5' })).toBe(
      'Kính gửi bà con Tổ 5, phường Thử.',
    );
    expect(filled('Kính gửi bà con {to}.', { ward })).toBeNull();
  });
});

const base = (): NewBroadcast => ({
  wardId: at.wardId,
  kind: 'thong-bao',
  title: 'x',
  audience: {},
  by: MACHINE,
  key: `k${++serial}`,
});

describe('an audience', () => {
  it('is narrowed by group, channel, kind of subscriber, person, and by who is left out', async () => {
    const [g1, g2] = [await group('Tổ 1'), await group('Tổ 2')];
    const a = await contact({ external_id: 'a', group_id: g1, consent_at: NOW });
    await contact({ external_id: 'b', group_id: g2 });
    await contact({ external_id: 'c' });
    const told = async (audience: Audience) =>
      (await places(await prepared({ audience }))).map((r) => r.chat);
    expect(await told({})).toEqual(['a', 'b', 'c']);
    expect(await told({ groups: 'all' })).toEqual(['a', 'b', 'c']);
    expect(await told({ groups: [g1] })).toEqual(['a']);
    expect(await told({ groups: [] })).toEqual([]);
    expect(await told({ channels: ['telegram'] })).toEqual([]);
    expect(await told({ subscriberKinds: ['unplaced'] })).toEqual(['c']);
    expect(await told({ subscriberKinds: ['consented', 'unplaced'] })).toEqual(['a', 'c']);
    expect(await told({ contacts: [a] })).toEqual(['a']);
    expect(await told({ exclude: { groups: [g2], contacts: [a] } })).toEqual(['c']);
    expect(await told({ groups: [], chats: [{ channelId: at.channel.id, chat: 'nhóm' }] })).toEqual(['nhóm']);
    expect(await told({ roles: ['officer'] })).toEqual([]);
  });

  it('leaves out, with the reason, who went away, who wants no more of it, and whose window is shut', async () => {
    await contact({ external_id: 'a-gone', left_at: NOW });
    await contact({ external_id: 'b-none', notices: false });
    await contact({ external_id: 'c-kind', stopped: ['hop'] });
    await contact({ external_id: 'd-long', last_seen_at: new Date(NOW.getTime() - 8 * 86_400_000) });
    await contact({ external_id: 'e-here', stopped: ['nhac'] });
    expect(await places(await prepared({ kind: 'hop' }))).toEqual([
      { chat: 'a-gone', state: 'skipped', reason: 'left' },
      { chat: 'b-none', state: 'skipped', reason: 'stopped' },
      { chat: 'c-kind', state: 'skipped', reason: 'stopped' },
      { chat: 'd-long', state: 'skipped', reason: 'window-closed' },
      { chat: 'e-here', state: 'waiting', reason: null },
    ]);
  });

  it('tells one person with two channels once, on the one that can be reached', async () => {
    const [resident] = await at.rows<{ id: string }>(
      'INSERT INTO resident (ward_id) VALUES ($1) RETURNING id',
      [at.wardId],
    );
    const one = { resident_id: resident?.id };
    await contact({ ...one, external_id: 'a', first_seen_at: '2026-01-02' });
    await contact({ ...one, external_id: 'b', first_seen_at: '2026-01-03', left_at: NOW });
    await contact({ ...one, external_id: 'c', first_seen_at: '2026-01-01' });
    expect(await places(await prepared())).toMatchObject([
      { chat: 'a', state: 'waiting' },
      { chat: 'b', state: 'skipped', reason: 'twice' },
      { chat: 'c', state: 'skipped', reason: 'twice' },
    ]);
  });

  it('is counted before sending: free, at a price, not at all', async () => {
    const ago = (hours: number) => new Date(NOW.getTime() - hours * 3_600_000);
    const g1 = await group('Tổ 1');
    await contact({ group_id: g1 });
    await contact({ group_id: g1, last_seen_at: ago(60) });
    await contact({ last_seen_at: ago(24 * 9) });
    await contact({ notices: false });
    const reach = await reachOf(at.store.pool, {
      wardId: at.wardId,
      kind: 'hop',
      audience: { chats: [{ channelId: at.channel.id, chat: 'nhóm' }] },
      windows: WINDOWS,
      free: { zalo: 48 * 3_600_000 },
      now: NOW,
    });
    const of = (how: string, kind = 'private') =>
      reach.filter((r) => r.how === how && r.chatKind === kind).map((r) => [r.platform, r.groupId, r.count]);
    expect(of('free')).toEqual([['zalo', g1, 1]]);
    expect(of('paid')).toEqual([['zalo', g1, 1]]);
    expect(of('window-closed')).toEqual([['zalo', null, 1]]);
    expect(of('stopped')).toEqual([['zalo', null, 1]]);
    expect(of('free', 'group')).toEqual([['zalo', null, 1]]);
  });
});

describe('preparing', () => {
  it('goes in slices, whoever takes them, and makes each place once', async () => {
    for (let i = 0; i < 25; i++) await contact();
    const { id } = await make();
    await start(id);
    expect(await beginDue(at.store.pool, at.wardId, NOW)).toBe(1);
    const other = await at.another();
    const workers = [at.store, other].map(async (store) => {
      for (;;) {
        const went = await prepareSlice(store, id, WINDOWS, NOW, 4);
        if (went === 'ready' || (await stateOf(id)) !== 'preparing') return;
      }
    });
    await Promise.all(workers);
    expect(await places(id)).toHaveLength(25);
    expect(await stateOf(id)).toBe('running');
  });

  it('begins once, also when the clock steps back and another scheduler looks', async () => {
    await contact();
    const { id } = await make({ scheduledAt: NOW });
    await start(id);
    const other = await at.another();
    const earlier = new Date(NOW.getTime() - 60_000);
    expect(await beginDue(at.store.pool, at.wardId, earlier)).toBe(0);
    const began = await Promise.all([
      beginDue(at.store.pool, at.wardId, NOW),
      beginDue(other.pool, at.wardId, NOW),
    ]);
    expect(began.toSorted()).toEqual([0, 1]);
    await beginDue(at.store.pool, at.wardId, earlier);
    await prepareOpen(at.store, at.wardId, WINDOWS, earlier);
    expect(await beginDue(at.store.pool, at.wardId, NOW)).toBe(0);
    expect(await places(id)).toHaveLength(1);
  });

  it('of nobody is done at once, and says so', async () => {
    const id = await prepared({ audience: { groups: [] } });
    await finishOver(at.store.pool, at.wardId, NOW);
    expect(await reportOf(at.store.pool, at.wardId, id)).toMatchObject({
      total: 0,
      sent: 0,
      broadcast: { state: 'done' },
    });
  });
});

describe('the life of a broadcast', () => {
  it('waits for a second person, who is not the first', async () => {
    const [lan, minh] = [await officer('Lan'), await officer('Minh')];
    const { id } = await make({ by: lan });
    await startBroadcast(at.store.pool, at.wardId, id, lan, { approval: true, now: NOW });
    expect(await stateOf(id)).toBe('pending');
    expect(await beginDue(at.store.pool, at.wardId, NOW)).toBe(0);
    await expect(
      transaction(at.store, (tx) => approveBroadcast(tx, at.wardId, id, lan, NOW)),
    ).rejects.toMatchObject({ why: 'same-person' });
    expect(await transaction(at.store, (tx) => approveBroadcast(tx, at.wardId, id, minh, NOW))).toBe(
      'scheduled',
    );
    const [row] = await at.rows(`SELECT action, detail::text FROM audit WHERE action = 'broadcast.approve'`);
    expect(row).toBeDefined();
  });

  it('is paused, goes on, and is stopped with everything that waits', async () => {
    await contact();
    await contact();
    const id = await prepared();
    await at.rows(
      `UPDATE broadcast_recipient SET state = 'sent' WHERE id = (SELECT min(id) FROM broadcast_recipient)`,
    );
    await pauseBroadcast(at.store.pool, at.wardId, id, MACHINE);
    expect(await stateOf(id)).toBe('paused');
    await resumeBroadcast(at.store.pool, at.wardId, id, MACHINE);
    await prepareOpen(at.store, at.wardId, WINDOWS, NOW);
    expect(await stateOf(id)).toBe('running');
    await stopBroadcast(at.store.pool, at.wardId, id, MACHINE);
    expect((await places(id)).map((r) => r.state).toSorted()).toEqual(['cancelled', 'sent']);
    expect(await start(id)).toBe('stopped');
  });

  it('ends when its time is over: who was not reached is told to the officers, and can be tried again', async () => {
    const g1 = await group('Tổ 1');
    await contact({ group_id: g1 });
    const id = await prepared({ expiresAt: new Date(NOW.getTime() + 1000) });
    await finishOver(at.store.pool, at.wardId, new Date(NOW.getTime() + 2000));
    const report = await reportOf(at.store.pool, at.wardId, id);
    expect(report.tallies).toMatchObject([{ state: 'failed', reason: 'expired', count: 1 }]);
    expect(report.unreached).toEqual([{ group: 'Tổ 1', count: 1 }]);
    expect(await retryBroadcast(at.store.pool, at.wardId, id, MACHINE)).toBe(1);
    expect(await stateOf(id)).toBe('running');
  });

  it('stops with all else of the same meeting', async () => {
    const a = await prepared({ origin: 'meeting:1' });
    const b = await make({ origin: 'meeting:1' });
    const c = await make({ origin: 'meeting:2' });
    expect(await stopOrigin(at.store.pool, at.wardId, 'meeting:1', MACHINE)).toBe(2);
    expect([await stateOf(a), await stateOf(b.id), await stateOf(c.id)]).toEqual([
      'stopped',
      'stopped',
      'draft',
    ]);
  });

  it('leaves in the audit log who, what and how wide, and no words', async () => {
    await prepared({ texts: { vi: 'điều viết trong tin' } });
    const log = JSON.stringify(await at.rows('SELECT * FROM audit'));
    expect(log).toContain('broadcast.start');
    expect(log).not.toContain('điều viết trong tin');
  });
});
