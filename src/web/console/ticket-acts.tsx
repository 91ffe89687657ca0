/** What else an officer does with a ticket: one form an act, all to one address, all without script. */
import { drawingOf, dutyOf, mayPause, milestonesOf } from '../../core/stages.ts';
import { ruling } from '../../core/states.ts';
import { categoriesOf } from '../../store/categories.ts';
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
import { ActField, ActForm, type ActProps } from './act-form.tsx';
import { sayDay } from './dates.ts';
import type { Fields } from './form.ts';
import { kindName } from './labels.ts';
import { doInfoAct, InfoForms } from './ticket-info.tsx';

/** Do what the form's `do` names; null for something no form has. */
export async function doAct(on: On, wardId: string, act: Act, f: Fields): Promise<Acted | null> {
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
      return await splitTicket(on, act, { kind, text, categories: await categoriesOf(on.tx, wardId) });
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
      return await doInfoAct(on, act, f);
  }
}

export function ActForms(props: ActProps) {
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
        <ActForm props={props} act="giao" title="Giao việc" button="Giao">
          <label for="act-officer">Người giữ hồ sơ</label>
          <select id="act-officer" name="officer">
            <option value="">Chưa giao ai</option>
            {props.officers.map((o) => (
              <option value={o.id} selected={o.id === (ticket.holder?.id ?? '')}>
                {o.name}
              </option>
            ))}
          </select>
        </ActForm>
      )}
      {may('accept') && (
        <ActForm props={props} act="bao-nhan" title="Báo đã nhận giải quyết" button="Báo người dân">
          <p>
            Người dân được báo là việc đã được nhận (Điều 28 Luật Tiếp công dân). Lời hứa trả lời vào việc vẫn
            tính.
          </p>
          <ActField
            id="act-accept"
            name="text"
            label="Nhắn thêm (không bắt buộc)"
            value={was('bao-nhan', 'text')}
            required={false}
          />
        </ActForm>
      )}
      {may('ask') && (
        <ActForm props={props} act="hoi" title="Hỏi thêm người dân" button="Gửi câu hỏi">
          <p>
            {ticket.kind === 'thongTin'
              ? 'Hồ sơ thành “Chờ bổ sung”. Yêu cầu thiếu thì chưa hợp lệ: hạn cung cấp thông tin dừng, tính lại từ ngày người dân bổ sung.'
              : 'Hồ sơ thành “Chờ bổ sung”. Lời hứa của phường tạm dừng; hạn luật định vẫn chạy.'}
          </p>
          <ActField id="act-ask" name="text" label="Cần người dân cho biết gì" value={was('hoi', 'text')} />
        </ActForm>
      )}
      {may('kind') && (
        <ActForm
          props={props}
          act="loai"
          title={ticket.kindConfirmed ? 'Đổi loại' : 'Xác nhận hoặc đổi loại'}
          button="Ghi loại và báo người dân"
        >
          <Kinds id="act-kind" chosen={was('loai', 'kind') || ticket.kind} />
          <ActField
            id="act-why"
            name="reason"
            label="Vì sao (người dân đọc được)"
            value={was('loai', 'reason')}
          />
        </ActForm>
      )}
      {may('transfer') && (
        <ActForm props={props} act="chuyen" title="Chuyển nơi khác" button="Ghi chuyển và báo người dân">
          <p>Chỉ ghi sau khi văn bản chuyển đã được ban hành. Người dân vẫn theo dõi ở đây.</p>
          <ActField id="act-place" name="place" label="Nơi nhận" lines={1} value={was('chuyen', 'place')} />
          <ActField
            id="act-transfer"
            name="text"
            label="Nhắn thêm (không bắt buộc)"
            value={was('chuyen', 'text')}
            required={false}
          />
        </ActForm>
      )}
      {may('split') && (
        <ActForm props={props} act="tach" title="Tách thành hồ sơ riêng" button="Tách và báo người dân">
          <p>
            Khi một tin có nhiều việc khác loại (khoản 4 Điều 14 Nghị định 154/2026/NĐ-CP). Hai hồ sơ dẫn mã
            của nhau.
          </p>
          <Kinds id="act-split-kind" chosen={was('tach', 'kind')} />
          <ActField
            id="act-split"
            name="text"
            label="Phần tách ra, giữ đúng lời người dân"
            lines={5}
            value={was('tach', 'text')}
          />
        </ActForm>
      )}
      {may('merge') && (
        <ActForm
          props={props}
          act="gop"
          title="Gộp vào hồ sơ khác của người này"
          button="Gộp và báo người dân"
        >
          <ActField id="act-into" name="into" label="Mã hồ sơ giữ lại" lines={1} value={was('gop', 'into')} />
        </ActForm>
      )}
      {ticket.kind === 'thongTin' && <InfoForms props={props} was={was} />}
      {may('clock') && <ClockForms props={props} was={was} />}
    </>
  );
}

