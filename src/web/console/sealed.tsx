/** `/console/niem-phong`: sealed records. The list tells code, day and state; everything else is opened by a form, and logged. */
import { type Context, Hono } from 'hono';
import { forwardCopy } from '../../store/sealed-copy.ts';
import { cleanPhoto, photoMime } from '../../store/sealed-photo.ts';
import { openContent, openIdentity, openPhoto } from '../../store/sealed-room.ts';
import { decideNaming } from '../../store/staff.ts';
import type { WebDeps } from '../deps.ts';
import { only, secondFresh } from './doors.tsx';
import { isId, readForm } from './form.ts';
import { sealedActs } from './sealed-acts.ts';
import { ROOM } from './sealed-labels.ts';
import { drawRoom } from './sealed-list.tsx';
import { drawRecord, findRecord, readerOf, recordId, unknownRecord } from './sealed-page.tsx';
import { Entries, Writers } from './sealed-parts.tsx';
import { type Inside, plainPage, shell } from './shell.tsx';

export function sealedPages(deps: WebDeps): Hono<Inside> {
  const app = new Hono<Inside>();
  app.use('*', secondFresh);
  app.get('/', only('sealed.see'), async (c) => c.html(await drawRoom(deps, c)));
  app.post('/de-nghi', only('sealed.read'), async (c) => {
    const { can_bo: id, y } = await readForm(c);
    const decided = isId(id)
      ? await decideNaming(deps.store, c.get('me').officer, id, y === 'dong-y')
      : 'unknown';
    if (decided === 'done') return c.redirect(`${ROOM}?da=np-de-nghi`, 303);
    const words =
      decided === 'self'
        ? 'Người đề nghị và người được đề nghị không tự đồng ý được. Xin nhờ người khác đang đọc hồ sơ niêm phong.'
        : 'Đề nghị này không còn. Xin mở lại trang.';
    return plainPage(c, 409, 'Chưa làm được', words);
  });
  app.get('/:id', only('sealed.read'), async (c) => {
    const page = await findRecord(deps, c);
    return page ? c.html(await drawRecord(deps, c, page, {})) : unknownRecord(c);
  });

  app.post('/:id/mo', only('sealed.read'), async (c) => {
    const id = recordId(c);
    const entries = id === null ? null : await openContent(deps.store, readerOf(c), id);
    const page = entries && (await findRecord(deps, c));
    if (!page) return unknownRecord(c);
    const opened = <Entries page={page} csrf={c.get('me').csrf} entries={entries} />;
    return c.html(await drawRecord(deps, c, page, { opened }));
  });

  app.post('/:id/nguoi-viet', only('sealed.read'), async (c) => {
    const id = recordId(c);
    const who = id === null ? null : await openIdentity(deps.store, readerOf(c), id);
    const page = who && (await findRecord(deps, c));
    return page
      ? c.html(await drawRecord(deps, c, page, { opened: <Writers who={who} /> }))
      : unknownRecord(c);
  });

  app.post('/:id/ban-chuyen', only('sealed.read'), async (c) => {
    const id = recordId(c);
    const entries = id === null ? null : await openContent(deps.store, readerOf(c), id, 'copy');
    const who = id === null || !entries ? null : await openIdentity(deps.store, readerOf(c), id, 'copy');
    if (!entries || !who) return unknownRecord(c);
    const known = who.flatMap((w) => [w.name, w.phone]).filter((value) => value !== undefined);
    return c.html(drawCopy(c, forwardCopy(entries, known)));
  });

  app.post('/:id/tep/:file', only('sealed.read'), async (c) => {
    const [id, file] = [recordId(c), c.req.param('file')];
    const bytes =
      id === null || !isId(file) ? null : await openPhoto(deps.store, readerOf(c), id, file, deps.dataDir);
    if (!bytes) return unknownRecord(c);
    // what is no photo came with a ticket that was moved here: handed out, never shown by the browser
    const photo = cleanPhoto(bytes) !== null;
    return c.body(new Uint8Array(bytes), 200, {
      'content-type': photo ? photoMime(bytes) : 'application/octet-stream',
      'content-disposition': photo ? 'inline' : 'attachment; filename="tep-niem-phong"',
      'content-security-policy': "default-src 'none'; sandbox; frame-ancestors 'none'",
      'cross-origin-resource-policy': 'same-origin',
      'cache-control': 'no-store',
    });
  });

  sealedActs(app, deps);
  return app;
}

function drawCopy(c: Context<Inside>, copy: ReturnType<typeof forwardCopy>) {
  return shell({
    title: 'Bản để chuyển',
    me: c.get('me'),
    here: ROOM,
    children: (
      <>
        <p class="notice">
          Máy đã bỏ tên, địa chỉ, số điện thoại, số giấy tờ mà máy nhận ra theo quy tắc (Luật Tố cáo Điều 56).
          Máy có thể bỏ sót hoặc bỏ thừa: xin đọc lại từng dòng trước khi chuyển.
        </p>
        {copy.texts.map((text) => (
          <p class="card typed" dir="auto">
            {text}
          </p>
        ))}
        {copy.texts.length === 0 && <p class="empty">Không có chữ nào.</p>}
        <p>
          Tệp kèm theo: {copy.photos} ảnh. Ảnh không nằm trong bản này, vì có thể lộ nét chữ, khuôn mặt, nơi
          ở.
        </p>
      </>
    ),
  });
}
