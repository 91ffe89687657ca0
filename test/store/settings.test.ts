import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { setWardInfo, wardInfo } from '../../src/store/settings.ts';
import { type TestStore, testStore } from '../helpers/app.ts';

let at: TestStore;
beforeAll(async () => {
  at = await testStore();
});
afterAll(() => at.close());
const set = (change: Parameters<typeof setWardInfo>[2]) =>
  setWardInfo(at.store.pool, at.wardId, change, null);
const info = () => wardInfo(at.store.pool, at.wardId);

describe("the ward's own facts", () => {
  it('are absent until they are set: nothing is invented', async () => {
    expect(await info()).toEqual({ name: 'phường Thử', province: 'tỉnh', oldNames: [] });
  });

  it('are set one by one, kept, and taken back', async () => {
    await set({ name: 'phường Thượng Hồng', phone: '0221 000 111' });
    await set({ hours: '8 giờ đến 17 giờ', oldNames: ['phường Bạch Sam'] });
    expect(await info()).toEqual({
      name: 'phường Thượng Hồng',
      province: 'tỉnh',
      oldNames: ['phường Bạch Sam'],
      phone: '0221 000 111',
      hours: '8 giờ đến 17 giờ',
    });
    await set({ phone: null, name: null });
    const now = await info();
    expect(now.phone).toBeUndefined();
    expect(now.name).toBe('phường Thử');
    expect(now.hours).toBe('8 giờ đến 17 giờ');
  });

  it.each([
    [{ phone: 'gọi cho tôi' }],
    [{ promiseDays: 0 }],
    [{ promiseDays: Number.NaN }],
    [{ promiseDays: 2.5 }],
    [{ website: 'không phải địa chỉ' }],
    [{ address: '  ' }],
  ])('are refused when they make no sense: %j', async (change) => {
    await expect(set(change)).rejects.toThrow();
  });

  it('that a later version no longer understands are as if they were not set', async () => {
    await at.rows(`UPDATE setting SET value = '{"phone": 12}' WHERE key = 'ward'`);
    expect(await info()).toEqual({ name: 'phường Thử', province: 'tỉnh', oldNames: [] });
  });
});
