/** `/console/van-ban`: official documents answers quote from: upload, see how far it is, take one out and back. */
import { type Context, Hono } from 'hono';
import { readDay } from '../../core/period.ts';
import { cleanName, cut } from '../../core/text.ts';
import {
  listDocuments,
  type NewDocument,
  removeDocument,
  restoreDocument,
  type Saved,
  saveDocument,
} from '../../store/documents.ts';
import type { Officer } from '../../store/officers.ts';
import { beginUpload, endUpload, noteUpload, uploadsOf } from '../../store/uploads.ts';
import type { Given, WebDeps } from '../deps.ts';
import { DOCUMENTS, Documents, ImportForm, Uploads } from './documents-parts.tsx';
import { only } from './doors.tsx';
import { isId, readForm } from './form.ts';
import { may } from './roles.ts';
import { type Inside, plainPage, shell } from './shell.tsx';

const MOST_FILES = 20;
const NAME_LIMIT = 200;

export function documentPages(deps: WebDeps): Hono<Inside> {
  const app = new Hono<Inside>();
  const { store, wardId } = deps;
  app.get('/', only('questions.read'), async (c) => c.html(await draw(deps, c)));
  app.get('/tien-do', only('questions.read'), async (c) =>
    c.html(<Uploads uploads={await uploadsOf(store.pool, wardId)} />),
  );
  app.post('/', only('knowledge.write'), async (c) => await take(deps, c));
  app.post('/bo', only('knowledge.write'), async (c) => {
    const { id, do: what } = await readForm(c);
    const { officer } = c.get('me');
    if (!isId(id)) return gone(c);
    const done =
      what === 'lai'
        ? await restoreDocument(store, wardId, id, { officerId: officer.id, name: officer.name })
        : (await removeDocument(store, wardId, id, officer.name, officer.id)) !== null;
    if (!done) return gone(c);
    await deps.knowledge.refresh();
    return c.redirect(`${DOCUMENTS}?da=${what === 'lai' ? 'vb-lai' : 'vb-bo'}`, 303);
  });
  return app;
}

const gone = (c: Context<Inside>) =>
  plainPage(
    c,
    409,
    'Chưa làm được',
    'Văn bản này không còn ở đó, hoặc đã có bản mới hơn đang được trích. Xin mở lại trang.',
  );

async function draw(deps: WebDeps, c: Context<Inside>, problem?: string) {
  const me = c.get('me');
  const write = may(me.officer.roles, 'knowledge.write');
  const [uploads, documents] = await Promise.all([
    uploadsOf(deps.store.pool, deps.wardId),
    listDocuments(deps.store.pool, deps.wardId, { all: true }),
  ]);
  return shell({
    title: 'Văn bản',
    me,
    here: DOCUMENTS,
    done: c.req.query('da'),
    children: (
      <>
        {problem !== undefined && (
          <p class="notice bad" role="alert">
            {problem}
          </p>
        )}
        <p>
          Máy trích nguyên văn các văn bản này, kèm số và điều khoản, khi chưa có câu trả lời soạn sẵn. Chỉ
          nhập văn bản công khai.
        </p>
        {write && <ImportForm csrf={me.csrf} />}
        <Uploads uploads={uploads} />
        <Documents documents={documents} csrf={write ? me.csrf : null} />
      </>
    ),
  });
}

/** Files are noted at once and read one after another once the page is answered. */
async function take(deps: WebDeps, c: Context<Inside>) {
  const body = await c.req.parseBody({ all: true });
  const files = [body.file ?? []].flat().filter((f) => f instanceof File && f.name !== '') as File[];
  if (files.length === 0)
    return c.html(await draw(deps, c, 'Chưa có tệp nào. Xin chọn tệp rồi gửi lại.'), 409);
  if (files.length > MOST_FILES)
    return c.html(await draw(deps, c, `Mỗi lần nhập nhiều nhất ${MOST_FILES} tệp.`), 409);
  const given = givenOf(body);
  if (files.length > 1 && Object.keys(given).length > 0)
    return c.html(await draw(deps, c, 'Số, tên, ngày, nơi ban hành chỉ ghi khi nhập một tệp.'), 409);
  const { officer } = c.get('me');
  const noted: Noted[] = [];
  for (const file of files) {
    const name = cut(cleanName(file.name), NAME_LIMIT);
    const id = await beginUpload(deps.store.pool, deps.wardId, officer.id, name);
    noted.push({ id, name, bytes: new Uint8Array(await file.arrayBuffer()) });
  }
  void readAll(deps, officer, noted, given);
  return c.redirect(`${DOCUMENTS}?da=vb-nhan`, 303);
}

