/** The list's filter as it stands in the address. Anything odd falls back to what is usual. */
import { readDay } from '../../core/period.ts';
import { clean } from '../../core/text.ts';
import { OUTCOMES, type Outcome } from '../../store/outcome.ts';
import {
  CLOCKS,
  type Cursor,
  OPEN_KINDS,
  ORDERS,
  SHELVES,
  type TicketFilter,
} from '../../store/ticket-list.ts';
import { isId } from './form.ts';
import { STATE_NAMES } from './labels.ts';

export type ListFilter = TicketFilter;
export const LIST = '/console/ho-so';

/** values in the address -> values of the filter */
export const ANSWERED: Readonly<Record<string, NonNullable<TicketFilter['answered']>>> = {
  co: 'yes',
  chua: 'no',
};
export const OUTCOME_IDS: Readonly<Record<string, Outcome>> = {
  'dung-han': 'in-time',
  'tre-han': 'late',
  'chua-tinh': 'open',
};
export const idOf = (ids: Readonly<Record<string, string>>, value: string | undefined): string | undefined =>
  Object.entries(ids).find(([, v]) => v === value)?.[0];

const MOST_TYPED = 200;
const WORD = /^[a-zA-Z0-9-]{1,40}$/;
const CURSOR = /^(\d{4}-\d{2}-\d{2}|infinity)_(\d{1,15})_([0-9a-f-]{36})$/;

/**
 * `ngan` shelf, `xep` order, `loai` kind, `trang-thai` state, `to` group, `linh-vuc` category, `giu` holder, `han` clock,
 * `kenh` channel, `tu` / `den` first and last day it came in, `tra-loi` answered, `ket-qua` the law's deadlines, `tim` words, `sau` / `truoc` the page's edge.
 */
export function readFilter(query: Readonly<Record<string, string | undefined>>): ListFilter {
  const words = clean(query.tim ?? '', MOST_TYPED);
  const pick = <T extends string>(all: readonly T[], value: string | undefined) =>
    all.find((v) => v === value);
  const kind = pick(OPEN_KINDS, query.loai);
  const state = pick(Object.keys(STATE_NAMES) as (keyof typeof STATE_NAMES)[], query['trang-thai']);
  const clock = pick(CLOCKS, query.han);
  const category = clean(query['linh-vuc'] ?? '', 100);
  const from = readDay(query.tu);
  const to = readDay(query.den);
  const answered = pick(['yes', 'no'] as const, ANSWERED[query['tra-loi'] ?? '']);
  const outcome = pick(OUTCOMES, OUTCOME_IDS[query['ket-qua'] ?? '']);
  const cursor = readCursor(query.sau, 'after') ?? readCursor(query.truoc, 'before');
  return {
    // words are looked for everywhere, unless a shelf was asked for
    shelf: pick(SHELVES, query.ngan) ?? 'open',
    order: pick(ORDERS, query.xep) ?? 'due',
    ...(kind === undefined ? {} : { kind }),
    ...(state === undefined ? {} : { state }),
    ...(query.to === 'none' || isId(query.to) ? { groupId: query.to } : {}),
    ...(category === '' ? {} : { category }),
    ...(query.giu === 'none' || isId(query.giu) ? { holder: query.giu } : {}),
    ...(clock === undefined ? {} : { clock }),
    ...(WORD.test(query.kenh ?? '') && query.kenh !== undefined ? { channel: query.kenh } : {}),
    ...(from === undefined ? {} : { from }),
    ...(to === undefined ? {} : { to }),
    ...(answered === undefined ? {} : { answered }),
    ...(outcome === undefined ? {} : { outcome }),
    ...(words === '' ? {} : { words }),
    ...(cursor === null ? {} : { cursor }),
  };
}

function readCursor(text: string | undefined, way: Cursor['way']): Cursor | null {
  const [, due = '', at = '', id = ''] = CURSOR.exec(text ?? '') ?? [];
  if (!isId(id) || Number.isNaN(Date.parse(due === 'infinity' ? '2026-01-01' : due))) return null;
  return Number(at) > 8.64e15 ? null : { due, openedAt: Number(at), id, way };
}

/** What follows `?` in the list's address. */
export function listQuery(f: ListFilter): string {
  const query = new URLSearchParams();
  if (f.shelf !== 'open') query.set('ngan', f.shelf);
  if (f.order !== 'due') query.set('xep', f.order);
  const rest = {
    loai: f.kind,
    'trang-thai': f.state,
    to: f.groupId,
    'linh-vuc': f.category,
    giu: f.holder,
    han: f.clock,
    kenh: f.channel,
    tu: f.from,
    den: f.to,
    'tra-loi': idOf(ANSWERED, f.answered),
    'ket-qua': idOf(OUTCOME_IDS, f.outcome),
    tim: f.words,
  };
  for (const [name, value] of Object.entries(rest)) if (value !== undefined) query.set(name, value);
  if (f.cursor)
    query.set(
      f.cursor.way === 'after' ? 'sau' : 'truoc',
      `${f.cursor.due}_${f.cursor.openedAt}_${f.cursor.id}`,
    );
  return query.toString();
}

/** The address of the list with some of its filter changed; a change of filter begins at the first page. */
export function listHref(filter: ListFilter, change: Partial<ListFilter>): string {
  const { cursor: _, ...rest } = filter;
  const text = listQuery({ ...rest, ...change });
  return text === '' ? LIST : `${LIST}?${text}`;
}

/** Is anything but the shelf asked for? */
export function isNarrowed({ shelf: _s, order: _o, cursor: _c, ...rest }: ListFilter): boolean {
  return Object.values(rest).some((value) => value !== undefined);
}
