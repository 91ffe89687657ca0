/** Acts around an answer: put together, press send, take back, do not wait; notes; who is at it. */
import { createHash, randomUUID } from 'node:crypto';
import { Hono } from 'hono';
import { fillCanned } from '../../core/canned.ts';
import { cut, length } from '../../core/text.ts';
import { cannedAnswer, cannedAnswers, cannedWith } from '../../store/canned.ts';
import { sendElsewhere } from '../../store/elsewhere.ts';
import { mentioned, NOTE_LIMIT, writeNote } from '../../store/mentions.ts';
import { officersOf } from '../../store/officers.ts';
import { holdAnswer, keepForNextMessage, sendWaiting, undoAnswer } from '../../store/pending.ts';
import { atTicket, leftTicket } from '../../store/presence.ts';
import { wardInfo } from '../../store/settings.ts';
import { readReply } from '../../store/waiting-since.ts';
import type { WebDeps } from '../deps.ts';
import { only } from './doors.tsx';
import { LIST } from './filter.ts';
import { type Fields, isId, readForm } from './form.ts';
import { type Draft, Presence, withCitations } from './reply.tsx';
import type { Inside } from './shell.tsx';
import { actorOf, again, findTicket, unknownTicket } from './ticket.tsx';
import { sayProblem } from './ticket-forms.tsx';

const MOST_FOUND = 4;
const EVENT = /^\d{1,18}$/;

export function answerPages(deps: WebDeps): Hono<Inside> {
  const app = new Hono<Inside>();
  const { store } = deps;

  app.post('/:code/tra-loi', only('tickets.answer'), async (c) => {
    const ticket = await findTicket(deps, c);
    if (!ticket) return unknownTicket(c);
    const form = await readForm(c);
    const { text = '', key, seen, tu } = form;
    const nonce = isId(key) ? key : randomUUID();
    const me = c.get('me');
    const pressed = await holdAnswer(store, {
      wardId: deps.wardId,
      code: ticket.code,
      text,
      actor: actorOf(me),
      // the words are in the key: a double click sends once, other words from a page gone back to are sent too
      key: `console:${nonce}:${createHash('sha256').update(text).digest('hex').slice(0, 16)}`,
      ...(EVENT.test(seen ?? '') && seen !== undefined ? { seen } : {}),
      ...(isId(tu) ? { from: tu } : {}),
    });
    if (!pressed.ok) {
      const draft = { text, nonce, ...(isId(tu) ? { from: tu } : {}) };
      return await again(deps, c, { draft, problem: sayProblem(pressed, text) });
    }
    await leftTicket(store.pool, ticket.id, me.officer.id);
    return c.redirect(`${LIST}/${ticket.code}?da=cho-gui`, 303);
  });

  app.post('/:code/soan', only('tickets.answer'), async (c) => {
    const ticket = await findTicket(deps, c);
    if (!ticket) return unknownTicket(c);
    const draft = await compose(deps, ticket, c.get('me').officer.name, await readForm(c));
    return await again(deps, c, { draft }, 200);
  });

  app.post('/:code/thu-lai', only('tickets.answer'), async (c) => {
    const ticket = await findTicket(deps, c);
    if (!ticket) return unknownTicket(c);
    const { id } = await readForm(c);
    const undone = isId(id) && (await undoAnswer(store, ticket.id, id, actorOf(c.get('me'))));
    if (!undone)
      return await again(deps, c, {
        problem: 'Không thu lại được nữa: tin đã gửi đi, hoặc đã được thu lại. Xin xem phần Diễn biến.',
      });
    return c.redirect(`${LIST}/${ticket.code}?soan=${id}&da=thu-lai`, 303);
  });

  app.post('/:code/gui-ngay', only('tickets.answer'), async (c) => {
    const ticket = await findTicket(deps, c);
    if (!ticket) return unknownTicket(c);
    const { id } = await readForm(c);
    const outbox = isId(id) ? await sendWaiting(store, deps.speaker, ticket.id, id) : [];
    deps.ringSend(outbox);
    return c.redirect(
      `${LIST}/${ticket.code}?da=${ticket.platform === null ? 'tra-loi-khong-gui' : 'tra-loi'}`,
      303,
    );
  });

  app.post('/:code/giu-lai', only('tickets.answer'), async (c) => {
    const ticket = await findTicket(deps, c);
    if (!ticket) return unknownTicket(c);
    await keepForNextMessage(store, ticket.id, actorOf(c.get('me')));
    return c.redirect(`${LIST}/${ticket.code}?da=giu-lai`, 303);
  });

  app.post('/:code/kenh-khac', only('tickets.answer'), async (c) => {
    const ticket = await findTicket(deps, c);
    if (!ticket) return unknownTicket(c);
    const { kenh = '' } = await readForm(c);
    const limit = deps.limits(kenh)?.text;
    const sent =
      limit === undefined ? [] : await sendElsewhere(store, ticket.id, kenh, limit, actorOf(c.get('me')));
    if (sent.length === 0)
      return await again(deps, c, {
        problem: 'Chưa gửi qua kênh khác: không còn tin nào đang giữ, hoặc kênh đó không dùng được nữa.',
      });
    deps.ringSend(sent);
    return c.redirect(`${LIST}/${ticket.code}?da=kenh-khac`, 303);
  });

  app.post('/:code/da-doc', only('tickets.answer'), async (c) => {
    const ticket = await findTicket(deps, c);
    if (!ticket) return unknownTicket(c);
    await readReply(store, ticket.id, actorOf(c.get('me')));
    return c.redirect(`${LIST}/${ticket.code}?da=da-doc`, 303);
  });

  app.post('/:code/ghi-chu', only('tickets.note'), async (c) => {
    const ticket = await findTicket(deps, c);
    if (!ticket) return unknownTicket(c);
    const { text = '', key, nhac } = await readForm(c);
    const problem = noteProblem(text);
    if (problem !== null) return await again(deps, c, { problem, note: text });
    const me = c.get('me');
    const others = (await officersOf(store.pool, deps.wardId)).filter((o) => o.id !== me.officer.id);
    const named = new Set(mentioned(text, others).map((o) => o.id));
    if (isId(nhac)) named.add(nhac);
    const once = `console:${isId(key) ? key : randomUUID()}`;
    await writeNote(store, deps.wardId, ticket.code, text.trim(), [...named], actorOf(me), once);
    return c.redirect(`${LIST}/${ticket.code}?da=ghi-chu`, 303);
  });

  app.get('/:code/ai', only('tickets.answer'), async (c) => {
    const ticket = await findTicket(deps, c);
    if (!ticket) return unknownTicket(c);
    const others = await atTicket(store.pool, deps.wardId, ticket.id, c.get('me').officer.id);
    return c.html(<Presence at={`${LIST}/${ticket.code}`} others={others} />);
  });
  return app;
}

