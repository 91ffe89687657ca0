import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  addOfficer,
  firstAdminLink,
  linkIsGood,
  makeLink,
  officersOf,
  removeOfficer,
  signedIn,
  signOut,
  useLink,
} from '../../src/store/officers.ts';
import { everythingKept, type TestStore, testStore } from '../helpers/app.ts';
import { setUpSecond } from '../helpers/second-factor.ts';

let at: TestStore;
beforeAll(async () => {
  at = await testStore();
});
afterAll(() => at.close());

const add = (name: string) => addOfficer(at.store, at.wardId, name, ['receiver']);

describe('a login link', () => {
  it('signs in once, even when it is used by many at the same time', async () => {
    const token = await makeLink(at.store.pool, await add('Tuấn'));
    expect(await linkIsGood(at.store.pool, token)).toBe(true);
    const cookies = await Promise.all(Array.from({ length: 8 }, () => useLink(at.store, token)));
    const given = cookies.filter((c) => c !== null);
    expect(given).toHaveLength(1);
    expect((await signedIn(at.store.pool, given[0]))?.officer).toMatchObject({
      name: 'Tuấn',
      roles: ['receiver'],
    });
    expect(await linkIsGood(at.store.pool, token)).toBe(false);
  });

  it('lives 15 minutes', async () => {
    const token = await makeLink(at.store.pool, await add('Hạn'));
    const shift = (by: string) =>
      at.rows('UPDATE login_link SET expires_at = expires_at - $1::interval WHERE used_at IS NULL', [by]);
    await shift('14 minutes 50 seconds');
    expect(await linkIsGood(at.store.pool, token)).toBe(true);
    await shift('11 seconds');
    expect(await linkIsGood(at.store.pool, token)).toBe(false);
    expect(await useLink(at.store, token)).toBeNull();
  });

  it.each(['', 'x', "' OR 1=1 --", 'A'.repeat(43), 'đ'.repeat(43)])(
    'forged as "%s" is refused',
    async (token) => {
      expect(await linkIsGood(at.store.pool, token)).toBe(false);
      expect(await useLink(at.store, token)).toBeNull();
      expect(await signedIn(at.store.pool, token)).toBeNull();
    },
  );

  it('and its session are kept as digests only', async () => {
    const token = await makeLink(at.store.pool, await add('Kín'));
    const cookie = (await useLink(at.store, token)) ?? 'none';
    const kept = await everythingKept(at.store);
    expect(kept).not.toContain(token);
    expect(kept).not.toContain(cookie);
  });
});

describe('a session', () => {
  it('ends by signing out, after 12 hours, and when its officer is removed', async () => {
    const officer = await add('Ba phiên');
    const [a = '', b = '', c = ''] = await Promise.all(
      [1, 2, 3].map(async () => (await useLink(at.store, await makeLink(at.store.pool, officer))) ?? ''),
    );
    await signOut(at.store.pool, a);
    expect(await signedIn(at.store.pool, a)).toBeNull();
    const [of] = await at.rows<{ hours: number }>(
      'SELECT extract(epoch FROM expires_at - created_at)::float / 3600 AS hours FROM session WHERE officer_id = $1 LIMIT 1',
      [officer.id],
    );
    expect(of?.hours).toBeCloseTo(12, 1);
    expect(await signedIn(at.store.pool, b)).not.toBeNull();
    await at.rows(`UPDATE session SET expires_at = now() - interval '1 second' WHERE officer_id = $1`, [
      officer.id,
    ]);
    expect(await signedIn(at.store.pool, b)).toBeNull();
    await at.rows(`UPDATE session SET expires_at = now() + interval '1 hour' WHERE officer_id = $1`, [
      officer.id,
    ]);
    const waiting = await makeLink(at.store.pool, officer);
    expect(await removeOfficer(at.store, officer.id)).toBe(true);
    expect(await signedIn(at.store.pool, c)).toBeNull();
    expect(await linkIsGood(at.store.pool, waiting)).toBe(false);
    expect(await useLink(at.store, waiting)).toBeNull();
    expect((await officersOf(at.store.pool, at.wardId)).map((o) => o.name)).not.toContain('Ba phiên');
    expect(await removeOfficer(at.store, officer.id)).toBe(false);
  });

  it('has a secret of its own for forms', async () => {
    const officer = await add('Hai máy');
    const csrf = await Promise.all(
      [1, 2].map(async () => {
        const cookie = await useLink(at.store, await makeLink(at.store.pool, officer));
        return (await signedIn(at.store.pool, cookie ?? ''))?.csrf;
      }),
    );
    expect(csrf[0]).toMatch(/^[\w-]{43}$/);
    expect(csrf[0]).not.toBe(csrf[1]);
  });
});

describe('the first administrator', () => {
  it('gets a link at every start until an administrator came all the way in', async () => {
    const fresh = await testStore();
    try {
      const first = await firstAdminLink(fresh.store, fresh.wardId);
      const second = await firstAdminLink(fresh.store, fresh.wardId);
      expect(first).not.toBe(second);
      expect(await officersOf(fresh.store.pool, fresh.wardId)).toMatchObject([{ roles: ['admin'] }]);
      const cookie = await useLink(fresh.store, second ?? '');
      expect(await firstAdminLink(fresh.store, fresh.wardId)).not.toBeNull();
      await setUpSecond(fresh.store, cookie ?? '', new Date());
      expect(await firstAdminLink(fresh.store, fresh.wardId)).toBeNull();
    } finally {
      await fresh.close();
    }
  });
});

describe('who was added and removed, and who signed in', () => {
  it('stands in the audit log', async () => {
    const officer = await add('Có dấu vết');
    await useLink(at.store, await makeLink(at.store.pool, officer));
    await removeOfficer(at.store, officer.id);
    const lines = await at.rows(`SELECT action FROM audit WHERE subject = 'Có dấu vết' ORDER BY id`);
    expect(lines.map((l) => l.action)).toEqual(['officer.add', 'session.start', 'officer.remove']);
  });
});
