/** Pieces of the documents page: the form, how far each file is, what is quoted from. */
import type { DocumentRow } from '../../store/documents.ts';
import type { Upload } from '../../store/uploads.ts';
import { sayTime } from './dates.ts';
import { Line } from './fields.tsx';
import { Csrf } from './shell.tsx';

export const DOCUMENTS = '/console/van-ban';

export function ImportForm({ csrf }: { readonly csrf: string }) {
  return (
    <form method="post" action={DOCUMENTS} enctype="multipart/form-data" class="card stack">
      <Csrf token={csrf} />
      <div class="field">
        <label for="file">Tệp văn bản (Word .docx, PDF có chữ, .txt)</label>
        <input
          id="file"
          name="file"
          type="file"
          multiple
          accept=".docx,.pdf,.txt,.md,.json"
          required
          aria-describedby="file-hint"
        />
        <p class="muted" id="file-hint">
          Chọn được nhiều tệp một lúc, tất cả không quá 30 MB.
        </p>
      </div>
      <details>
        <summary>Ghi thêm về văn bản, khi nhập một tệp</summary>
        <Line name="number" label="Số, ký hiệu" typed={{}} wrong={{}} hint="Ví dụ: 124/KH-UBND" />
        <Line name="title" label="Tên, trích yếu" typed={{}} wrong={{}} />
        <Line name="issuer" label="Nơi ban hành" typed={{}} wrong={{}} />
        <Line name="issuedOn" label="Ngày ban hành" type="date" typed={{}} wrong={{}} />
      </details>
      <button type="submit" class="button main">
        Nhập
      </button>
    </form>
  );
}

/** Asked again by itself while something is being read, where there is script. */
export function Uploads({ uploads }: { readonly uploads: readonly Upload[] }) {
  const busy = uploads.some((u) => u.state === 'reading');
  const again = busy
    ? { 'hx-get': `${DOCUMENTS}/tien-do`, 'hx-trigger': 'every 2s', 'hx-swap': 'outerHTML' }
    : {};
  return (
    <section id="uploads" aria-labelledby="uploads-title" aria-live="polite" {...again}>
      <h2 id="uploads-title">Các tệp vừa nhập</h2>
      {uploads.length === 0 && <p class="empty">Chưa nhập tệp nào ở đây.</p>}
      <ul class="plain">
        {uploads.map((u) => (
          <One upload={u} />
        ))}
      </ul>
      {busy && (
        <p>
          <a href={DOCUMENTS} class="button quiet small">
            Xem lại tiến độ
          </a>
        </p>
      )}
    </section>
  );
}

function One({ upload: u }: { readonly upload: Upload }) {
  return (
    <li class="card">
      <b dir="auto">{u.name}</b>{' '}
      <span class="muted">
        {u.by} nhập {sayTime(u.createdAt)}
      </span>
      {u.state === 'reading' && (
        <p>
          <label for={`p-${u.id}`}>{u.total === 0 ? 'Đang đọc…' : `${u.step} ${u.done}/${u.total}`}</label>{' '}
          {u.total === 0 ? (
            <progress id={`p-${u.id}`} />
          ) : (
            <progress id={`p-${u.id}`} max={u.total} value={u.done} />
          )}
        </p>
      )}
      {u.state === 'done' && <p>{u.note}</p>}
      {u.state === 'failed' && <p class="notice bad">Chưa nhập được. {u.note}</p>}
    </li>
  );
}

interface DocumentsProps {
  readonly documents: readonly DocumentRow[];
  /** null: may only read */
  readonly csrf: string | null;
}

export function Documents({ documents, csrf }: DocumentsProps) {
  const active = documents.filter((d) => d.active);
  const away = documents.filter((d) => !d.active);
  return (
    <>
      <h2>Đang được trích ({active.length})</h2>
      {active.length === 0 && <p class="empty">Chưa có văn bản nào.</p>}
      <ul class="plain">
        {active.map((d) => (
          <Row document={d} csrf={csrf} act="bo" button="Thôi trích" />
        ))}
      </ul>
      {away.length > 0 && (
        <details>
          <summary>Không trích nữa ({away.length})</summary>
          <ul class="plain">
            {away.map((d) => (
              <Row document={d} csrf={csrf} act="lai" button="Dùng lại" />
            ))}
          </ul>
        </details>
      )}
    </>
  );
}

interface RowProps {
  readonly document: DocumentRow;
  readonly csrf: string | null;
  readonly act: 'bo' | 'lai';
  readonly button: string;
}

function Row({ document: d, csrf, act, button }: RowProps) {
  const facts = [
    [d.kind, d.number].filter((v) => v !== null).join(' '),
    d.issuedOn === null ? '' : `ngày ${d.issuedOn.split('-').reverse().join('/')}`,
    d.issuer ?? '',
    `${d.passages.toLocaleString('vi-VN')} đoạn`,
    `${d.importedBy} nhập ${sayTime(d.importedAt)}`,
  ];
  return (
    <li class="card">
      <b dir="auto">{d.title}</b>
      <p class="muted" dir="auto">
        {facts.filter((fact) => fact !== '').join(' · ')}
      </p>
      {csrf !== null && (
        <form method="post" action={`${DOCUMENTS}/bo`}>
          <Csrf token={csrf} />
          <input type="hidden" name="id" value={d.id} />
          <button type="submit" name="do" value={act} class="button quiet small">
            {button}
            <span class="vh"> {d.title}</span>
          </button>
        </form>
      )}
    </li>
  );
}
