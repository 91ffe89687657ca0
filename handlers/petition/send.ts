/** The draft becomes a ticket; the resident gets a receipt and hears what happens next. */
import { categoryName, guessCategory } from '../../src/core/categories.ts';
import { say } from '../../src/core/say.ts';
import type { NewTicket, Step } from '../../src/core/types.ts';
import { offerAside } from '../aside.ts';
import { MENU, over, reply, wardContact } from '../parts.ts';
import type { Draft } from './draft.ts';
import type { At } from './go.ts';
import { kindProposal } from './kind.ts';
import { mattersOf, splitProposal } from './matters.ts';

export function send(draft: Draft, turn: At): Step<Draft> {
  const { ward } = turn.facts;
  const { name, phone, place, group } = draft;
  const category = guessCategory(draft.text, turn.facts.categories);
  const matters = mattersOf(draft.text, turn.facts.categories);
  const ticket: NewTicket = {
    code: turn.code,
    kind: draft.kind,
    category,
    text: draft.text,
    files: draft.files,
    proposals: [
      kindProposal({
        kind: draft.kind,
        guess: draft.guess,
        chosen: draft.chosen ?? false,
        answers: draft.answers ?? [],
      }),
      ...(matters.length > 1 ? [splitProposal(matters, turn.facts.categories)] : []),
    ],
    ...(place ? { place } : {}),
    ...(group ? { groupId: group.id } : {}),
    ...(name === undefined ? {} : { name }),
    ...(phone === undefined ? {} : { phone }),
  };
  const fresh = phone !== undefined && (phone !== turn.contact.phone || turn.contact.consentAt === undefined);
  const { text: contact, call } = wardContact(ward);
  const aside = offerAside(turn.facts.aside);
  return over(
    { do: 'openTicket', ticket },
    ...(fresh
      ? [
          {
            do: 'setContact',
            change: { phone, consentAt: turn.at, ...(name === undefined ? {} : { name }) },
          } as const,
        ]
      : []),
    {
      do: 'notify',
      notice: 'received',
      to: 'officers',
      payload: {
        code: turn.code,
        kind: draft.kind,
        category,
        categoryName: categoryName(category, turn.facts.categories),
        group: group?.name ?? '',
      },
    },
    reply(
      [
        say('petition.sent', { code: turn.code }),
        say('petition.next', { ward: ward.name }),
        ...(ward.promiseDays === undefined
          ? []
          : [say('petition.promise', { ward: ward.name, days: ward.promiseDays })]),
        contact,
        ...aside.text,
      ],
      [...aside.choices, MENU],
      call,
    ),
  );
}