function givenOf(body: Readonly<Record<string, unknown>>): Given {
  const text = (name: string): string | undefined => {
    const value = body[name];
    const typed = typeof value === 'string' ? cut(cleanName(value), NAME_LIMIT) : '';
    return typed === '' ? undefined : typed;
  };
  const [number, title, issuer] = [text('number'), text('title'), text('issuer')];
  const issuedOn = readDay(text('issuedOn'));
  return {
    ...(number === undefined ? {} : { number }),
    ...(title === undefined ? {} : { title }),
    ...(issuer === undefined ? {} : { issuer }),
    ...(issuedOn === undefined ? {} : { issuedOn }),
  };
}

interface Noted {
  readonly id: string;
  readonly name: string;
  readonly bytes: Uint8Array;
}

async function readAll(deps: WebDeps, by: Officer, files: readonly Noted[], given: Given): Promise<void> {
  for (const file of files) {
    try {
      await readOne(deps, by, file, given);
    } catch (error) {
      deps.log.error({ cause: error instanceof Error ? error.name : 'unknown' }, 'an upload was not read');
      const note = 'Có lỗi ở máy chủ nên chưa nhập được. Xin thử lại sau ít phút.';
      // the database is away: the page tells it as lost after a while
      await endUpload(deps.store.pool, file.id, 'failed', note).catch(() => {});
    }
  }
}

async function readOne(deps: WebDeps, by: Officer, { id, name, bytes }: Noted, given: Given): Promise<void> {
  const { store, wardId } = deps;
  let told = -1;
  const progress = (what: string, done: number, total: number) => {
    const step = Math.floor((20 * done) / Math.max(1, total));
    if (step === told) return;
    told = step;
    // a lost note of progress is no reason to stop
    noteUpload(store.pool, id, what, done, total).catch(() => {});
  };
  const read = await deps.readDocument(name, bytes, given, progress);
  if ('wrong' in read) return await endUpload(store.pool, id, 'failed', read.wrong);
  const saved = await saveDocument(store, wardId, read.document, {
    file: name,
    by: by.name,
    officerId: by.id,
    progress,
  });
  await endUpload(store.pool, id, 'done', sayDone(saved, read.document), saved.id);
  await deps.knowledge.refresh();
}

const OUTCOMES: Readonly<Record<Saved['outcome'], string>> = {
  added: 'Đã nhập',
  same: 'Đã có từ trước, không đổi gì:',
  restored: 'Dùng lại bản đã nhập trước đây:',
  replaced: 'Đã nhập bản mới, bản cũ được giữ nhưng không trích nữa:',
};

function sayDone({ outcome }: Saved, d: NewDocument): string {
  const name = d.number === undefined ? `“${d.title}”` : `${d.kind ?? 'văn bản số'} ${d.number}`;
  const missing = [
    ...(d.number === undefined ? ['số'] : []),
    ...(d.issuedOn === undefined ? ['ngày'] : []),
    ...(d.issuer === undefined ? ['nơi ban hành'] : []),
  ];
  const lacks =
    missing.length === 0 || outcome === 'same'
      ? ''
      : ` Không thấy trong tệp: ${missing.join(', ')}; nhập lại kèm các mục đó nếu cần.`;
  return `${OUTCOMES[outcome]} ${name}, ${d.passages.length} đoạn.${lacks}`;
}
