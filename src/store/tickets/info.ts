/**
 * What an officer records of a request for information: valid, needs time, refused with the ground the law lists,
 * supplied. Each time the resident is told, with the article and where to complain.
 */
import { readDay } from '../../core/period.ts';
import { MEETS } from '../../core/stages.ts';
import {
  complaintOf,
  complexClocks,
  type Day,
  INFO_HOWS,
  refusalsOf,
  sayCitation,
  vietnamDay,
} from '../../law/index.ts';
import { meetClocks, meetRules, startClock, stopClocks } from '../clocks/run.ts';
import { one, type Sql } from '../db.ts';
import { beginInfo, type InfoRow, infoOf } from '../info-requests.ts';
import {
  type Act,
  type Acted,
  ANSWER_LIMIT,
  begin,
  type Held,
  type On,
  REASON_LIMIT,
  refused,
  tell,
  words,
  write,
} from './act.ts';

const NOT_INFO = refused('unlawful', 'Hồ sơ này không phải yêu cầu cung cấp thông tin. Xin đổi loại trước.');
const NOT_VALID = refused(
  'bad',
  'Chưa ghi ngày nhận yêu cầu hợp lệ nên chưa làm được. Xin ghi ngày đó, hoặc hỏi thêm người dân.',
);

/** The request is complete since a day (`YYYY-MM-DD`, not after today): its clocks run from there, if the law of that day knows any. */
export async function validInfo(on: On, act: Act, how: string, wrong: boolean, day: Day): Promise<Acted> {
  const opened = await begin(on, act, 'accept');
  if (!opened.go) return opened.acted;
  const { ticket, to } = opened;
  if (ticket.kind !== 'thongTin') return NOT_INFO;
  const way = INFO_HOWS.find((h) => h === how);
  if (way === undefined) return refused('bad', 'Xin chọn cách nhận thông tin.');
  if (!isDay(day) || day > vietnamDay(ticket.now) || day < '2018-07-01')
    return refused('bad', 'Ngày nhận yêu cầu phải là một ngày có thật, không sau hôm nay.');
  await stopClocks(on.tx, ticket.id, 'ghi lại ngày nhận yêu cầu hợp lệ', act.actor.name, [
    ...['TT1', 'TT2', 'TT3', 'TT4', 'TT5'],
  ]);
  await on.tx.query(
    `INSERT INTO info_request (ticket_id, ward_id, how, wrong, officer_id) VALUES ($1, $2, $3, $4, $5)
ON CONFLICT (ticket_id) DO UPDATE SET how = excluded.how, wrong = excluded.wrong, officer_id = excluded.officer_id, complex = false, outcome = 'accepted', ground = NULL`,
    [ticket.id, ticket.ward_id, way, wrong, act.actor.officerId],
  );
  // what cannot be counted throws: with it everything above is undone, the old clocks run on
  await beginInfo(on.tx, { id: ticket.id, wardId: ticket.ward_id }, day);
  await write(on, ticket, act, { what: 'accepted', to, detail: { day } });
  return await told(on, act, ticket, 'accepted', '', await nextDue(on.tx, ticket.id));
}

/** It has to be gathered first: from now on the time for that runs, from the day of the valid request. */
export async function complexInfo(on: On, act: Act, reason: string): Promise<Acted> {
  const why = words(reason, REASON_LIMIT, 'Lý do');
  if ('ok' in why) return why;
  const found = await ready(on, act, 'accept');
  if ('ok' in found) return found;
  const { ticket, info, receivedOn } = found;
  const clocks = info.wrong ? null : complexClocks(receivedOn, info.how);
  if (clocks === null)
    return refused(
      'unlawful',
      receivedOn >= '2026-09-01'
        ? 'Luật mới áp dụng từ 01/09/2026: máy chưa có thời hạn cung cấp nên không đổi hạn được.'
        : 'Nhận tại trụ sở thì hạn đã là mức cho thông tin phức tạp. Cần thêm ngày thì dùng “Gia hạn”.',
    );
  if (info.complex) return refused('unlawful', 'Đã ghi là thông tin phức tạp rồi.');
  const of = { wardId: ticket.ward_id, ticketId: ticket.id, from: new Date(`${receivedOn}T00:00:00+07:00`) };
  await stopClocks(on.tx, ticket.id, why.text, act.actor.name, ['TT1', 'TT4']);
  // that it takes longer is said now: in time or late, as the day says
  await startClock(on.tx, { ...of, ...clocks.say });
  await meetRules(on.tx, ticket.id, [clocks.say.rule]);
  await startClock(on.tx, { ...of, ...clocks.supply });
  await on.tx.query(
    'UPDATE info_request SET complex = true, officer_id = $2, changed_at = now() WHERE ticket_id = $1',
    [ticket.id, act.actor.officerId],
  );
  await write(on, ticket, act, { what: 'accepted', to: found.to, text: why.text });
  return await told(on, act, ticket, 'later', why.text, await nextDue(on.tx, ticket.id));
}

/**
 * Refuse it. @param ground id of a ground of the law of the day; where its list is not known `other`, and the reason names the article
 */
