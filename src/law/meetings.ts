/**
 * Meetings of residents and what the law asks of each kind: how long before, in which way, with which papers, and what
 * is to be done afterwards. Luật 10/2022/QH15 Đ.18-20, 32, 33; Luật 72/2025/QH15 Đ.43; NĐ 59/2023/NĐ-CP Đ.3, 4, 11.
 */
import { sayCitation } from './acts.ts';
import type { Calendar } from './calendar.ts';
import { type Day, dayNumber, dayText, sayDate, sayDay as sayDayNumber, vietnamDay } from './days.ts';
import { type Due, due } from './deadline.ts';
import type { Matter } from './majorities.ts';

export const MEETING_KINDS = ['to', 'phieu', 'doi-thoai', 'cuoi-nam', 'cu-tri', 'ban'] as const;
export type MeetingKind = (typeof MEETING_KINDS)[number];

/** What a meeting of a group may decide (Luật Đ.15), as the majorities know it. */
export const MEETING_MATTERS = ['contributions', 'funds', 'convention', 'head', 'boards', 'other'] as const;
export type MeetingMatter = Extract<Matter, (typeof MEETING_MATTERS)[number]>;

/** Days on which something was done, or will be, outside the machine; as an officer ticked them. */
export interface Ways {
  /** posted where people meet */
  readonly posted?: Day;
  readonly loudspeaker?: Day;
  /** invitation card, from door to door, or by phone */
  readonly handed?: Day;
  /** newspaper, radio, television, website */
  readonly media?: Day;
  /** papers brought to each household */
  readonly papers?: Day;
}
export const WAYS = ['posted', 'loudspeaker', 'handed', 'media', 'papers'] as const satisfies (keyof Ways)[];

export interface MeetingPlan {
  readonly kind: MeetingKind;
  readonly matter: MeetingMatter | null;
  readonly startsAt: Date;
  readonly ways: Ways;
  /** papers attached */
  readonly papers: number;
  /** people invited whom Zalo reaches: a lawful social network. Telegram is a courtesy and never counts. */
  readonly zalo: number;
}

export interface Finding {
  readonly id: string;
  /** `wrong`: against the law; `ask`: an officer has to be sure; `fine`: as the law wants it */
  readonly level: 'fine' | 'ask' | 'wrong';
  /** one sentence for the officer */
  readonly words: string;
  /** the article, said */
  readonly by?: string;
}

export interface MeetingCheck {
  readonly findings: readonly Finding[];
  readonly lawful: boolean;
  /** the meeting begins in the past: it cannot be announced at all */
  readonly past: boolean;
  /** name of the holiday it falls on */
  readonly holiday: string | null;
  /** last day on which people may still be told; null where the register has no rule */
  readonly tellBy: Day | null;
  /** first day it may lawfully be held if people are told today */
  readonly firstDay: Day;
}

/** Rules of notice: id and variant in the register. */
const NOTICE: Readonly<Record<MeetingKind, string | null>> = {
  to: 'DC5',
  phieu: 'DC7',
  'doi-thoai': 'DC13',
  'cuoi-nam': 'DC16',
  'cu-tri': null,
  ban: null,
};

/** NĐ 59/2023 Đ.3.4: items 1-3 of Đ.15. */
const WITH_PAPERS: readonly MeetingMatter[] = ['contributions', 'funds', 'convention'];

