/** One fitted reply as messages of the OA. */
import { SendError } from '../../core/errors.ts';
import { withoutButtons } from '../../core/fit.ts';
import { length } from '../../core/text.ts';
import type { Address, Limits, Outgoing, Words } from '../../core/types.ts';
import {
  type Button,
  type OaClient,
  phone84,
  type Recipient,
  ZaloApiError,
} from '../../zalo-api-sdk/index.ts';
import { keepable } from '../keepable.ts';
import { recipientOf } from './address.ts';
import { payloadOf } from './body.ts';
import type { FileSender } from './files.ts';

/** Consultation messages: text 2,000 (counted after NFC), five buttons of 100, and 7 days since the person last wrote. */
export const LIMITS: Limits = {
  text: 2000,
  caption: 0,
  choices: 5,
  label: 100,
  files: true,
  window: 7 * 86_400_000,
  free: 48 * 3_600_000,
  // 60 a minute until the answers' own header says what the OA's package allows
  rate: { perSecond: 1, bulkShare: 0.8 },
};

/** Codes by which Zalo refuses buttons (or a quote) it does not like: the message goes again as plain lines. */
const NOT_LIKE_THIS: ReadonlySet<number> = new Set([-201, -233]);

export interface Sender {
  readonly client: OaClient;
  readonly files: FileSender;
  /** sentences for the hint under numbered lines */
  readonly words: Words;
}

/**
 * Files first, each a message, then the text. In private choices are buttons and a number to call is one; where Zalo
 * refuses them, and in groups, which have none, they are numbered lines and a line with the number.
 * @returns the id of the last message
 * @throws SendError, or the SDK's errors
 */
export async function sendReply(sender: Sender, to: Address, message: Outgoing): Promise<{ id: string }> {
  const recipient = recipientOf(to);
  let last: string | null = null;
  for (const file of message.files)
    last = await sender.files.deliver(file, async (content) =>
      named((await sender.client.send(recipient, content)).messageId),
    );
  if (message.text.trim() !== '' || message.choices.length > 0 || message.call !== undefined)
    last =
      'groupId' in recipient
        ? await asLines(sender, recipient, message)
        : await asButtons(sender, recipient, message);
  if (last === null) throw new SendError('rejected', 'Tin không có gì để gửi.', { code: 'empty' });
  return { id: last };
}

async function asButtons(sender: Sender, recipient: Recipient, message: Outgoing): Promise<string> {
  const call = callButton(message);
  const buttons: Button[] = [...choiceButtons(message), ...(call ? [call] : [])];
  const text = outgoing(call ? message.text : withCall(message));
  const quote = message.replyTo;
  const tooMany = message.choices.length > LIMITS.choices;
  if (tooMany || text.trim() === '' || length(text) > LIMITS.text)
    return await asLines(sender, recipient, message);
  try {
    const sent = await sender.client.send(recipient, {
      kind: 'text',
      text,
      buttons,
      ...(quote ? { quoteMessageId: quote } : {}),
    });
    return named(sent.messageId);
  } catch (error) {
    const plain = buttons.length === 0 && !quote;
    if (plain || !(error instanceof ZaloApiError && NOT_LIKE_THIS.has(error.code))) throw error;
    return await asLines(sender, recipient, message);
  }
}

/** The same with nothing but text; several messages where lines and text together are too long for one. */
async function asLines(sender: Sender, recipient: Recipient, message: Outgoing): Promise<string> {
  if (length(outgoing(message.text)) > LIMITS.text)
    throw new SendError('rejected', 'Tin dài quá mức gửi được.', { code: 'too-long' });
  const pieces = withoutButtons({ ...message, text: outgoing(message.text) }, sender.words, LIMITS);
  const end = pieces.at(-1) ?? message;
  const whole = withCall({ ...end, ...(message.call === undefined ? {} : { call: message.call }) });
  const texts = [
    ...pieces.slice(0, -1).map((piece) => piece.text),
    ...(length(whole) <= LIMITS.text ? [whole] : [end.text, callLine(message.call ?? '')]),
  ].map((text) => ('groupId' in recipient ? withoutMentions(outgoing(text)) : outgoing(text)));
  let last: string | null = null;
  for (const text of texts.filter((t) => t.trim() !== ''))
    last = named((await sender.client.send(recipient, { kind: 'text', text })).messageId);
  if (last === null) throw new SendError('rejected', 'Tin không có gì để gửi.', { code: 'empty' });
  return last;
}

function choiceButtons(message: Outgoing): Button[] {
  return message.choices.map(({ token, label }) => ({
    type: 'oa.query.hide',
    title: outgoing(label).trim() || '…',
    payload: payloadOf(token),
  }));
}

/** A number to call as a button, where there is room for one and Zalo can dial it: short numbers have no country code. */
function callButton(message: Outgoing): Button | null {
  const phoneCode = message.call === undefined ? null : phone84(message.call);
  if (!phoneCode || message.choices.length >= LIMITS.choices) return null;
  return { type: 'oa.open.phone', title: callLine(message.call ?? ''), phoneCode };
}

const callLine = (call: string): string => `☎ ${outgoing(call)}`;

/** The text, with the number on a line of its own where it does not say it yet. */
function withCall(message: Outgoing): string {
  if (message.call === undefined || message.text.includes(message.call)) return message.text;
  return message.text.trim() === '' ? callLine(message.call) : `${message.text}\n${callLine(message.call)}`;
}

/** `[@id]` in a group calls a person, or all of them: nothing that a citizen wrote may do that through us. */
export function withoutMentions(text: string): string {
  // Taking one out can join two halves of another: again until none is left.
  let before: string;
  let after = text;
  do {
    before = after;
    after = before.replace(/\[@[^\]]*\]/g, '');
  } while (after !== before);
  return after;
}

const outgoing = (text: string): string => keepable(text).normalize('NFC');

/** Zalo took the message and gave it no name: sent all the same. */
const named = (messageId: string): string => messageId || 'unnamed';
