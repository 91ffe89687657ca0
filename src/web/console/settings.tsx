/** `/console/thiet-lap`: the doors to what a ward sets, each with a sentence on what is behind it. */
import { Hono } from 'hono';
import { only } from './doors.tsx';
import { placesFor, SETTINGS } from './places.ts';
import { type Inside, shell } from './shell.tsx';

export function settingsPages(): Hono<Inside> {
  const app = new Hono<Inside>();
  app.get('/', only('ward.read'), (c) => {
    const me = c.get('me');
    const places = placesFor(me.officer.roles).find((g) => g.landing === SETTINGS)?.places ?? [];
    return c.html(
      shell({
        title: 'Thiết lập',
        me,
        here: SETTINGS,
        children: (
          <ul class="doors">
            {places.map((place) => (
              <li class="card">
                <h2>
                  <a href={place.href}>{place.name}</a>
                </h2>
                {place.about && <p class="muted">{place.about}</p>}
              </li>
            ))}
          </ul>
        ),
      }),
    );
  });
  return app;
}
