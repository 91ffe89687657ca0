/** The reply form: what can be put in, how it will look there, and whether it will arrive. All of it works without script. */
import type { Answer, Outgoing } from '../../core/types.ts';
import { sayCitation } from '../../law/index.ts';
import type { CannedAnswer } from '../../store/canned.ts';
import type { Waiting } from '../../store/pending.ts';
import { ANSWER_LIMIT } from '../../store/tickets.ts';
import { Icon } from '../layout/icons.tsx';
import { Typed } from '../layout/words.tsx';
import { sayTime } from './dates.ts';
import type { ReachWords } from './reach-words.ts';
import { Csrf } from './shell.tsx';

const LIMIT = ANSWER_LIMIT.toLocaleString('vi-VN');

/** What the officer has put together so far. */
export interface Draft {
  readonly text: string;
  readonly nonce: string;
  /** words looked for in the knowledge base, and what was found */
  readonly sought?: {
    readonly words: string;
    readonly canned: readonly CannedAnswer[];
    readonly answers: readonly Answer[];
  };
  readonly preview?: readonly Outgoing[];
  /** an answer taken back or failed, whose words these are */
  readonly from?: string;
}

export interface ReplyProps {
  /** address of the ticket */
  readonly at: string;
  readonly csrf: string;
  readonly draft: Draft;
  readonly canned: readonly CannedAnswer[];
  /** what a category of the ward is called */
  readonly categories: (category: string) => string;
  readonly reach: ReachWords;
  /** id of the newest event on this page */
  readonly seen: string;
}

/** Words of an entry as they go into an answer: with the articles they rest on. */
export function withCitations(answer: Answer): string {
  const cites = [...new Set(answer.citations.map(sayCitation))];
  return cites.length === 0 ? answer.text : `${answer.text}\n(Theo ${cites.join('; ')}.)`;
}

export function ReplyForm(props: ReplyProps) {
  const { at, draft, reach } = props;
  const swap = {
    'hx-post': `${at}/soan`,
    'hx-target': '#tra-loi',
    'hx-select': '#tra-loi',
    'hx-swap': 'outerHTML',
  };
  return (
    <section class="card" aria-labelledby="reply-title" id="tra-loi">
      <h2 id="reply-title">Trả lời</h2>
      <p id="reply-reach" class={`reach ${reach.urgency}`}>
        <Icon name={reach.urgency === 'late' ? 'late' : reach.urgency === 'soon' ? 'clock' : 'send'} />{' '}
        {reach.say}
      </p>
      <form method="post" action={`${at}/tra-loi`}>
        <Csrf token={props.csrf} />
        <input type="hidden" name="key" value={draft.nonce} />
        <input type="hidden" name="seen" value={props.seen} />
        {draft.from !== undefined && <input type="hidden" name="tu" value={draft.from} />}
        <Insert {...props} swap={swap} />
        <label for="reply">Câu trả lời cho người dân</label>
        <textarea id="reply" name="text" rows={7} dir="auto" aria-describedby="reply-hint">
          {draft.text}
        </textarea>
        <div class="row">
          <button type="submit" class="button main">
            <Icon name="send" /> Gửi trả lời
          </button>
          <button
            type="submit"
            class="button quiet"
            formaction={`${at}/soan`}
            name="viec"
            value="xem"
            {...swap}
          >
            Xem trước
          </button>
        </div>
        <p class="muted" id="reply-hint">
          Gửi rồi vẫn thu lại được trong 2 phút. Tối đa {LIMIT} ký tự.
        </p>
        {draft.preview && <Preview messages={draft.preview} />}
      </form>
    </section>
  );
}

type Swap = Readonly<Record<string, string>>;

/** Ready answers and the knowledge base. First in the form, so that Enter in the search box looks and never sends. */
function Insert(props: ReplyProps & { readonly swap: Swap }) {
  const { at, canned, draft, swap } = props;
  const { sought } = draft;
  return (
    <details open={sought !== undefined}>
      <summary>Chèn câu mẫu hoặc kiến thức</summary>
      <div class="row">
        <label class="grow">
          Tìm trong câu mẫu và kiến thức
          <input type="search" name="hoi" value={sought?.words ?? ''} dir="auto" />
        </label>
        <button
          type="submit"
          class="button quiet"
          formaction={`${at}/soan`}
          name="viec"
          value="hoi"
          {...swap}
        >
          Tìm
        </button>
      </div>
      {sought && <Sought at={at} canned={sought.canned} answers={sought.answers} swap={swap} />}
      {canned.length > 0 ? (
        <div class="row">
          <label class="grow">
            Câu mẫu
            <select name="mau">
              <CannedOptions canned={canned} names={props.categories} />
            </select>
          </label>
          <button
            type="submit"
            class="button quiet"
            formaction={`${at}/soan`}
            name="viec"
            value="mau"
            {...swap}
          >
            Chèn câu mẫu
          </button>
        </div>
      ) : (
        <p class="muted">
          Phường chưa có câu mẫu nào. <a href="/console/cau-mau">Thêm câu mẫu</a>
        </p>
      )}
    </details>
  );
}

