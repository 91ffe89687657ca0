/** To the officers' group: a new ticket. Code, kind, category, group of residence; no name, phone, address or words. */
import type { Key } from '../../locales/index.ts';
import { categoryName } from '../../src/core/categories.ts';
import { lines, say } from '../../src/core/say.ts';
import type { Notice, TicketKind } from '../../src/core/types.ts';
import { categoryNamed } from '../petition/category.ts';

export type Received = {
  readonly code: string;
  readonly kind: string;
  readonly category: string;
  /** its name in the ward's list; absent: ours */
  readonly categoryName?: string;
  /** name of the group of residence; empty = not told */
  readonly group: string;
};

export const received: Notice<Received> = {
  id: 'received',
  key: (p) => p.code,
  say: (p) => ({
    text: lines(
      say('officers.received', { code: p.code }),
      say('officers.kind', { kind: { key: `kind.${p.kind as TicketKind}` satisfies Key, args: {} } }),
      say('officers.category', {
        category: categoryNamed(p.category, p.categoryName ?? categoryName(p.category, [])),
      }),
      ...(p.group === '' ? [] : [say('officers.group', { group: p.group })]),
      say('officers.reply-here'),
    ),
    // verbs of the desk (src/core/desk.ts)
    choices: [
      { id: 'nhan', label: say('desk.verb.nhan') },
      { id: 'muon', label: say('desk.verb.muon') },
      { id: 'giao', label: say('desk.verb.giao') },
      { id: 'xem', label: say('desk.verb.xem') },
    ],
  }),
};
