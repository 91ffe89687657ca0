/** What officers say to the resident: that it is being dealt with, a question, the answer. */
import { MEETS } from '../../core/stages.ts';
import { vietnamDay } from '../../law/index.ts';
import { meetClocks } from '../clocks/run.ts';
import { dataRequestAnswered } from '../data-requests.ts';
import type { Sql, Store } from '../db.ts';
import { haltInfo } from '../info-requests.ts';
import type { Vault } from '../vault.ts';
import {
  type Act,
  type Acted,
  type Actor,
  ANSWER_LIMIT,
  acting,
  begin,
  type On,
  REASON_LIMIT,
  type Speaker,
  tell,
  tellAll,
  words,
  write,
} from './act.ts';
import { pauseForResident, resumeAfterWaiting } from './waiting.ts';

/** Send an officer's answer to the resident. Meets the first answer, the ward's promise and the alarm. */
export async function answer(on: On, act: Act, text: string): Promise<Acted> {
  const said = words(text, ANSWER_LIMIT, 'Câu trả lời');
  if ('ok' in said) return said;
  const opened = await begin(on, act, 'answer');
  if (!opened.go) return opened.acted;
  const { ticket, to } = opened;
  await write(on, ticket, act, { what: 'answered', to, text: said.text });
  await meetClocks(on.tx, ticket.id, MEETS.answer);
  await dataRequestAnswered(on.tx, ticket.id);
  const payload = { code: ticket.code, text: said.text };
  return await tellAll(on, ticket, 'answered', payload, act.key);
}

/** As `answer`, in a transaction of its own. */
export async function answerTicket(
  store: Store,
  speaker: Speaker,
  code: string,
  text: string,
  actor: Actor,
  key: string,
  seen?: number,
): Promise<Acted> {
  return await acting(store, speaker, (on) =>
    answer(on, { code, actor, key, ...(seen === undefined ? {} : { seen }) }, text),
  );
}

/** As `answer`, in the caller's transaction. */
export async function answerTicketIn(
  tx: Sql,
  vault: Vault,
  speaker: Speaker,
  code: string,
  text: string,
  actor: Actor,
  key: string,
): Promise<Acted> {
  return await answer({ tx, vault, speaker }, { code, actor, key }, text);
}

/**
 * Tell the resident that the matter was taken on (Luật Tiếp công dân Đ.28.1.a): meets the first answer; the promise to
 * answer the matter itself runs on.
 * @param text more to say, may be empty
 */
export async function acceptTicket(on: On, act: Act, text: string): Promise<Acted> {
  const said = text.trim() === '' ? { text: '' } : words(text, REASON_LIMIT, 'Lời nhắn');
  if ('ok' in said) return said;
  const opened = await begin(on, act, 'accept');
  if (!opened.go) return opened.acted;
  const { ticket, to } = opened;
  await write(on, ticket, act, {
    what: 'accepted',
    to,
    ...(said.text === '' ? {} : { text: said.text }),
  });
  await meetClocks(on.tx, ticket.id, MEETS.accept);
  if (ticket.state === 'waiting')
    await resumeAfterWaiting(
      on.tx,
      { id: ticket.id, wardId: ticket.ward_id },
      vietnamDay(ticket.now),
      act.actor.name,
    );
  return await tell(on, ticket, 'accepted', { code: ticket.code, text: said.text }, act.key);
}

/** Ask the resident for more ("chờ bổ sung"). The ward's promise stands still until they write; clocks of the law run on. */
export async function askResident(on: On, act: Act, text: string): Promise<Acted> {
  const said = words(text, ANSWER_LIMIT, 'Câu hỏi');
  if ('ok' in said) return said;
  const opened = await begin(on, act, 'ask');
  if (!opened.go) return opened.acted;
  const { ticket, to } = opened;
  await write(on, ticket, act, { what: 'asked', to, text: said.text });
  const paused = await pauseForResident(on.tx, ticket, act.actor.name);
  if (ticket.kind === 'thongTin') await haltInfo(on.tx, ticket.id, act.actor.name);
  const payload = { code: ticket.code, text: said.text, ...(paused ? { paused: 'yes' } : {}) };
  return await tell(on, ticket, 'asked', payload, act.key);
}
