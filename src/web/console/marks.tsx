/** Small marks said by word and shape, never by colour alone. */
import { Icon } from '../layout/icons.tsx';
import { sayDay, sayDue } from './dates.ts';

/** A running deadline. */
export function DueMark({ dueOn, today }: { readonly dueOn: string; readonly today: string }) {
  const due = sayDue(dueOn, today);
  return (
    <span class={`mark ${due.urgency}`}>
      <Icon name={due.urgency === 'late' ? 'late' : 'clock'} />
      {due.words} <span class="muted">({sayDay(dueOn)})</span>
    </span>
  );
}

export interface PagesProps {
  readonly page: number;
  readonly pages: number;
  readonly href: (page: number) => string;
}

/** Links to the page before and after; nothing where one page is all. */
export function Pages({ page, pages, href }: PagesProps) {
  if (pages <= 1) return null;
  return (
    <nav aria-label="Trang" class="row pages">
      {page > 1 && (
        <a class="button quiet" rel="prev" href={href(page - 1)}>
          ‹ Trang trước
        </a>
      )}
      <span>
        Trang {page} trên {pages}
      </span>
      {page < pages && (
        <a class="button quiet" rel="next" href={href(page + 1)}>
          Trang sau ›
        </a>
      )}
    </nav>
  );
}
