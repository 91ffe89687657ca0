/** The draft of a phản ánh or kiến nghị: what is known so far, and which question comes next. */

import type { Key } from '../../locales/index.ts';
import { type Category, DEFAULT_CATEGORIES, guessCategory } from '../../src/core/categories.ts';
import { lines, say, verbatim } from '../../src/core/say.ts';
import { dayOf, length } from '../../src/core/text.ts';
import type { Choice, Effect, Text } from '../../src/core/types.ts';
import type { WithAside } from '../aside.ts';
import { ANONYMOUS, consentQuestion, type KnownContact, sayPhone } from '../consent.ts';
import { choice, quoted, reply } from '../parts.ts';
import { categoryText } from './category.ts';
import type { Guess, OwnKind } from './kind.ts';
import { mattersOf } from './matters.ts';
import type { Similar } from './similar.ts';

export type Step =
  | 'content'
  /** is it against a decision? … that hits the writer? (asked only in doubt) */
  | 'decision'
  | 'direct'
  | 'photos'
  | 'place'
  | 'group'
  /** others have reported something like it */
  | 'similar'
  | 'consent'
  | 'who'
  | 'review'
  /** the resident objects to the kind */
  | 'kind';

export interface Draft extends WithAside {
  readonly step: Step;
  readonly kind: OwnKind;
  /** what the bot took it for, and why */
  readonly guess?: Guess;
  /** the resident chose the kind */
  readonly chosen?: true;
  /** what was asked about the kind, with its answer, in Vietnamese for the officer */
  readonly answers?: readonly string[];
  readonly text: string;
  /** keys given to keepFile */
  readonly files: readonly string[];
  readonly place?: { readonly label?: string; readonly latitude?: number; readonly longitude?: number };
  readonly group?: { readonly id: string; readonly name: string };
  readonly name?: string;
  readonly phone?: string;
  /** open reports like it that are being shown; empty: looked for, none found or none wanted */
  readonly similar?: readonly Similar[];
  /** ISO instant of its beginning; absent in drafts of an older version */
  readonly begun?: string;
  /** ISO instant of the last touch */
  readonly at: string;
  /** one answer is being mended: the next stop is the review */
  readonly mending?: true;
  /** a question about the draft itself is open: drop it? go on with it, or begin another? */
  readonly asking?: 'cancel' | 'which';
  /** a new report that came while this one lay unfinished */
  readonly pending?: string;
}

export interface Seed extends WithAside {
  readonly kind: Draft['kind'];
  readonly text: string;
  readonly files: readonly string[];
  readonly place?: Draft['place'];
  readonly guess?: Guess;
  readonly chosen?: true;
}

/** Photos and other files of one petition. */
export const MAX_FILES = 10;
/** Messages are cut at this many code points on their way in: a text that long may have been longer. */
const FULL = 4000;

export function beginWith(seed: Seed, at: Date): Draft {
  const { place, ...rest } = seed;
  const step: Step = seed.text === '' ? 'content' : 'photos';
  const iso = at.toISOString();
  return { ...rest, ...(place ? { place } : {}), step, begun: iso, at: iso };
}

/** The first question of a draft begun elsewhere; needs nothing that has to be read. */
export function firstQuestion(draft: Draft, before?: Text): Effect {
  return question(draft, { groups: [], known: null }, before);
}

export interface Known {
  readonly groups: readonly { readonly id: string; readonly name: string }[];
  /** name and phone that may be used again, with consent given before */
  readonly known: KnownContact | null;
  readonly ward?: string;
  readonly categories?: readonly Category[];
}

const KINDS = ['phanAnh', 'kienNghi', 'khieuNai', 'toCao', 'thongTin', 'hoi'] as const;
const CANCEL = choice('cancel', 'choice.cancel');
/** More groups than this are not listed: the resident types the number. */
export const LISTED_GROUPS = 20;

