/** `/console/ho-so/:code`: one ticket, and what an officer does with it. */
import { randomUUID } from 'node:crypto';
import { type Context, Hono } from 'hono';
import { cannedAnswers } from '../../store/canned.ts';
import { identityOf, type TicketPage, ticketPage } from '../../store/console-ticket.ts';
import { infoAsker } from '../../store/info-requests.ts';
import { addressOf, counterFacts } from '../../store/intake.ts';
import { sawMentions } from '../../store/mentions.ts';
import { officersOf, type SignedIn } from '../../store/officers.ts';
import { keptWords, sendWaiting, waitingAnswers } from '../../store/pending.ts';
import { atTicket } from '../../store/presence.ts';
import { reachOf } from '../../store/reach.ts';
import { moveToSealed } from '../../store/sealed-move.ts';
import { wardInfo } from '../../store/settings.ts';
import { type Actor, acting, closeTicket, reopenTicket } from '../../store/tickets.ts';
import type { WebDeps } from '../deps.ts';
import { isoDay } from './dates.ts';
import { only } from './doors.tsx';
import { LIST } from './filter.ts';
import { type Fields, isId, readForm } from './form.ts';
import { CounterCard } from './intake-card.tsx';
import { categoryName } from './labels.ts';
import { digestOf, LIVE } from './live-path.ts';
import { NoteForm } from './notes.tsx';
import { sayReach } from './reach-words.ts';
import { type Draft, Presence, ReplyForm, WaitingAnswers } from './reply.tsx';
import { may } from './roles.ts';
import { type Inside, plainPage, shell } from './shell.tsx';
import { ActForms, doAct } from './ticket-acts.tsx';
import { AfterWards, CloseForm, Problem, ReopenForm, SealForm } from './ticket-forms.tsx';
import { HOW_NAMES, InfoCard } from './ticket-info.tsx';
import { Facts, Files } from './ticket-parts.tsx';
import { Timeline } from './ticket-timeline.tsx';
import { wardWords } from './ward-words.ts';

const CODE = /^[A-Z]{2}-[0-9A-Z-]{6,40}$/;

export function ticketPages(deps: WebDeps): Hono<Inside> {
  const app = new Hono<Inside>();

  app.get('/:code', only('tickets.read'), async (c) => {
    const ticket = await findTicket(deps, c);
    if (!ticket) return unknownTicket(c);
    const from = c.req.query('soan');
    const text =
      isId(from) && may(c.get('me').officer.roles, 'tickets.answer')
        ? await keptWords(deps.store.pool, ticket.id, from)
        : null;
    const draft = text === null || from === undefined ? undefined : { text, nonce: randomUUID(), from };
    return c.html(await draw(deps, c, ticket, draft ? { draft } : {}));
  });

  app.get('/:code/phieu-yeu-cau', only('identity.read'), async (c) => {
    const ticket = await findTicket(deps, c);
    if (ticket?.kind !== 'thongTin') return unknownTicket(c);
    const { makePaper } = await import('../../papers/make.ts');
    const made = await makePaper('info', await infoFields(deps, ticket));
    return c.body(made.bytes, 200, {
      'content-type': made.mime,
      'content-disposition': `attachment; filename="${made.name}"`,
      'cache-control': 'no-store',
    });
  });

  app.post('/:code/dong', only('tickets.close'), async (c) => {
    const ticket = await findTicket(deps, c);
    if (!ticket) return unknownTicket(c);
    const { reason = '' } = await readForm(c);
    const me = actorOf(c.get('me'));
    // what is about to be said is said before the ticket is closed
    deps.ringSend(await sendWaiting(deps.store, deps.speaker, ticket.id));
    const acted = await closeTicket(deps.store, deps.speaker, ticket.code, me, await actKey(c), reason);
    if (acted.ok) deps.ringSend(acted.outbox);
    else if (acted.why !== 'closed') return await again(deps, c, { problem: acted.say, reason });
    return c.redirect(`${LIST}/${ticket.code}?da=dong`, 303);
  });

  app.post('/:code/viec', only('tickets.answer'), async (c) => {
    const ticket = await findTicket(deps, c);
    if (!ticket) return unknownTicket(c);
    const typed = await readForm(c);
    const act = {
      code: ticket.code,
      actor: actorOf(c.get('me')),
      key: await actKey(c),
      ...(/^\d{1,9}$/.test(typed.seen ?? '') ? { seen: Number(typed.seen) } : {}),
    };
    const acted = await acting(deps.store, deps.speaker, (on) => doAct(on, deps.wardId, act, typed));
    if (!acted) return unknownTicket(c);
    if (!acted.ok) return await again(deps, c, { problem: acted.say, typed });
    deps.ringSend(acted.outbox);
    return c.redirect(`${LIST}/${ticket.code}?da=luu`, 303);
  });

  // a denunciation that came as something else; nothing of it is shown again
  app.post('/:code/niem-phong', only('tickets.answer'), async (c) => {
    const code = c.req.param('code');
    const { sure } = await readForm(c);
    if (sure !== 'yes')
      return await again(deps, c, {
        problem:
          'Chưa chuyển. Xin đánh dấu ô xác nhận trong mục “Đây là tố cáo”, vì việc này không lấy lại được.',
        typed: { do: 'niem-phong' },
      });
    const moved = await moveToSealed(deps.store, deps.speaker, {
      ...{ wardId: deps.wardId, code, actor: actorOf(c.get('me')), at: deps.now(), dataDir: deps.dataDir },
      edits: (platform) => deps.limits(platform)?.edits === true,
    });
    if (!moved.ok)
      return moved.why === 'unknown' ? unknownTicket(c) : await again(deps, c, { problem: moved.say });
    deps.ringSend(moved.outbox);
    return c.redirect(`${LIST}?da=niem-phong`, 303);
  });

  app.post('/:code/mo-lai', only('tickets.close'), async (c) => {
    const ticket = await findTicket(deps, c);
    if (!ticket) return unknownTicket(c);
    const acted = await reopenTicket(deps.store, ticket.code, actorOf(c.get('me')), await actKey(c));
    if (!acted.ok && acted.why !== 'open') return await again(deps, c, { problem: acted.say });
    const { text = '' } = await readForm(c);
    const opened = text === '' ? null : await findTicket(deps, c);
    // an answer that met a closed ticket is still in its field
    if (opened) return c.html(await draw(deps, c, opened, { draft: { text, nonce: randomUUID() } }));
    return c.redirect(`${LIST}/${ticket.code}?da=mo`, 303);
  });
  return app;
}

