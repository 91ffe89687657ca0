/** Papers of one ticket as PDF: the slip to hand over (`/phieu`), the record to sign (`/ban-ghi`); and forgetting who came. */
import { type Context, Hono } from 'hono';
import { dayOf } from '../../core/text.ts';
import { vietnamDay } from '../../law/index.ts';
import { identityOf, ticketPage } from '../../store/console-ticket.ts';
import { addressOf, counterFacts, forgetPerson, receiverOf } from '../../store/intake.ts';
import { publicTicket } from '../../store/lookup.ts';
import { wardInfo } from '../../store/settings.ts';
import type { WebDeps } from '../deps.ts';
import { lookupLink } from '../lookup.tsx';
import { nextSteps } from '../next-steps.ts';
import { sayTime } from './dates.ts';
import { only } from './doors.tsx';
import { type Inside, plainPage } from './shell.tsx';

export function slipPages(deps: WebDeps): Hono<Inside> {
  const app = new Hono<Inside>();
  app.get('/:code/phieu', only('tickets.answer'), async (c) => {
    const ticket = await publicTicket(deps.store.pool, deps.wardId, c.req.param('code'));
    if (!ticket)
      return plainPage(
        c,
        404,
        'Không có hồ sơ này',
        'Mã hồ sơ không đúng, hoặc hồ sơ này không in phiếu được.',
      );
    const [ward, receivedBy] = await Promise.all([
      wardInfo(deps.store.pool, deps.wardId),
      receiverOf(deps.store.pool, deps.wardId, ticket.code),
    ]);
    const link = lookupLink(deps.publicUrl, ticket.code);
    const { slipPdf } = await import('../../papers/slip.ts');
    const bytes = await slipPdf({
      ward,
      code: ticket.code,
      kind: deps.words.vi[`kind.${ticket.kind}`],
      receivedOn: dayOf(ticket.openedAt),
      next: nextSteps(ticket.clocks, vietnamDay(deps.now())),
      ...(receivedBy === null ? {} : { receivedBy }),
      ...(link === null ? {} : { link }),
    });
    return pdf(c, bytes, `phieu-${ticket.code}`);
  });

  app.get('/:code/ban-ghi', only('identity.read'), async (c) => {
    const code = c.req.param('code');
    const { pool, vault } = deps.store;
    const [ticket, facts, ward] = await Promise.all([
      ticketPage(pool, deps.wardId, code),
      counterFacts(pool, deps.wardId, code),
      wardInfo(pool, deps.wardId),
    ]);
    if (!ticket || !facts?.oral)
      return plainPage(c, 404, 'Không có bản ghi', 'Hồ sơ này không phải lời nói được ghi tại chỗ.');
    const [who, address] = await Promise.all([
      identityOf(pool, vault, ticket.id),
      addressOf(pool, vault, ticket.id),
    ]);
    const { recordPdf } = await import('../../papers/record.ts');
    const bytes = await recordPdf({
      ...{ ward, code, text: ticket.text, officer: facts.officer },
      kind: deps.words.vi[`kind.${ticket.kind}`],
      at: sayTime(facts.at),
      ...(who.name === null ? {} : { name: who.name }),
      ...(who.phone === null ? {} : { phone: who.phone }),
      ...(address === null ? {} : { address }),
    });
    return pdf(c, bytes, `ban-ghi-${code}`);
  });

  app.post('/:code/xoa-nguoi', only('identity.read'), async (c) => {
    const { officer } = c.get('me');
    const code = c.req.param('code');
    const actor = { officerId: officer.id, name: officer.name };
    if (!(await forgetPerson(deps.store, deps.wardId, code, actor)))
      return plainPage(c, 404, 'Không có gì để xoá', 'Hồ sơ này không giữ tên, số điện thoại hay địa chỉ.');
    return c.redirect(`/console/ho-so/${code}?da=xoa-nguoi`, 303);
  });
  return app;
}

function pdf(c: Context<Inside>, bytes: Uint8Array<ArrayBuffer>, name: string) {
  return c.body(bytes, 200, {
    'content-type': 'application/pdf',
    'content-disposition': `inline; filename="${name}.pdf"`,
  });
}
