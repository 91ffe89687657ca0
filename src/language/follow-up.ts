import { count, type Message } from './message.ts';

/** At most so many words: a longer message says itself what it is about. */
const SHORT = 12;
const OPENS = /^(the|vay|con|neu|the con|the neu|vay con|vay neu|roi|nhung|ma|u|uh|vang|da|thi|lo)$/;

/** Does a message lean on the answer before it ("thế nếu vắng thì sao", "còn người thuê trọ?")? */
export function isFollowUp(m: Message): boolean {
  const words = m.tokens.map((t) => t.fold);
  if (words.length === 0 || words.length > SHORT) return false;
  // a paper of another field is a new matter: "vậy thủ tục ly hôn thì sao"
  if (count(m.all, 'other-papers') > 0 && count(m.all, 'strong') === 0) return false;
  const line = words.join(' ');
  return (
    OPENS.test(words[0] ?? '') ||
    /\b(thi sao|thi the nao|thi tinh sao|con .{1,40} thi)\b/.test(line) ||
    isBare(m)
  );
}

/** At most so many words, naming no matter of their own. */
const BRIEF = 5;

/** "mấy ngày", "ở đâu", "gửi bưu điện được không": asks a rule and does not say of what. */
export function isBare(m: Message): boolean {
  const of = (cue: string) => count(m.all, cue);
  return (
    m.tokens.length <= BRIEF &&
    (m.asking === 'open' || m.asking === 'yes-no') &&
    of('ask-rule') > 0 &&
    of('strong') + of('fault') + of('wrong') + of('other-talk') + of('meet-thing') + of('filed') === 0
  );
}