function ClockForms({
  props,
  was,
}: {
  readonly props: ActProps;
  readonly was: (act: string, name: string) => string;
}) {
  const { ticket } = props;
  const milestones = milestonesOf(ticket.kind);
  const named = (c: (typeof ticket.clocks)[number]) =>
    c.rule === 'promise' ? 'Lời hứa của phường' : `Hạn ${c.rule}: ${dutyOf(c.rule, c.variant)}`;
  const pick = (id: string, clocks: typeof ticket.clocks) => (
    <>
      <label for={id}>Hạn nào</label>
      <select id={id} name="rule">
        {clocks.map((c) => (
          <option value={c.rule}>
            {named(c)} ({sayDay(c.dueOn)})
          </option>
        ))}
      </select>
    </>
  );
  const running = ticket.clocks.filter((c) => c.state === 'running');
  const pausable = running.filter((c) => mayPause(c.rule));
  const paused = ticket.clocks.filter((c) => c.state === 'paused');
  const drawable = running.filter((c) => drawingOf(c.rule, c.variant) !== null);
  return (
    <>
      {pausable.length > 0 && (
        <ActForm props={props} act="tam-dung" title="Tạm dừng hạn" button="Tạm dừng và báo người dân">
          {pick('act-pause', pausable)}
          <ActField
            id="act-pause-why"
            name="reason"
            label="Lý do (người dân đọc được)"
            value={was('tam-dung', 'reason')}
          />
        </ActForm>
      )}
      {paused.length > 0 && (
        <ActForm props={props} act="chay-tiep" title="Cho hạn chạy tiếp" button="Chạy tiếp và báo người dân">
          {pick('act-resume', paused)}
          <ActField
            id="act-resume-why"
            name="reason"
            label="Lý do (người dân đọc được)"
            value={was('chay-tiep', 'reason')}
          />
        </ActForm>
      )}
      {drawable.length > 0 && (
        <ActForm props={props} act="gia-han" title="Gia hạn" button="Gia hạn và báo người dân">
          {pick('act-extend', drawable)}
          <label for="act-days">
            Thêm mấy ngày (lời hứa, thông tin nhận tại trụ sở: ngày làm việc; thông tin gửi qua mạng, bưu
            điện: tối đa 15 ngày; khiếu nại thì lấy mức vụ việc phức tạp)
          </label>
          <input
            id="act-days"
            name="days"
            type="number"
            min="1"
            max="60"
            value={was('gia-han', 'days') || '5'}
          />
          <ActField
            id="act-extend-why"
            name="reason"
            label="Lý do (người dân đọc được)"
            value={was('gia-han', 'reason')}
          />
        </ActForm>
      )}
      {milestones.length > 0 && (
        <ActForm props={props} act="moc" title="Ghi mốc thời hạn" button="Ghi mốc">
          <label for="act-milestone">Việc đã làm</label>
          <select id="act-milestone" name="milestone">
            {milestones.map((m) => (
              <option value={m.id}>{m.name}</option>
            ))}
          </select>
          <label for="act-day">Ngày</label>
          <input id="act-day" name="day" type="date" required value={was('moc', 'day')} />
        </ActForm>
      )}
    </>
  );
}
