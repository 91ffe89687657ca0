/** A request for information on its ticket: what it asks and of whom, and the forms by which an officer decides on it. */
import type { InfoAsker } from '../../core/types.ts';
import { INFO_HOWS, type InfoHow, infoLaw, refusalsOf, sayCitation } from '../../law/index.ts';
import type { TicketPage } from '../../store/console-ticket.ts';
import {
  type Act,
  type Acted,
  complexInfo,
  type On,
  refuseInfo,
  supplyInfo,
  validInfo,
} from '../../store/tickets.ts';
import { ActField, ActForm, type ActProps } from './act-form.tsx';
import { isoDay, sayDay } from './dates.ts';
import type { Fields } from './form.ts';

export const HOW_NAMES: Readonly<Record<InfoHow, string>> = {
  chat: 'Qua tin nhắn',
  office: 'Tại trụ sở',
  email: 'Qua thư điện tử',
  post: 'Qua bưu điện, fax',
};
const OUTCOMES = {
  accepted: 'Đã nhận là hợp lệ',
  refused: 'Đã từ chối',
  supplied: 'Đã cung cấp',
} as const;

/** Do what the form's `do` names; null for something no form has. */
export async function doInfoAct(on: On, act: Act, f: Fields): Promise<Acted | null> {
  switch (f.do) {
    case 'tt-hop-le':
      return await validInfo(on, act, f.how ?? '', f.wrong === 'yes', f.day ?? '');
    case 'tt-phuc-tap':
      return await complexInfo(on, act, f.reason ?? '');
    case 'tt-tu-choi':
      return await refuseInfo(on, act, f.ground ?? '', f.reason ?? '');
    case 'tt-cung-cap':
      return await supplyInfo(on, act, f.text ?? '');
    default:
      return null;
  }
}

/** The day whose law counts. */
const lawDay = (ticket: TicketPage): string => ticket.info?.receivedOn ?? isoDay(ticket.openedAt);

export function InfoCard({
  ticket,
  asker,
  paper,
}: {
  readonly ticket: TicketPage;
  /** null: this role may not see who asks */
  readonly asker: InfoAsker | null;
  /** address of the form to print */
  readonly paper: string;
}) {
  const { info } = ticket;
  if (ticket.kind !== 'thongTin') return null;
  const rows: readonly (readonly [string, string | null | undefined])[] = [
    ['Cách nhận', info ? HOW_NAMES[info.how] : null],
    ['Nhận yêu cầu hợp lệ', info?.receivedOn ? sayDay(info.receivedOn) : 'Chưa ghi: thời hạn chưa chạy'],
    ['Kết quả', info?.outcome ? OUTCOMES[info.outcome] : null],
    ['Căn cứ từ chối', info?.ground],
    ['Nơi ở', asker?.address],
    ['Số giấy tờ', asker?.idNumber],
    ['Thư điện tử', asker?.email],
    ['Để làm gì', asker?.why],
  ];
  return (
    <section class="card" aria-labelledby="info-title">
      <h2 id="info-title">Yêu cầu cung cấp thông tin</h2>
      {info?.wrong && <p>Người dân báo thông tin đã công khai bị sai (Điều 22 Luật Tiếp cận thông tin).</p>}
      <dl>
        {rows.map(([name, value]) =>
          value === null || value === undefined ? null : (
            <>
              <dt>{name}</dt>
              <dd dir="auto">{value}</dd>
            </>
          ),
        )}
      </dl>
      <p>
        {infoLaw(lawDay(ticket)) === 'TCTT-2026'
          ? 'Theo Luật Tiếp cận thông tin năm 2026 (từ 01/09/2026). Thời hạn cung cấp và danh mục từ chối của luật mới: máy chưa có bản chính thức, nên không tính hạn, không chọn sẵn căn cứ.'
          : 'Theo Luật Tiếp cận thông tin 104/2016/QH13, vì yêu cầu nhận trước ngày 01/09/2026.'}
      </p>
      {asker !== null && (
        <p>
          <a href={paper}>Phiếu yêu cầu để in (mẫu của phường)</a>
        </p>
      )}
    </section>
  );
}

