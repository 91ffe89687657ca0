/** The menu: a row of groups, and below it the pages of the group one is in. Links only, so that it needs no script. */
import type { Role } from '../../store/officers.ts';
import { doorOf, type PlaceGroup, placesFor } from './places.ts';

interface MenuProps {
  readonly roles: readonly Role[];
  /** address of the place one is at */
  readonly here: string | undefined;
}

export function Menu({ roles, here }: MenuProps) {
  const groups = placesFor(roles);
  const current = groups.find((g) => here !== undefined && holds(g, here));
  return (
    <nav aria-label="Trang cán bộ">
      <ul class="menu">
        {groups.map((group) => (
          <li>
            <a href={doorOf(group)} aria-current={group === current ? standing(group, here) : undefined}>
              {group.name}
            </a>
          </li>
        ))}
      </ul>
      {current && <Pages group={current} here={here} />}
    </nav>
  );
}

const holds = (group: PlaceGroup, here: string): boolean =>
  group.landing === here || group.places.some((place) => place.href === here);

/** `page` on the page itself, `true` on another of its group. */
const standing = (group: PlaceGroup, here: string | undefined): 'page' | 'true' =>
  doorOf(group) === here && (group.landing !== undefined || group.places.length === 1) ? 'page' : 'true';

function Pages({ group, here }: { readonly group: PlaceGroup; readonly here: string | undefined }) {
  if (group.landing !== undefined)
    return here === group.landing ? null : (
      <ul class="pages-in">
        <li>
          <a href={group.landing}>‹ {group.name}</a>
        </li>
      </ul>
    );
  if (group.places.length < 2) return null;
  return (
    <ul class="pages-in">
      {group.places.map((place) => (
        <li>
          <a href={place.href} aria-current={place.href === here ? 'page' : undefined}>
            {place.name}
          </a>
        </li>
      ))}
    </ul>
  );
}