/** Those for anything first, then by what they are about. */
function CannedOptions({
  canned,
  names,
}: {
  readonly canned: readonly CannedAnswer[];
  readonly names: (category: string) => string;
}) {
  const topics = [...new Set(canned.flatMap((one) => one.category ?? []))];
  const options = (topic: string | null) =>
    canned.filter((one) => one.category === topic).map((one) => <option value={one.id}>{one.title}</option>);
  return (
    <>
      {options(null)}
      {topics.map((topic) => (
        <optgroup label={names(topic)}>{options(topic)}</optgroup>
      ))}
    </>
  );
}

function Sought({
  at,
  canned,
  answers,
  swap,
}: {
  readonly at: string;
  readonly canned: readonly CannedAnswer[];
  readonly answers: readonly Answer[];
  readonly swap: Swap;
}) {
  if (answers.length === 0 && canned.length === 0)
    return <p role="status">Chưa tìm thấy câu mẫu hay câu trả lời nào trong kiến thức. Xin thử chữ khác.</p>;
  return (
    <ul class="plain found-answers">
      {canned.map((one) => (
        <li>
          <b dir="auto">{one.title}</b> <span class="muted">câu mẫu</span>
          <Typed text={one.text} />
          <button
            type="submit"
            class="button quiet small"
            formaction={`${at}/soan`}
            name="viec"
            value={`mau:${one.id}`}
            {...swap}
          >
            Chèn<span class="vh"> “{one.title}”</span>
          </button>
        </li>
      ))}
      {answers.map((answer) => (
        <li>
          <b dir="auto">{answer.title}</b>
          {answer.underReview && <p class="mark soon">Đang được rà soát: xin đọc lại luật trước khi gửi</p>}
          <Typed text={withCitations(answer)} />
          <button
            type="submit"
            class="button quiet small"
            formaction={`${at}/soan`}
            name="viec"
            value={`chen:${answer.id}`}
            {...swap}
          >
            Chèn<span class="vh"> “{answer.title}”</span>
          </button>
        </li>
      ))}
    </ul>
  );
}

function Preview({ messages }: { readonly messages: readonly Outgoing[] }) {
  return (
    <div class="preview-talk" role="status">
      <p>
        <b>Người dân sẽ thấy như sau</b>
        {messages.length > 1 && ` (${messages.length} tin, vì kênh này giới hạn độ dài mỗi tin)`}:
      </p>
      {messages.map((message) => (
        <div class="bubble">
          <Typed text={message.text} />
          {message.choices.length > 0 && (
            <p class="muted">Nút bấm: {message.choices.map((choice) => choice.label).join(' · ')}</p>
          )}
        </div>
      ))}
    </div>
  );
}

/** Answers pressed and not yet gone: take back, or do not wait. */
export function WaitingAnswers({
  at,
  csrf,
  waiting,
  mayAct,
}: {
  readonly at: string;
  readonly csrf: string;
  readonly waiting: readonly Waiting[];
  readonly mayAct: boolean;
}) {
  return (
    <>
      {waiting.map((w) => (
        <section class="notice warn" aria-label="Câu trả lời chờ gửi">
          <p>
            <Icon name="clock" />{' '}
            <b>
              Câu trả lời của <span dir="auto">{w.by}</span> sẽ gửi lúc {sayTime(w.dueAt)}.
            </b>{' '}
            Người dân chưa nhận gì.
          </p>
          <Typed text={w.text} />
          {mayAct && (
            <form method="post" action={`${at}/thu-lai`} class="row">
              <Csrf token={csrf} />
              <input type="hidden" name="id" value={w.id} />
              <button type="submit" class="button main">
                Thu lại
              </button>
              <button type="submit" class="button quiet" formaction={`${at}/gui-ngay`}>
                Gửi ngay
              </button>
            </form>
          )}
        </section>
      ))}
    </>
  );
}

/** Who else is at it; kept fresh where there is script (live.ts). */
export function Presence({ at, others }: { readonly at: string; readonly others: readonly string[] }) {
  return (
    <div id="presence" role="status" data-part data-from={`${at}/ai`}>
      {others.length > 0 && (
        <p class="notice warn">
          <Icon name="person" /> Đang được <b dir="auto">{others.join(', ')}</b> trả lời. Xin hỏi nhau trước
          khi gửi.
        </p>
      )}
    </div>
  );
}

/** Why an answer pressed earlier was not sent. */
export function sayFailed(reason: string | null): string {
  return reason === 'closed'
    ? 'hồ sơ đã đóng trước khi tin kịp đi.'
    : 'hồ sơ đã thay đổi trước khi tin kịp đi.';
}