/** Is the plan as the law wants it, seen from `now`? */
export function checkMeeting(plan: MeetingPlan, now: Date, calendar: Calendar): MeetingCheck {
  const today = vietnamDay(now);
  const day = vietnamDay(plan.startsAt);
  const rules = rulesOf(plan);
  const past = plan.startsAt.getTime() <= now.getTime();
  const row = calendar.rows.get(dayNumber(day));
  const holiday = row?.kind === 'off' ? row.name : null;
  const dues = rules.map((rule) => due(rule, plan.startsAt, calendar));
  const tellBy = dues.map((d) => d.due).sort()[0] ?? null;
  const findings: Finding[] = [];
  if (past) findings.push({ id: 'past', level: 'wrong', words: 'Giờ họp đã qua. Xin chọn ngày, giờ khác.' });
  if (holiday !== null)
    findings.push({
      id: 'holiday',
      level: 'ask',
      words: `Ngày ${sayDate(dayNumber(day))} là ngày nghỉ (${holiday}). Xin xác nhận là vẫn họp hôm đó.`,
    });
  for (const d of dues) findings.push(timely(d, today));
  if (dues.length === 0)
    findings.push({
      id: 'no-rule',
      level: 'ask',
      words:
        'Máy không có quy định về số ngày báo trước cho loại này. Xin theo kế hoạch hoặc quy chế của nơi tổ chức.',
    });
  findings.push(...waysOf(plan, dues[0]), ...papersOf(plan, dues), ...electionOf(plan, today, calendar));
  return {
    findings,
    lawful: findings.every((f) => f.level !== 'wrong'),
    past,
    holiday,
    tellBy,
    firstDay: firstLawful(rules, today, calendar),
  };
}

function rulesOf({ kind, matter }: Pick<MeetingPlan, 'kind' | 'matter'>): string[] {
  const notice = NOTICE[kind];
  const rules = notice === null ? [] : [notice];
  if (kind === 'to' && matter !== null && WITH_PAPERS.includes(matter)) rules.push('DC6');
  return rules;
}

function timely(d: Due, today: Day): Finding {
  const by = sayCitation(d.citation);
  const last = sayDayNumber(dayNumber(d.due));
  const what = d.rule === 'DC6' ? 'gửi tài liệu tới từng hộ' : 'báo cho bà con';
  return today <= d.due
    ? { id: `time:${d.rule}`, level: 'fine', words: `Còn kịp: phải ${what} chậm nhất ${last}.`, by }
    : {
        id: `time:${d.rule}`,
        level: 'wrong',
        words: `Trễ rồi: phải ${what} trước ít nhất ${d.value} ngày trọn, chậm nhất là ${last}.`,
        by,
      };
}

/** The ways that count as notice for this kind. Telegram is never among them. */
function waysOf(plan: MeetingPlan, notice: Due | undefined): Finding[] {
  if (!notice) return [];
  const by = sayCitation(notice.citation);
  const inTime = (day: Day | undefined): boolean => day !== undefined && day <= notice.due;
  const { ways } = plan;
  const zalo = plan.zalo > 0;
  const found: Finding[] = [];
  const say = (id: string, fine: boolean, good: string, bad: string) =>
    found.push({ id, level: fine ? 'fine' : 'wrong', words: fine ? good : bad, by });
  switch (plan.kind) {
    case 'doi-thoai':
      say(
        'way',
        inTime(ways.media) || inTime(ways.loudspeaker),
        'Đã có cách báo trên phương tiện thông tin đại chúng.',
        'Hội nghị đối thoại phải được báo trên phương tiện thông tin đại chúng (loa truyền thanh, báo, đài, trang web của phường) kịp ngày. Xin ghi ngày đọc loa hoặc ngày đăng.',
      );
      return found;
    case 'to':
    case 'cuoi-nam':
    case 'phieu':
      say(
        'way',
        inTime(ways.handed) || inTime(ways.loudspeaker) || zalo,
        'Đã có cách báo được luật công nhận.',
        'Chưa có cách báo nào được luật công nhận. Tin Telegram và trang web chỉ báo thêm. Xin ghi ngày đọc loa, ngày gửi giấy mời hoặc báo đến từng nhà; hoặc mời bà con dùng Zalo.',
      );
      break;
    case 'cu-tri':
    case 'ban':
      return found;
  }
  if (plan.kind === 'to')
    say(
      'posted',
      inTime(ways.posted),
      'Thông báo được niêm yết kịp ngày.',
      'Thông báo còn phải được niêm yết ở nhà văn hoá, điểm sinh hoạt của tổ. Xin ghi ngày niêm yết.',
    );
  if (zalo && !inTime(ways.handed) && !inTime(ways.loudspeaker))
    found.push({
      id: 'zalo-agreed',
      level: 'ask',
      words: 'Zalo chỉ được tính khi tổ đã thống nhất dùng để báo tin. Xin chắc là tổ đã thống nhất.',
      by,
    });
  return found;
}

