/** What a reader does to a sealed record. Each is done by a reader of it, or there is no such record. */
import { createHash, randomUUID } from 'node:crypto';
import type { Context, Hono } from 'hono';
import { LawError } from '../../law/index.ts';
import {
  ASK_LIMIT,
  askThroughCode,
  excludeReader,
  nameReader,
  type SealedMilestone,
  setMilestone,
  setSealedState,
} from '../../store/sealed-change.ts';
import type { SealedPage } from '../../store/sealed-room.ts';
import type { WebDeps } from '../deps.ts';
import { isoDay } from './dates.ts';
import { only } from './doors.tsx';
import { isId, readForm } from './form.ts';
import { sealedClocks } from './sealed-clocks.ts';
import { isMilestone, ROOM, SETTABLE } from './sealed-labels.ts';
import { drawRecord, findRecord, readerOf, unknownRecord } from './sealed-page.tsx';
import type { Inside } from './shell.tsx';

/** Routes of what changes a record. */
export function sealedActs(app: Hono<Inside>, deps: WebDeps): void {
  app.post('/:id/hoi', only('sealed.read'), async (c) => {
    const page = await findRecord(deps, c);
    if (!page) return unknownRecord(c);
    const { text = '', key } = await readForm(c);
    const words = text.trim();
    if (words === '' || [...words].length > ASK_LIMIT) {
      const problem = words === '' ? 'Chưa viết gì.' : `Dài quá ${ASK_LIMIT} chữ, xin viết ngắn lại.`;
      return c.html(await drawRecord(deps, c, page, { problem, text }), 409);
    }
    // the words are in the key: a double click writes once, other words from a page gone back to are written too
    const hash = createHash('sha256').update(words).digest('hex');
    const once = `${isId(key) ? key : randomUUID()}:${hash}`;
    const done = await askThroughCode(deps.store, readerOf(c), page.id, words, deps.now(), once);
    return done ? back(c, page, 'np-hoi') : unknownRecord(c);
  });

  app.post('/:id/moc', only('sealed.read'), async (c) => {
    const page = await findRecord(deps, c);
    if (!page) return unknownRecord(c);
    const { moc, ngay = '' } = await readForm(c);
    const problem = isMilestone(moc) ? await wrongDay(deps, page, moc, ngay) : 'Không rõ ghi mốc nào.';
    if (problem !== null || !isMilestone(moc))
      return c.html(await drawRecord(deps, c, page, { problem: problem ?? '' }), 409);
    const done = await setMilestone(deps.store, readerOf(c), page.id, moc, ngay, deps.now());
    return done ? back(c, page, 'np-moc') : unknownRecord(c);
  });

  app.post('/:id/trang-thai', only('sealed.read'), async (c) => {
    const page = await findRecord(deps, c);
    if (!page) return unknownRecord(c);
    const wanted = (await readForm(c))['trang-thai'];
    const state = SETTABLE.find((s) => s === wanted);
    const done =
      state !== undefined && (await setSealedState(deps.store, readerOf(c), page.id, state, deps.now()));
    if (!done)
      return c.html(await drawRecord(deps, c, page, { problem: 'Không đổi sang trạng thái này được.' }), 409);
    return back(c, page, 'np-trang-thai');
  });

  app.post('/:id/loai', only('sealed.read'), async (c) => {
    const page = await findRecord(deps, c);
    if (!page) return unknownRecord(c);
    const officer = (await readForm(c))['can-bo'];
    const done =
      isId(officer) && (await excludeReader(deps.store, readerOf(c), page.id, officer, deps.now()));
    if (!done) {
      const problem =
        'Chưa loại được. Hồ sơ phải còn ít nhất một người khác đọc được: xin thêm người đọc trước, rồi loại.';
      return c.html(await drawRecord(deps, c, page, { problem }), 409);
    }
    // who shut themselves out is back at the list
    return officer === readerOf(c).id ? c.redirect(`${ROOM}?da=np-loai`, 303) : back(c, page, 'np-loai');
  });

  app.post('/:id/them', only('sealed.read'), async (c) => {
    const page = await findRecord(deps, c);
    if (!page) return unknownRecord(c);
    const officer = (await readForm(c))['can-bo'];
    const done = isId(officer) && (await nameReader(deps.store, readerOf(c), page.id, officer));
    if (!done) return c.html(await drawRecord(deps, c, page, { problem: 'Không thêm được người này.' }), 409);
    return back(c, page, 'np-them');
  });
}

const DAY = /^\d{4}-\d{2}-\d{2}$/;

/** Why a day cannot be; null when it can. */
async function wrongDay(
  deps: WebDeps,
  page: SealedPage,
  which: SealedMilestone,
  day: string,
): Promise<string | null> {
  const real = DAY.test(day) && new Date(`${day}T00:00:00Z`).toJSON()?.startsWith(day) === true;
  if (!real) return 'Không có ngày này. Xin chọn lại ngày.';
  if (day > isoDay(deps.now())) return 'Ngày này chưa tới. Chỉ ghi việc đã xảy ra.';
  const days = {
    formalOn: which === 'formal' ? day : page.formalOn,
    acceptedOn: which === 'accepted' ? day : page.acceptedOn,
    concludedOn: which === 'concluded' ? day : page.concludedOn,
  };
  const { formalOn, acceptedOn, concludedOn } = days;
  if (acceptedOn !== null && (formalOn === null || acceptedOn < formalOn))
    return 'Thụ lý phải sau khi nhận đơn có chữ ký. Xin ghi ngày nhận đơn trước.';
  if (concludedOn !== null && (acceptedOn === null || concludedOn < acceptedOn))
    return 'Kết luận phải sau khi thụ lý. Xin ghi ngày thụ lý trước.';
  try {
    await sealedClocks(deps.store.pool, deps.wardId, days);
    return null;
  } catch (error) {
    if (error instanceof LawError) return error.message;
    throw error;
  }
}

const back = (c: Context<Inside>, page: SealedPage, done: string) =>
  c.redirect(`${ROOM}/${page.id}?da=${done}`, 303);