/** The question of the draft's present step, with its choices. */
export function question(draft: Draft, known: Known, before?: Text): Effect {
  const ask = (text: Text, choices: readonly Choice[]) => reply(before ? [before, text] : text, choices);
  switch (draft.step) {
    case 'content':
      return ask(say('petition.content'), [CANCEL]);
    case 'decision':
      return ask(say('petition.decision'), [
        choice('of-ward', 'choice.decision-ward'),
        choice('of-other', 'choice.decision-other'),
        choice('no-decision', 'choice.decision-none'),
      ]);
    case 'direct':
      return ask(say('petition.direct'), [
        choice('direct', 'choice.direct'),
        choice('indirect', 'choice.indirect'),
      ]);
    case 'photos':
      return ask(
        draft.files.length === 0
          ? say('petition.photos')
          : say('petition.more-photos', { count: draft.files.length }),
        draft.files.length === 0
          ? [choice('next', 'choice.no-photo'), CANCEL]
          : [choice('next', 'choice.photos-done'), choice('clear', 'choice.photos-clear'), CANCEL],
      );
    case 'place':
      return ask(say('petition.place'), [choice('skip', 'choice.skip'), CANCEL]);
    case 'group': {
      const list = known.groups.length <= LISTED_GROUPS ? known.groups : [];
      return ask(say('petition.group'), [
        ...list.map((g) => ({ id: `g:${g.id}`, label: verbatim(g.name) })),
        choice('skip', 'choice.skip'),
      ]);
    }
    case 'similar': {
      const shown = draft.similar ?? [];
      const list = shown.map((t) => similarLine(t, known.categories ?? DEFAULT_CATEGORIES));
      const follow = shown.map(
        (t, n): Choice => ({
          id: `follow:${t.code}`,
          label: shown.length === 1 ? say('choice.follow') : say('choice.follow-nth', { n: n + 1 }),
        }),
      );
      const numbered = list.map((line, n) =>
        list.length === 1 ? line : say('petition.nth', { n: n + 1, line }),
      );
      return ask(
        [say('petition.similar'), lines(...numbered), say('petition.similar-ask')],
        [...follow, choice('separate', 'choice.separate'), CANCEL],
      );
    }
    case 'kind':
      return ask(say('petition.kinds'), [
        ...KINDS.map((kind) => choice(`k:${kind}`, `choice.kind-${kind}`)),
        choice('continue', 'choice.kind-keep'),
      ]);
    case 'consent': {
      const { text, choices } = consentQuestion(known.ward ?? say('ward.generic'), known.known);
      return ask(text, choices);
    }
    case 'who':
      return ask(say('consent.who'), [ANONYMOUS]);
    case 'review':
      return ask(review(draft, known.categories ?? DEFAULT_CATEGORIES), [
        choice('send', 'choice.send'),
        choice('edit:content', 'choice.edit-content'),
        choice('edit:photos', 'choice.edit-photos'),
        choice('edit:place', 'choice.edit-place'),
        ...(known.groups.length > 0 ? [choice('edit:group', 'choice.edit-group')] : []),
        choice('edit:consent', 'choice.edit-contact'),
        choice('edit:kind', 'choice.edit-kind'),
        CANCEL,
      ]);
    default:
      return draft.step satisfies never;
  }
}

/** Another's report in one line: what, where, when, how far; nothing of who or in whose words. */
function similarLine(t: Similar, categories: readonly Category[]): Text {
  const said = {
    category: categoryText(t.category, categories),
    day: dayOf(new Date(t.openedAt)),
    state: { key: `state.${t.state}` satisfies Key, args: {} },
  };
  return t.place === undefined
    ? say('petition.similar-line', said)
    : say('petition.similar-place', { ...said, place: t.place });
}

function review(draft: Draft, categories: readonly Category[]): Text {
  const { place } = draft;
  const matters = mattersOf(draft.text, categories).length;
  const where =
    place === undefined
      ? say('petition.no-place')
      : place.label === undefined
        ? say('petition.pin')
        : verbatim(place.label);
  const who =
    draft.phone === undefined && draft.name === undefined
      ? say('petition.no-contact')
      : verbatim([draft.name, draft.phone && sayPhone(draft.phone)].filter(Boolean).join(', '));
  return [
    say('petition.confirm'),
    { verbatim: draft.text },
    ...(length(draft.text) >= FULL ? [say('petition.was-cut')] : []),
    {
      lines: [
        say(`petition.line-kind-${draft.kind}`),
        say('petition.line-category', {
          category: categoryText(guessCategory(draft.text, categories), categories),
        }),
        say('petition.line-photos', { count: draft.files.length }),
        say('petition.line-place', { place: where }),
        ...(draft.group ? [say('petition.line-group', { group: draft.group.name })] : []),
        say('petition.line-contact', { contact: who }),
      ],
    },
    ...(matters > 1 ? [say('petition.two-matters', { count: matters })] : []),
    say('petition.confirm-ask'),
  ];
}

/** "Bác đang viết dở …" with the way on and the way out. */
export function whichQuestion(draft: Draft): Effect {
  return reply(
    draft.text === ''
      ? say('petition.unfinished-empty')
      : say('petition.unfinished', { text: quoted(draft.text) }),
    [choice('continue', 'choice.continue'), choice('fresh', 'choice.fresh'), choice('drop', 'choice.drop')],
  );
}

export function cancelQuestion(): Effect {
  return reply(say('petition.cancel'), [
    choice('continue', 'choice.continue'),
    choice('drop', 'choice.drop'),
  ]);
}
