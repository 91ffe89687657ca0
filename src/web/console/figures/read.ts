/** What the address asks for, and the addresses of what stands behind each figure. */
import { PERIODS, type Period, periodOf, readDay } from '../../../core/period.ts';
import type { TicketKind } from '../../../core/types.ts';
import type { Dimension } from '../../../store/figures/index.ts';
import type { TicketFilter } from '../../../store/ticket-list.ts';
import { listHref } from '../filter.ts';
import { FIGURES } from './words.ts';

/** `ky` the period; `tu`, `den` the days of `khoang`. Anything odd is this month. */
export function readPeriod(query: Readonly<Record<string, string | undefined>>, today: string): Period {
  const id = PERIODS.find((p) => p === query.ky) ?? 'thang-nay';
  const [from, to] = [readDay(query.tu), readDay(query.den)];
  if (id !== 'khoang') return periodOf(id, today);
  return periodOf(id, today, { from: from ?? to ?? today, to: to ?? today });
}

export function periodHref(period: Period, file = ''): string {
  const query = new URLSearchParams({ ky: period.id });
  if (period.id === 'khoang') {
    query.set('tu', period.from);
    query.set('den', period.to);
  }
  return `${FIGURES}${file}?${query}`;
}

/** Part of a list's filter that a line of a table stands for. */
export function lineFilter(dimension: Dimension, key: string | null): Partial<TicketFilter> {
  switch (dimension) {
    case 'kind':
      return { kind: (key ?? 'hoi') as TicketKind };
    case 'category':
      return { category: key ?? '' };
    case 'group':
      return { groupId: key ?? 'none' };
    case 'channel':
      return { channel: key ?? 'none' };
    default:
      return dimension satisfies never;
  }
}

/** The list with the very tickets that a figure counts. */
export function ticketsHref(
  days: { readonly from: string; readonly to: string },
  more: Partial<TicketFilter>,
): string {
  return listHref({ shelf: 'all', order: 'new' }, { from: days.from, to: days.to, ...more });
}