/** What is known of a request, for its form on paper. */
async function infoFields(deps: WebDeps, ticket: TicketPage): Promise<Record<string, string>> {
  const { pool, vault } = deps.store;
  const [who, asker, ward] = await Promise.all([
    identityOf(pool, vault, ticket.id),
    infoAsker(pool, vault, ticket.id),
    wardInfo(pool, deps.wardId),
  ]);
  const { email, ...rest } = asker;
  const contact = [who.phone, email].filter(Boolean).join(', ');
  return {
    ...rest,
    to: `Ủy ban nhân dân ${ward.name}`,
    what: ticket.text,
    ...(who.name === null ? {} : { name: who.name }),
    ...(contact === '' ? {} : { contact }),
    ...(ticket.info === null ? {} : { how: HOW_NAMES[ticket.info.how] }),
  };
}

/** The ticket an address names; null for an unknown one and for anything sealed. */
export async function findTicket(deps: WebDeps, c: Context<Inside>): Promise<TicketPage | null> {
  const code = c.req.param('code') ?? '';
  return CODE.test(code) ? await ticketPage(deps.store.pool, deps.wardId, code) : null;
}

export const unknownTicket = (c: Context<Inside>) =>
  plainPage(c, 404, 'Không có hồ sơ này', 'Mã hồ sơ không đúng, hoặc hồ sơ này không mở được ở đây.');

export const actorOf = ({ officer }: SignedIn): Actor => ({ officerId: officer.id, name: officer.name });

async function actKey(c: Context<Inside>): Promise<string> {
  const { key } = await readForm(c);
  return `console:${isId(key) ? key : randomUUID()}`;
}

/** What was tried, so that nothing typed is lost. */
export interface Attempt {
  readonly draft?: Draft;
  readonly note?: string;
  /** why it is to be closed */
  readonly reason?: string;
  /** fields of an act */
  readonly typed?: Fields;
  /** why it was not done */
  readonly problem?: string;
}

/** The page once more, with what went wrong and the words still in their field. */
export async function again(deps: WebDeps, c: Context<Inside>, attempt: Attempt, status: 200 | 409 = 409) {
  const ticket = await findTicket(deps, c);
  return ticket ? c.html(await draw(deps, c, ticket, attempt), status) : unknownTicket(c);
}