function noteProblem(text: string): string | null {
  if (text.trim() === '') return 'Ghi chú chưa có chữ nào nên chưa ghi.';
  if (length(text) > NOTE_LIMIT)
    return 'Ghi chú dài quá 4.000 ký tự nên chưa ghi. Xin viết ngắn lại; chữ đã gõ còn nguyên bên dưới.';
  return null;
}

/** What one press of a button in the reply form changes. Nothing is kept or sent. */
async function compose(
  deps: WebDeps,
  { code, platform }: { readonly code: string; readonly platform: string | null },
  officer: string,
  form: Fields,
): Promise<Draft> {
  const { text = '', key, viec = '', hoi = '', mau, tu } = form;
  const draft: Draft = { text, nonce: isId(key) ? key : randomUUID(), ...(isId(tu) ? { from: tu } : {}) };
  const words = cut(hoi.trim(), 300);
  const add = (more: string): Draft => ({
    ...draft,
    text: text.trim() === '' ? more : `${text.trimEnd()}\n\n${more}`,
  });
  const chosen = viec === 'mau' ? mau : viec.startsWith('mau:') ? viec.slice('mau:'.length) : undefined;
  if (chosen !== undefined) {
    const canned = isId(chosen) ? await cannedAnswer(deps.store.pool, deps.wardId, chosen) : null;
    if (!canned) return draft;
    return add(
      fillCanned(canned.text, { code, officer, ward: await wardInfo(deps.store.pool, deps.wardId) }),
    );
  }
  if (viec.startsWith('chen:')) {
    const answer = await deps.answer(viec.slice('chen:'.length));
    return answer ? add(withCitations(answer)) : draft;
  }
  if (viec === 'xem') {
    const notice = deps.speaker.notices.get('answered');
    const said = text.trim();
    if (!notice || platform === null || said === '') return draft;
    const reply = notice.say({ code, text: said }, null);
    return { ...draft, preview: deps.speaker.render(platform, 'vi', reply, 'xem-truoc') };
  }
  // Enter in the search box
  if (words === '') return draft;
  const canned = cannedWith(await cannedAnswers(deps.store.pool, deps.wardId), words).slice(0, MOST_FOUND);
  return {
    ...draft,
    sought: { words, canned, answers: (await deps.findAnswers(words)).slice(0, MOST_FOUND) },
  };
}
