/** Pieces of the knowledge pages: what a question would be answered, an entry's history, its form. */
import type { Entry } from '../../core/types.ts';
import type { EntryVersion } from '../../store/sign-off.ts';
import type { Tried as Answered } from '../deps.ts';
import { Typed } from '../layout/words.tsx';
import { sayTime } from './dates.ts';
import { Area, Line } from './fields.tsx';
import type { Fields } from './form.ts';
import { ANSWER_LIMIT, KNOWLEDGE } from './knowledge-form.ts';
import { ROUTE_NAMES } from './labels.ts';
import { Csrf } from './shell.tsx';

export function Tried({ tried }: { readonly tried: Answered }) {
  const [best] = tried.answers;
  return (
    <section class="card" aria-label="Kết quả hỏi thử">
      <p>
        <strong>Máy hiểu là:</strong> {ROUTE_NAMES[tried.route]}.{' '}
        {tried.confident ? 'Trả lời ngay.' : 'Chưa chắc, nên hỏi lại hoặc mời gặp cán bộ.'}
      </p>
      {best && <Typed text={best.text} class="main-words" />}
      {tried.reasons.length > 0 && (
        <details>
          <summary>Vì sao</summary>
          <ul>
            {tried.reasons.map((reason) => (
              <li>{reason}</li>
            ))}
          </ul>
        </details>
      )}
      {tried.answers.length > 0 && (
        <ol>
          {tried.answers.map((a) => (
            <li>
              <a href={`${KNOWLEDGE}/${a.id}`}>{a.title}</a>{' '}
              <span class="muted">({Math.round(100 * a.score)}%)</span>
            </li>
          ))}
        </ol>
      )}
    </section>
  );
}

const FIELD_NAMES: Readonly<Record<string, string>> = {
  question: 'Câu hỏi',
  wordings: 'Cách hỏi khác',
  cites: 'Căn cứ',
  mark: 'Độ chắc của nguồn',
  from: 'Có hiệu lực từ',
  to: 'Hết hiệu lực',
  next: 'Hỏi tiếp',
  answer: 'Trả lời',
  detail: 'Chi tiết',
  signed: 'Người ký',
};

export function EntryView({
  entry,
  versions,
}: {
  readonly entry: Entry;
  readonly versions: readonly EntryVersion[];
}) {
  return (
    <section class="card" aria-label="Về mục này">
      <dl>
        <dt>Nhóm</dt>
        <dd>{entry.topic}</dd>
        <dt>Người ký</dt>
        <dd>
          {entry.signed
            ? `${entry.signed.by}, ngày ${entry.signed.on.split('-').reverse().join('/')}`
            : 'Chưa ai ký'}
        </dd>
        <dt>Độ chắc của nguồn</dt>
        <dd>
          {entry.mark}{' '}
          {entry.mark.startsWith('V') ? '(đã đọc nguyên văn)' : '(cần đối chiếu nguyên văn trước khi ký)'}
        </dd>
        <dt>Cách hỏi khác</dt>
        <dd>{entry.wordings.join('; ')}</dd>
      </dl>
      <details>
        <summary>Các lần sửa ({versions.length})</summary>
        <ol>
          {versions.map((v) => (
            <li>
              <p>
                Lần {v.version}, {sayTime(v.at)},{' '}
                {v.source === 'file' ? 'theo bản phát hành' : (v.by ?? 'cán bộ')}
              </p>
              {v.changes.map((change) => (
                <div class="change">
                  <p class="muted">{FIELD_NAMES[change.field] ?? change.field}</p>
                  {change.before !== '' && <del>{change.before}</del>}
                  {change.after !== '' && <ins>{change.after}</ins>}
                </div>
              ))}
            </li>
          ))}
        </ol>
      </details>
    </section>
  );
}

export function EntryForm(props: {
  readonly id: string;
  readonly csrf: string;
  readonly typed: Fields;
  readonly wrong: Fields;
}) {
  return (
    <form method="post" action={`${KNOWLEDGE}/${props.id}`}>
      <Csrf token={props.csrf} />
      <EntryFields typed={props.typed} wrong={props.wrong} />
      <p class="muted">Sửa xong, mục này cần ký lại. Bản sửa được giữ khi nâng cấp chương trình.</p>
      <button type="submit" class="button">
        Lưu
      </button>
    </form>
  );
}

/** What an entry is made of, as fields; the same for a new one. */
export function EntryFields({ typed, wrong }: { readonly typed: Fields; readonly wrong: Fields }) {
  return (
    <>
      <Line name="question" label="Câu hỏi" typed={typed} wrong={wrong} />
      <Area name="wordings" label="Cách hỏi khác, mỗi dòng một câu" typed={typed} wrong={wrong} rows={6} />
      <Area
        name="answer"
        label="Trả lời ngắn"
        typed={typed}
        wrong={wrong}
        rows={6}
        hint={`Nhiều nhất ${ANSWER_LIMIT} ký tự. Nói thẳng câu trả lời trước.`}
      />
      <Area name="detail" label="Chi tiết" typed={typed} wrong={wrong} rows={8} />
      <Area
        name="cites"
        label="Căn cứ, mỗi dòng một điều"
        typed={typed}
        wrong={wrong}
        rows={3}
        hint="Viết như: 59/2023/NĐ-CP Đ.3 k.3"
      />
      <Line name="from" label="Có hiệu lực từ" typed={typed} wrong={wrong} type="date" />
      <Line name="to" label="Hết hiệu lực (để trống nếu chưa)" typed={typed} wrong={wrong} type="date" />
    </>
  );
}