async function draw(deps: WebDeps, c: Context<Inside>, ticket: TicketPage, attempt: Attempt) {
  const me = c.get('me');
  const { roles, id: myId } = me.officer;
  const { pool, vault } = deps.store;
  const answers = may(roles, 'tickets.answer');
  const closed = ticket.state === 'closed';
  const draft = attempt.draft ?? { text: '', nonce: randomUUID() };
  const [words, identity, asker, facts, address, waiting, canned, reach, officers, others] =
    await Promise.all([
      wardWords(deps),
      may(roles, 'identity.read') ? identityOf(pool, vault, ticket.id) : null,
      may(roles, 'identity.read') ? infoAsker(pool, vault, ticket.id) : null,
      counterFacts(pool, deps.wardId, ticket.code),
      may(roles, 'identity.read') ? addressOf(pool, vault, ticket.id) : null,
      waitingAnswers(pool, ticket.id),
      answers ? cannedAnswers(pool, deps.wardId) : [],
      reachOf(pool, ticket.id),
      may(roles, 'tickets.note') ? officersOf(pool, deps.wardId) : [],
      answers && !closed ? atTicket(pool, deps.wardId, ticket.id, myId) : [],
      may(roles, 'tickets.note') ? sawMentions(pool, myId, ticket.id) : undefined,
    ]);
  const limits = reach.platform === null ? undefined : deps.limits(reach.platform);
  const at = `${LIST}/${ticket.code}`;
  const { csrf } = me;
  return shell({
    title: `Hồ sơ ${ticket.code}`,
    me,
    here: LIST,
    done: c.req.query('da'),
    live: true,
    children: (
      <>
        <div
          role="status"
          data-say="them"
          data-live={`${LIVE}/ho-so/${ticket.code}?sau=${ticket.events.at(-1)?.id ?? '0'}&nay=${digestOf(others)}`}
        >
          <p class="notice" hidden>
            Hồ sơ vừa có thêm diễn biến. <a href={at}>Xem bản mới</a> (chữ đang gõ dở sẽ mất nếu chưa lưu).
          </p>
        </div>
        {attempt.problem !== undefined && <Problem words={attempt.problem} />}
        {answers && !closed && <Presence at={at} others={others} />}
        <WaitingAnswers at={at} csrf={csrf} waiting={waiting} mayAct={answers} />
        <Facts ticket={ticket} words={words} identity={identity} today={isoDay(deps.now())} />
        <InfoCard ticket={ticket} asker={asker} paper={`${at}/phieu-yeu-cau`} />
        <Files files={ticket.files} mayOpen={may(roles, 'files.read')} />
        <CounterCard
          code={ticket.code}
          csrf={csrf}
          facts={facts}
          address={address}
          mayWrite={may(roles, 'counter.write')}
          maySeeWho={may(roles, 'identity.read')}
        />
        <Timeline events={ticket.events} notes={may(roles, 'tickets.note')} />
        {answers && (
          <AfterWards
            at={at}
            csrf={csrf}
            others={reach.stuck > 0 ? reach.others : []}
            refused={reach.refused}
            replied={ticket.replied && !closed}
          />
        )}
        {answers && (!closed || draft.text !== '') && (
          <ReplyForm
            at={at}
            csrf={csrf}
            draft={draft}
            canned={canned}
            categories={(category) => categoryName(words, category)}
            reach={sayReach(reach, limits, deps.now(), typeof identity?.phone === 'string')}
            seen={ticket.events.at(-1)?.id ?? '0'}
          />
        )}
        {may(roles, 'tickets.note') && (
          <NoteForm
            at={at}
            csrf={csrf}
            nonce={randomUUID()}
            text={attempt.note ?? ''}
            officers={officers.filter((o) => o.id !== myId)}
          />
        )}
        {may(roles, 'tickets.answer') && (
          <ActForms
            ticket={ticket}
            action={`${at}/viec`}
            csrf={csrf}
            officers={officers}
            words={words}
            typed={attempt.typed ?? {}}
          />
        )}
        {answers && (
          <SealForm
            ticket={ticket}
            action={`${at}/niem-phong`}
            csrf={csrf}
            open={attempt.typed?.do === 'niem-phong'}
          />
        )}
        {may(roles, 'tickets.close') &&
          (closed ? (
            <ReopenForm action={`${at}/mo-lai`} csrf={csrf} nonce={randomUUID()} text={draft.text} />
          ) : (
            <CloseForm
              action={`${at}/dong`}
              csrf={csrf}
              nonce={randomUUID()}
              answered={ticket.state === 'answered' || ticket.state === 'transferred' || waiting.length > 0}
              reason={attempt.reason ?? ''}
            />
          ))}
      </>
    ),
  });
}
