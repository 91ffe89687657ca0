import { count, type Message, said } from './message.ts';
import { isReply, smallTalk } from './small-talk.ts';
import type { Route } from './types.ts';

/** Where a message wants to go, and why, in words an officer understands. */
export interface Routed {
  readonly route: Route;
  readonly reasons: readonly string[];
  /** the point asks what holds, rather than tells or requests */
  readonly asks: boolean;
  /** told by its own words: examples may say which petition it is, not that it is none of ours */
  readonly sure: boolean;
  /** no examples are asked: the rule knows */
  readonly final: boolean;
}

/** from this chance on a question counts as one of our field */
const FIELD = 0.4;
/** … and a statement, which has to be clearer */
const STATED = 0.7;

const CODE =
  /(?:^|[\s:,("'])(?:[a-z]{2,3}-[0-9a-z-]{3,}|[a-z]{2}\d{4,}|[dđ]b[\s.:#-]{0,3}\d{4}[\s.-]?\d{3}[\s.-]?\d{3})(?=$|[\s,.)?!"'])/u;

/**
 * Rules, most telling first. Each looks at cues of the point (the sentences that ask or come last) and, for evidence, of the whole.
 * @param field chance that the message is of our field, 0..1
 */
export function routeOf(m: Message, field: number): Routed {
  const n = (cue: string) => count(m.focus, cue);
  const any = (cue: string) => count(m.all, cue);
  // "tổ trưởng giả chữ ký mấy nhà" accuses, whatever word of asking it holds: in doubt the sealed path
  const accuses = any('wrong') > 0 && any('role') > 0 && n('ask-rule') === 0 && !/\?\s*$/.test(m.text);
  const asks = !accuses && asksRule(m, field);
  const to = (route: Route, ...reasons: string[]): Routed => ({
    route,
    reasons,
    asks,
    sure: false,
    final: false,
  });
  const known = (route: Route, reason: string): Routed => ({ ...to(route, reason), final: true });

  if (m.tokens.length === 0)
    return /👍|🙏|❤|👌|💐|🌹/u.test(m.text)
      ? known('thanks', 'chỉ có hình tỏ ý cảm ơn')
      : known('out-of-scope', 'không có chữ nào');
  if (any('command') > 0) return known('out-of-scope', `lời ra lệnh cho máy: ${said(m.all, 'command')}`);
  const talk = smallTalk(m);
  if (talk) return known(talk, talk === 'thanks' ? 'chỉ có lời cảm ơn' : 'chỉ có lời chào');
  if (isReply(m)) return to('out-of-scope', 'chỉ có một hai tiếng đáp lời');
  if (CODE.test(m.text) && any('other-papers') === 0) return known('status', 'có mã đơn');
  if (m.foreign) return known('out-of-scope', 'không phải tiếng Việt');
  if (any('insult') > 0 && any('fault') === 0 && any('wrong') === 0 && n('ask-rule') < 2)
    return known('out-of-scope', 'lời xúc phạm, không có việc cụ thể');

  if (n('stop') > 0 && !asks) return to('stop', `muốn thôi nhận tin: ${said(m.focus, 'stop')}`);

  const lawAsked = n('mydata-law') > 0 || n('ask-rule') >= 2;
  if (any('code') > 0 && /\d{3,}/.test(m.text) && any('other-papers') === 0) return to('status', 'có số đơn');
  if (any('filed') > 0 && n('progress') > 0 && !lawAsked)
    return to('status', `hỏi việc đã gửi: ${said(m.all, 'filed')}, ${said(m.focus, 'progress')}`);
  if (n('ward-line') > 0 && n('mydata-law') === 0 && n('human') < 2)
    return known('faq', `hỏi cách gọi phường: ${said(m.focus, 'ward-line')}`);
  if (n('mydata-verb') > 0 && n('mydata-thing') > 0 && !lawAsked && n('own') > 0)
    return to('my-data', `dữ liệu của chính mình: ${said(m.focus, 'mydata-thing')}`);
  if (n('human') > 0 && n('human-aim') === 0 && m.point.length <= 18 && n('ask-rule') < 2)
    return to('human', `muốn gặp người: ${said(m.focus, 'human')}`);
  if (n('meet-thing') > 0 && n('meet-law') === 0 && n('meet-when') + n('meet-state') > 0)
    return to('meeting', `hỏi một cuộc họp cụ thể: ${said(m.focus, 'meet-when', 'meet-state')}`);
  if (n('give') > 0 && n('paper') > 0 && onlyPolite(m))
    return to('info-request', `xin tài liệu cụ thể: ${said(m.focus, 'paper')}`);

  const faq = () => to('faq', `hỏi về ${said(m.focus, 'strong', 'ours') || 'quy định thuộc lĩnh vực'}`);
  if (!asks && isHeading(m) && field >= STATED)
    return known('faq', `nêu tên một quy định: ${said(m.focus, 'heading')}`);
  const petition = petitionOf(m);
  if (!asks && petition?.sure) return { ...to(petition.route, petition.reason), sure: true };
  if (asks && field >= FIELD) return faq();
  // a heading for a question: "thủ tục khiếu nại", "thời hạn giải quyết lần đầu"
  if (field >= STATED && (n('ask-rule') > 0 || m.point.length <= 7)) return faq();
  const open = m.asking === 'open' && any('fault') + any('wrong') + n('fix') === 0;
  // what is broken is told as it is, whoever's company broke it
  const theirs = any('fault') === 0 && n('other-papers') + n('other-talk') > 0;
  if (petition && !open && !theirs) return to(petition.route, petition.reason);
  if (field >= STATED) return faq();
  const other = said(m.focus, 'other-papers', 'other-talk');
  return to('out-of-scope', other ? `việc của lĩnh vực khác: ${other}` : 'không thấy từ nào thuộc lĩnh vực');
}

/** A rule named and nothing told: "mẫu đơn tố cáo", "nghĩa vụ của người khiếu nại". */
function isHeading(m: Message): boolean {
  return count(m.focus, 'heading') > 0 && m.tokens.length <= LONGEST_HEADING && tellsNothing(m);
}
const LONGEST_HEADING = 16;

/** Neither of the writer's own case, nor of anything wrong, nor a wish. */
export function tellsNothing(m: Message): boolean {
  return TELLING.every((cue) => count(m.all, cue) === 0);
}
const TELLING = ['own', 'wrong', 'fault', 'fix', 'propose', 'give', 'filed', 'progress', 'human'];

/** Does the point ask what holds, rather than tell or request? "Xem giúp được không" requests. */
function asksRule(m: Message, field: number): boolean {
  if (m.asking === 'open') return true;
  if (m.asking !== 'yes-no') return false;
  return count(m.focus, 'ask-rule') > 0 || count(m.focus, 'fix') === 0 || field >= STATED;
}

/** Is nothing asked about but whether the favour can be done? */
function onlyPolite(m: Message): boolean {
  return m.asking !== 'open' && (m.focus.get('ask-rule') ?? []).every((p) => POLITE.has(p));
}
const POLITE = new Set(['được không', 'được hông', 'thì được', 'quyền', 'luật', 'quy định']);

interface Petition {
  readonly route: Route;
  readonly reason: string;
  /** told by its words, not only by being a statement about a place */
  readonly sure: boolean;
}

/** from here on a petition is told by its own words */
const SURE = 1.2;
const LEAST = 0.6;

function petitionOf(m: Message): Petition | null {
  const n = (cue: string) => count(m.focus, cue);
  const any = (cue: string) => count(m.all, cue);
  const foreign = n('other-talk') + n('other-papers') > 0;
  const person = any('wrong') > 0 && any('official') > 0 ? 2 + 0.3 * any('wrong') : 0;
  // one bare word, "ban", may be "bán" or "bàn": it raises the question and settles nothing
  const took = (m.all.get('take') ?? []).some((p) => p.includes(' ')) || m.tokens.some((t) => !t.bare);
  const taking = any('role') > 0 && any('take') > 0 && any('goods') > 0 ? (took ? 1.6 : 0.9) : 0;
  const against = any('own') > 0 && any('decision') > 0 && any('contest') > 0;
  const tells =
    0.5 * Math.min(2, any('place')) +
    0.3 * Math.min(2, any('complain')) +
    (m.tokens.length > 5 && !foreign ? 0.65 : 0);
  const scores: [Route, number, string][] = [
    [
      'petition.to-cao',
      // "tố" alone may be anything
      person + taking + (n('to-cao') > 0 && m.tokens.length > 1 ? 2 : 0),
      `kể một người làm sai: ${said(m.all, 'wrong', 'to-cao', 'take')}`,
    ],
    [
      'petition.khieu-nai',
      against ? 2 + 0.2 * any('contest') + 0.2 * any('decision') : 0,
      `không chịu một quyết định đối với mình: ${said(m.all, 'decision')}, ${said(m.all, 'contest')}`,
    ],
    [
      'petition.kien-nghi',
      n('propose') > 0
        ? 0.8 + 0.6 * Math.min(2, n('new')) - 0.5 * Math.min(2, n('fault')) - 0.5 * n('fix')
        : 0,
      `đề xuất điều mới: ${said(m.focus, 'new', 'propose')}`,
    ],
    [
      'petition.phan-anh',
      any('fault') > 0
        ? 1 - (foreign ? 0.5 : 0) + 0.3 * Math.min(3, any('fault')) + 0.2 * Math.min(2, n('fix'))
        : n('propose') + n('wish') > 0
          ? n('fix') > 0 && n('new') === 0
            ? 0.9
            : 0
          : Math.min(SURE - 0.01, tells),
      `kể một sự việc cần xử lý: ${said(m.all, 'fault', 'place', 'complain')}`,
    ],
  ];
  const [best] = scores.sort((a, b) => b[1] - a[1]);
  if (!best || best[1] <= LEAST) return null;
  const [route, score, reason] = best;
  return { route, reason, sure: score >= SURE || (route === 'petition.kien-nghi' && n('new') > 0) };
}