function papersOf(plan: MeetingPlan, dues: readonly Due[]): Finding[] {
  const rule = dues.find((d) => d.rule === 'DC6');
  if (!rule) return [];
  const by = sayCitation(rule.citation);
  const found: Finding[] = [
    plan.papers > 0
      ? { id: 'papers', level: 'fine', words: 'Đã đính kèm tài liệu họp.', by }
      : {
          id: 'papers',
          level: 'wrong',
          words: 'Việc này phải có tài liệu họp gửi kèm. Xin đính kèm tài liệu trước khi báo họp.',
          by,
        },
  ];
  const handed = plan.ways.papers !== undefined && plan.ways.papers <= rule.due;
  if (!handed)
    found.push({
      id: 'papers-way',
      level: 'ask',
      words:
        'Tài liệu phải tới từng hộ: đưa tận nơi, hoặc qua Zalo nếu tổ đã thống nhất. Hộ không dùng Zalo xin đưa tận nơi và ghi ngày đưa.',
      by,
    });
  return found;
}

/** Electing the head has steps of its own, long before: told, not judged (NĐ 59/2023 Đ.6). */
function electionOf(plan: MeetingPlan, today: Day, calendar: Calendar): Finding[] {
  if (plan.kind !== 'to' || plan.matter !== 'head') return [];
  const steps: readonly (readonly [string, string | undefined])[] = [
    ['DC17', undefined],
    ['DC18', undefined],
    ['DC18', 'committee'],
    ['DC18', 'posting'],
  ];
  return steps.map(([id, variant]) => {
    const d = due(id, plan.startsAt, calendar, variant === undefined ? {} : { variant });
    const late = today > d.due;
    return {
      id: `election:${id}${variant ?? ''}`,
      level: 'ask',
      words: late
        ? `Nếu việc này chưa làm thì đã trễ. ${d.explanation}`
        : `Xin chắc là làm kịp. ${d.explanation}`,
      by: sayCitation(d.citation),
    };
  });
}

/** The first day on which all rules of notice would be kept if people were told on `today`. */
function firstLawful(rules: readonly string[], today: Day, calendar: Calendar): Day {
  const start = dayNumber(today);
  for (let ahead = 1; ahead <= 90; ahead++) {
    const day = dayText(start + ahead);
    if (rules.every((rule) => due(rule, `${day}T12:00:00+07:00`, calendar).due >= today)) return day;
  }
  return dayText(start + 90);
}

export interface ResultDuty {
  readonly rule: string;
  readonly due: Day;
  readonly by: string;
  readonly words: string;
}

/** What has to be done once it was held, and by when; null where the register sets no day. */
export function resultDuty(
  meeting: Pick<MeetingPlan, 'kind' | 'matter'>,
  endedAt: Date,
  calendar: Calendar,
): ResultDuty | null {
  const rule = resultRule(meeting);
  if (rule === null) return null;
  const d = due(rule, endedAt, calendar);
  return { rule, due: d.due, by: sayCitation(d.citation), words: d.explanation };
}

function resultRule({ kind, matter }: Pick<MeetingPlan, 'kind' | 'matter'>): string | null {
  switch (kind) {
    case 'to':
      return matter === null ? null : 'DC8';
    case 'phieu':
      return 'DC8';
    case 'doi-thoai':
      return 'DC14';
    case 'cuoi-nam':
    case 'cu-tri':
    case 'ban':
      return null;
  }
}