export async function refuseInfo(on: On, act: Act, ground: string, reason: string): Promise<Acted> {
  const why = words(reason, REASON_LIMIT, 'Lý do');
  if ('ok' in why) return why;
  const found = await deciding(on, act);
  if ('ok' in found) return found;
  const { ticket, to, day } = found;
  const listed = refusalsOf(day);
  const chosen = listed.find((r) => r.id === ground);
  if (listed.length > 0 && !chosen)
    return refused(
      'bad',
      'Xin chọn một trong sáu căn cứ từ chối mà luật định (Điều 28 Luật Tiếp cận thông tin).',
    );
  if (!chosen && !/(?:điều|khoản)\s+\d+/iu.test(why.text))
    return refused(
      'bad',
      'Từ chối phải nêu căn cứ. Máy chưa có danh mục từ chối của luật mới, nên xin ghi rõ điều, khoản trong lý do.',
    );
  const citation = chosen ? sayCitation(chosen.citation) : '';
  const said = chosen ? `${upper(chosen.words)}.\n${why.text}` : why.text;
  await finish(on, ticket, act, 'refused', chosen ? citation : 'nêu trong lý do');
  await write(on, ticket, act, { what: 'answered', to, text: said, detail: { outcome: 'refused', ground } });
  return await told(on, act, ticket, 'refused', said, { day: '', citation }, complaintWords(day));
}

/** It was handed over: how, where to read it, what it cost. */
export async function supplyInfo(on: On, act: Act, text: string): Promise<Acted> {
  const said = words(text, ANSWER_LIMIT, 'Lời nhắn');
  if ('ok' in said) return said;
  const found = await deciding(on, act);
  if ('ok' in found) return found;
  const { ticket, to, day } = found;
  await finish(on, ticket, act, 'supplied', null);
  await write(on, ticket, act, { what: 'answered', to, text: said.text, detail: { outcome: 'supplied' } });
  return await told(on, act, ticket, 'supplied', said.text, { day: '', citation: '' }, complaintWords(day));
}

/** What is decided on, and the day whose law holds: of the valid request, or else of the first word. */
async function deciding(
  on: On,
  act: Act,
): Promise<{ readonly ticket: Held; readonly to: Held['state']; readonly day: Day } | Acted> {
  const opened = await begin(on, act, 'answer');
  if (!opened.go) return opened.acted;
  const { ticket, to } = opened;
  if (ticket.kind !== 'thongTin') return NOT_INFO;
  const info = await infoOf(on.tx, ticket.id);
  return { ticket, to, day: info?.receivedOn ?? (await openedOn(on.tx, ticket.id)) };
}

async function finish(
  on: On,
  ticket: Held,
  act: Act,
  outcome: 'refused' | 'supplied',
  ground: string | null,
): Promise<void> {
  await on.tx.query(
    `INSERT INTO info_request (ticket_id, ward_id, outcome, ground, officer_id) VALUES ($1, $2, $3, $4, $5)
ON CONFLICT (ticket_id) DO UPDATE SET outcome = excluded.outcome, ground = excluded.ground, officer_id = excluded.officer_id, changed_at = now()`,
    [ticket.id, ticket.ward_id, outcome, ground, act.actor.officerId],
  );
  await meetClocks(on.tx, ticket.id, MEETS.inform);
}

interface Ready {
  readonly ticket: Held;
  readonly to: Held['state'];
  readonly info: InfoRow;
  readonly receivedOn: Day;
}

async function ready(on: On, act: Act, move: 'accept'): Promise<Ready | Acted> {
  const opened = await begin(on, act, move);
  if (!opened.go) return opened.acted;
  const { ticket, to } = opened;
  if (ticket.kind !== 'thongTin') return NOT_INFO;
  const info = await infoOf(on.tx, ticket.id);
  if (!info || info.receivedOn === null) return NOT_VALID;
  return { ticket, to, info, receivedOn: info.receivedOn };
}

interface NextDue {
  /** `22/11/2026`; empty where no clock runs */
  readonly day: string;
  readonly citation: string;
}

async function nextDue(tx: Sql, ticketId: string): Promise<NextDue> {
  const row = await one<NextDue>(
    tx,
    `SELECT to_char(due_on, 'DD/MM/YYYY') AS day, citation FROM clock WHERE ticket_id = $1 AND state = 'running' AND rule LIKE 'TT_' ORDER BY due_on LIMIT 1`,
    [ticketId],
  );
  return row ?? { day: '', citation: '' };
}

async function openedOn(tx: Sql, ticketId: string): Promise<Day> {
  const row = await one<{ opened_at: Date }>(tx, 'SELECT opened_at FROM ticket WHERE id = $1', [ticketId]);
  return vietnamDay(row?.opened_at ?? new Date(0));
}

async function told(
  on: On,
  act: Act,
  ticket: Held,
  what: 'accepted' | 'later' | 'refused' | 'supplied',
  text: string,
  due: NextDue,
  complain = '',
): Promise<Acted> {
  return await tell(on, ticket, 'info', { code: ticket.code, what, text, ...due, complain }, act.key);
}

const complaintWords = (day: Day): string => complaintOf(day).map(sayCitation).join('; ');
const upper = (text: string): string => text.charAt(0).toLocaleUpperCase('vi') + text.slice(1);
const isDay = (day: string): boolean => readDay(day) !== undefined;
