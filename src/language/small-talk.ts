import type { Message } from './message.ts';
import type { Route } from './types.ts';

/** Greetings and thanks count only when the message holds nothing else. */

const GREET = words(
  'xin kính chào hello hi alo hí chúc có nghe không chưa buổi sáng trưa chiều tối ngủ ngon ngày mới good morning',
);
const THANK = words(
  'cảm cám ơn đội biết đa tạ thank thanks you vâng dạ ok oke okie được rồi hiểu rõ tốt quá tuyệt vời hay thế thì nhé tiếp nhận tin giải thích cặn kẽ thông mang quý hóa hữu ích hỗ trợ nhiệt tình chu đáo',
);
const FILL = words(
  'ad admin ạ à a ơi bác các bác mấy tui o bà con dân hen nhỉ dì thím cậu mợ quan cơ em anh chị cô chú cháu con mình tôi phường xã ủy ban cán bộ bot mọi người cả nhà bạn nhé nha nhá nhiều lắm rất quá vì đã giúp trả lời nhanh thật luôn nữa với cho và lần một vạn ngàn dạ thưa quý tổ ban hệ thống trợ lý đỡ trước đấy đó nghe gửi ông bà có gì là tới',
);

function words(text: string): ReadonlySet<string> {
  return new Set(text.split(' '));
}

export function smallTalk(m: Message): Route | null {
  if (m.tokens.length === 0 || m.tokens.length > 14) return null;
  const has = (cue: string) => m.all.has(cue);
  const rest = m.tokens.filter((t) => !within(t, FILL) && !within(t, GREET) && !within(t, THANK));
  if (rest.length > 0) return null;
  // "tôi chưa hiểu" thanks for nothing
  if (m.tokens.some((t) => /^(khong|chua|chang)$/.test(t.fold)) && !m.tokens.some((t) => t.fold === 'nghe'))
    return null;
  if (has('thank')) return 'thanks';
  if (has('greet') && m.tokens.length <= 10) return 'greeting';
  // only somebody called: "phường ơi"
  if (m.tokens.length <= 5 && m.tokens.at(-1)?.fold === 'oi') return 'greeting';
  return m.tokens.some((t) => ['ok', 'oke', 'vâng', 'dạ', 'hiểu', 'vang'].includes(t.text)) &&
    m.tokens.length <= 6
    ? 'thanks'
    : null;
}

const REPLY = words(
  'xong có không được rồi đúng sai phải bỏ qua thôi tiếp lại gửi đi hủy dừng nữa cần khỏi muốn là ừ ờ uh um tổ số đây này kia trên dưới yes no',
);

/** A word or two that answer a question of the bot's, and say nothing by themselves: "xong", "bỏ qua", "tổ 5", a telephone number. */
export function isReply(m: Message): boolean {
  return (
    m.tokens.length <= 2 &&
    m.tokens.every((t) => /^\d+$/.test(t.text) || within(t, REPLY) || /^[a-z]$/.test(t.fold))
  );
}

function within(t: { text: string; fold: string; bare?: true }, set: ReadonlySet<string>): boolean {
  if (set.has(t.text)) return true;
  return t.bare === true && FOLDED.get(set)?.has(t.fold) === true;
}

const FOLDED = new Map(
  [GREET, THANK, FILL, REPLY].map((set) => [set, new Set([...set].map(foldWord))] as const),
);

function foldWord(word: string): string {
  return word.normalize('NFD').replace(/\p{M}/gu, '').replaceAll('đ', 'd');
}
