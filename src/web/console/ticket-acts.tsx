/** What else an officer does with a ticket: one form an act, all to one address, all without script. */
import { randomUUID } from 'node:crypto';
import type { Child } from 'hono/jsx';
import { drawingOf, mayPause, milestonesOf } from '../../core/stages.ts';
import { ruling } from '../../core/states.ts';
import type { Words } from '../../core/types.ts';
import type { TicketPage } from '../../store/console-ticket.ts';
import type { Officer } from '../../store/officers.ts';
import {
  type Act,
  type Acted,
  acceptTicket,
  askResident,
  assignTicket,
  changeKind,
  claimTicket,
  extendTicketClock,
  mergeTicket,
  noteTicket,
  type On,
  pauseTicketClock,
  recordMilestone,
  releaseTicket,
  resumeTicketClock,
  SETTABLE,
  splitTicket,
  transferTicket,
} from '../../store/tickets.ts';
import { sayDay } from './dates.ts';
import type { Fields } from './form.ts';
import { kindName } from './labels.ts';
import { Csrf } from './shell.tsx';

/** Do what the form's `do` names; null for something no form has. */
export async function doAct(on: On, act: Act, f: Fields): Promise<Acted | null> {
  const { text = '', reason = '', rule = '' } = f;
  const kind = SETTABLE.find((k) => k === f.kind) ?? 'toCao';
  switch (f.do) {
    case 'nhan':
      return await claimTicket(on, act);
    case 'giao':
      return f.officer === '' ? await releaseTicket(on, act) : await assignTicket(on, act, f.officer ?? '');
    case 'bao-nhan':
      return await acceptTicket(on, act, text);
    case 'hoi':
      return await askResident(on, act, text);
    case 'ghi-chu':
      return await noteTicket(on, act, text);
    case 'loai':
      return await changeKind(on, act, kind, reason);
    case 'chuyen':
      return await transferTicket(on, act, f.place ?? '', text);
    case 'tach':
      return await splitTicket(on, act, { kind, category: 'khac', text });
    case 'gop':
      return await mergeTicket(on, act, f.into ?? '');
    case 'tam-dung':
      return await pauseTicketClock(on, act, rule, reason);
    case 'chay-tiep':
      return await resumeTicketClock(on, act, rule, reason);
    case 'gia-han':
      return await extendTicketClock(on, act, rule, Number(f.days ?? 0), reason);
    case 'moc':
      return await recordMilestone(on, act, f.milestone ?? '', f.day ?? '');
    default:
      return null;
  }
}

interface Props {
  readonly ticket: TicketPage;
  readonly action: string;
  readonly csrf: string;
  readonly officers: readonly Officer[];
  readonly words: Words;
  /** what was typed into the form that was refused */
  readonly typed: Fields;
}

function Form({
  props,
  act,
  title,
  button,
  children,
}: {
  readonly props: Props;
  readonly act: string;
  readonly title: string;
  readonly button: string;
  readonly children?: Child;
}) {
  return (
    <details class="card" open={props.typed.do === act}>
      <summary>{title}</summary>
      <form method="post" action={props.action}>
        <Csrf token={props.csrf} />
        <input type="hidden" name="key" value={randomUUID()} />
        <input type="hidden" name="seen" value={String(props.ticket.version)} />
        <input type="hidden" name="do" value={act} />
        {children}
        <button type="submit" class="button">
          {button}
        </button>
      </form>
    </details>
  );
}

function Field({
  id,
  name,
  label,
  value,
  lines = 3,
  required = true,
}: {
  readonly id: string;
  readonly name: string;
  readonly label: string;
  readonly value: string;
  readonly lines?: number;
  readonly required?: boolean;
}) {
  return (
    <>
      <label for={id}>{label}</label>
      {lines === 1 ? (
        <input id={id} name={name} value={value} required={required} dir="auto" />
      ) : (
        <textarea id={id} name={name} rows={lines} required={required} dir="auto">
          {value}
        </textarea>
      )}
    </>
  );
}