export function InfoForms({
  props,
  was,
}: {
  readonly props: ActProps;
  readonly was: (act: string, name: string) => string;
}) {
  const { ticket } = props;
  if (ticket.state === 'closed') return null;
  const { info } = ticket;
  const open = ticket.state !== 'answered' && ticket.state !== 'transferred';
  const grounds = refusalsOf(lawDay(ticket));
  const gathers = info?.receivedOn && !info.complex && !info.wrong && info.how !== 'office';
  return (
    <>
      {open && (
        <ActForm props={props} act="tt-hop-le" title="Ghi yêu cầu hợp lệ" button="Ghi và báo người dân">
          <p>
            Đủ họ tên, nơi ở, số giấy tờ, nội dung, cách nhận thì hợp lệ; thiếu thì dùng “Hỏi thêm người dân”.
          </p>
          <label for="info-day">Ngày phường nhận yêu cầu hợp lệ</label>
          <input
            id="info-day"
            name="day"
            type="date"
            required
            value={was('tt-hop-le', 'day') || (info?.receivedOn ?? '')}
          />
          <label for="info-how">Cách nhận thông tin</label>
          <select id="info-how" name="how">
            {INFO_HOWS.map((how) => (
              <option value={how} selected={how === (was('tt-hop-le', 'how') || info?.how)}>
                {HOW_NAMES[how]}
              </option>
            ))}
          </select>
          <label>
            <input type="checkbox" name="wrong" value="yes" checked={info?.wrong ?? false} /> Báo thông tin đã
            công khai bị sai
          </label>
        </ActForm>
      )}
      {open && gathers && infoLaw(lawDay(ticket)) === '104/2016/QH13' && (
        <ActForm
          props={props}
          act="tt-phuc-tap"
          title="Thông tin phải thu thập"
          button="Ghi và báo người dân"
        >
          <p>
            Phải báo trong 3 ngày làm việc; cung cấp chậm nhất 15 ngày làm việc (khoản 4 Điều 30, khoản 2 Điều
            31). Cần thêm nữa thì dùng “Gia hạn”.
          </p>
          <ActField
            id="info-later"
            name="reason"
            label="Vì sao (người dân đọc được)"
            value={was('tt-phuc-tap', 'reason')}
          />
        </ActForm>
      )}
      <ActForm props={props} act="tt-cung-cap" title="Đã cung cấp thông tin" button="Ghi và báo người dân">
        <ActField
          id="info-supply"
          name="text"
          label="Xem ở đâu, nhận thế nào, chi phí in, sao, gửi (người dân đọc được)"
          value={was('tt-cung-cap', 'text')}
        />
      </ActForm>
      <ActForm props={props} act="tt-tu-choi" title="Từ chối cung cấp" button="Từ chối và báo người dân">
        <p>Từ chối phải có thông báo bằng văn bản, nêu lý do. Người dân được báo căn cứ và nơi khiếu nại.</p>
        {grounds.length > 0 && (
          <>
            <label for="info-ground">Căn cứ</label>
            <select id="info-ground" name="ground">
              {grounds.map((g) => (
                <option value={g.id} selected={g.id === was('tt-tu-choi', 'ground')}>
                  {g.words} ({sayCitation(g.citation)})
                </option>
              ))}
            </select>
          </>
        )}
        <ActField
          id="info-refuse"
          name="reason"
          label={
            grounds.length > 0
              ? 'Lý do cụ thể (người dân đọc được)'
              : 'Lý do, ghi rõ điều, khoản của luật mới (người dân đọc được)'
          }
          value={was('tt-tu-choi', 'reason')}
        />
      </ActForm>
    </>
  );
}
