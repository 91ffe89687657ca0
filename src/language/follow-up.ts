import type { Message } from './message.ts';

/** At most so many words: a longer message says itself what it is about. */
const SHORT = 12;
const OPENS = /^(the|vay|con|neu|the con|the neu|vay con|vay neu|roi|nhung|ma|u|uh|vang|da|thi|lo)$/;

/** Does a message lean on the answer before it ("thế nếu vắng thì sao", "còn người thuê trọ?")? */
export function isFollowUp(m: Message): boolean {
  const words = m.tokens.map((t) => t.fold);
  if (words.length === 0 || words.length > SHORT) return false;
  const line = words.join(' ');
  return OPENS.test(words[0] ?? '') || /\b(thi sao|thi the nao|thi tinh sao|con .{1,40} thi)\b/.test(line);
}