export function ActForms(props: Props) {
  const { ticket, typed, words } = props;
  const may = (move: Parameters<typeof ruling>[2]) => ruling(ticket.kind, ticket.state, move).ok;
  const was = (act: string, name: string) => (typed.do === act ? (typed[name] ?? '') : '');
  const Kinds = ({ id, chosen }: { readonly id: string; readonly chosen: string }) => (
    <>
      <label for={id}>Loại</label>
      <select id={id} name="kind">
        {SETTABLE.map((kind) => (
          <option value={kind} selected={kind === chosen}>
            {kindName(words, kind)}
          </option>
        ))}
      </select>
    </>
  );
  return (
    <>
      {may('claim') && (
        <Form props={props} act="giao" title="Giao việc" button="Giao">
          <label for="act-officer">Người giữ hồ sơ</label>
          <select id="act-officer" name="officer">
            <option value="">Chưa giao ai</option>
            {props.officers.map((o) => (
              <option value={o.id} selected={o.id === (ticket.holder?.id ?? '')}>
                {o.name}
              </option>
            ))}
          </select>
        </Form>
      )}
      {may('accept') && (
        <Form props={props} act="bao-nhan" title="Báo đã nhận giải quyết" button="Báo người dân">
          <p>
            Người dân được báo là việc đã được nhận (Điều 28 Luật Tiếp công dân). Lời hứa trả lời vào việc vẫn
            tính.
          </p>
          <Field
            id="act-accept"
            name="text"
            label="Nhắn thêm (không bắt buộc)"
            value={was('bao-nhan', 'text')}
            required={false}
          />
        </Form>
      )}
      {may('ask') && (
        <Form props={props} act="hoi" title="Hỏi thêm người dân" button="Gửi câu hỏi">
          <p>Hồ sơ thành “Chờ bổ sung”. Lời hứa của phường tạm dừng; hạn luật định vẫn chạy.</p>
          <Field id="act-ask" name="text" label="Cần người dân cho biết gì" value={was('hoi', 'text')} />
        </Form>
      )}
      {may('kind') && (
        <Form
          props={props}
          act="loai"
          title={ticket.kindConfirmed ? 'Đổi loại' : 'Xác nhận hoặc đổi loại'}
          button="Ghi loại và báo người dân"
        >
          <Kinds id="act-kind" chosen={was('loai', 'kind') || ticket.kind} />
          <Field
            id="act-why"
            name="reason"
            label="Vì sao (người dân đọc được)"
            value={was('loai', 'reason')}
          />
        </Form>
      )}
      {may('transfer') && (
        <Form props={props} act="chuyen" title="Chuyển nơi khác" button="Ghi chuyển và báo người dân">
          <p>Chỉ ghi sau khi văn bản chuyển đã được ban hành. Người dân vẫn theo dõi ở đây.</p>
          <Field id="act-place" name="place" label="Nơi nhận" lines={1} value={was('chuyen', 'place')} />
          <Field
            id="act-transfer"
            name="text"
            label="Nhắn thêm (không bắt buộc)"
            value={was('chuyen', 'text')}
            required={false}
          />
        </Form>
      )}
      {may('split') && (
        <Form props={props} act="tach" title="Tách thành hồ sơ riêng" button="Tách và báo người dân">
          <p>
            Khi một tin có nhiều việc khác loại (khoản 4 Điều 14 Nghị định 154/2026/NĐ-CP). Hai hồ sơ dẫn mã
            của nhau.
          </p>
          <Kinds id="act-split-kind" chosen={was('tach', 'kind')} />
          <Field
            id="act-split"
            name="text"
            label="Phần tách ra, giữ đúng lời người dân"
            lines={5}
            value={was('tach', 'text')}
          />
        </Form>
      )}
      {may('merge') && (
        <Form props={props} act="gop" title="Gộp vào hồ sơ khác của người này" button="Gộp và báo người dân">
          <Field id="act-into" name="into" label="Mã hồ sơ giữ lại" lines={1} value={was('gop', 'into')} />
        </Form>
      )}
      {may('clock') && <ClockForms props={props} was={was} />}
    </>
  );
}

function ClockForms({
  props,
  was,
}: {
  readonly props: Props;
  readonly was: (act: string, name: string) => string;
}) {
  const { ticket } = props;
  const milestones = milestonesOf(ticket.kind);
  const named = (rule: string) => (rule === 'promise' ? 'Lời hứa của phường' : `Hạn ${rule}`);
  const pick = (id: string, clocks: typeof ticket.clocks) => (
    <>
      <label for={id}>Hạn nào</label>
      <select id={id} name="rule">
        {clocks.map((c) => (
          <option value={c.rule}>
            {named(c.rule)} ({sayDay(c.dueOn)})
          </option>
        ))}
      </select>
    </>
  );
  const running = ticket.clocks.filter((c) => c.state === 'running');
  const pausable = running.filter((c) => mayPause(c.rule));
  const paused = ticket.clocks.filter((c) => c.state === 'paused');
  const drawable = running.filter((c) => drawingOf(c.rule) !== null);
  return (
    <>
      {pausable.length > 0 && (
        <Form props={props} act="tam-dung" title="Tạm dừng hạn" button="Tạm dừng và báo người dân">
          {pick('act-pause', pausable)}
          <Field
            id="act-pause-why"
            name="reason"
            label="Lý do (người dân đọc được)"
            value={was('tam-dung', 'reason')}
          />
        </Form>
      )}
      {paused.length > 0 && (
        <Form props={props} act="chay-tiep" title="Cho hạn chạy tiếp" button="Chạy tiếp và báo người dân">
          {pick('act-resume', paused)}
          <Field
            id="act-resume-why"
            name="reason"
            label="Lý do (người dân đọc được)"
            value={was('chay-tiep', 'reason')}
          />
        </Form>
      )}
      {drawable.length > 0 && (
        <Form props={props} act="gia-han" title="Gia hạn" button="Gia hạn và báo người dân">
          {pick('act-extend', drawable)}
          <label for="act-days">
            Thêm mấy ngày làm việc (chỉ dùng cho lời hứa; khiếu nại lấy mức vụ việc phức tạp)
          </label>
          <input
            id="act-days"
            name="days"
            type="number"
            min="1"
            max="60"
            value={was('gia-han', 'days') || '5'}
          />
          <Field
            id="act-extend-why"
            name="reason"
            label="Lý do (người dân đọc được)"
            value={was('gia-han', 'reason')}
          />
        </Form>
      )}
      {milestones.length > 0 && (
        <Form props={props} act="moc" title="Ghi mốc thời hạn" button="Ghi mốc">
          <label for="act-milestone">Việc đã làm</label>
          <select id="act-milestone" name="milestone">
            {milestones.map((m) => (
              <option value={m.id}>{m.name}</option>
            ))}
          </select>
          <label for="act-day">Ngày</label>
          <input id="act-day" name="day" type="date" required value={was('moc', 'day')} />
        </Form>
      )}
    </>
  );
}
