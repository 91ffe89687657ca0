/** Which period: one tap for the usual ones, two fields for any other. */
import { PERIODS, type Period } from '../../../core/period.ts';
import { FIGURES, PERIOD_NAMES } from './words.ts';

export function PeriodForm({ period }: { readonly period: Period }) {
  return (
    <div class="periods">
      <nav aria-label="Kỳ" class="shelves">
        <ul>
          {PERIODS.filter((id) => id !== 'khoang').map((id) => (
            <li>
              <a href={`${FIGURES}?ky=${id}`} aria-current={id === period.id ? 'true' : undefined}>
                {PERIOD_NAMES[id]}
              </a>
            </li>
          ))}
        </ul>
      </nav>
      <form method="get" action={FIGURES} class="row" aria-label={PERIOD_NAMES.khoang}>
        <input type="hidden" name="ky" value="khoang" />
        <label>
          Từ ngày
          <input type="date" name="tu" value={period.from} required />
        </label>
        <label>
          Đến hết ngày
          <input type="date" name="den" value={period.to} required />
        </label>
        <button type="submit" class="button">
          Xem
        </button>
      </form>
    </div>
  );
}
